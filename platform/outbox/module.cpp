#include "platform/outbox/module.h"

#include "platform/outbox/pump.h"

namespace tongguan::outbox {

Module module() {
    return {
        .name = "outbox",
        .statements = statements(),
        .table_grants = {"insert on outbox_event"},
        .engine_grants = {"select, insert on outbox_event", "select, insert, update on outbox_position",
                          "select, insert, update, delete on outbox_trouble"},
    };
}

}  // namespace tongguan::outbox
