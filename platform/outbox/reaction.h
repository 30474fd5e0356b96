// What follows an event. Delivered after commit, at least once, in order per event's key; each consumer runs in its own
// Work and is remembered per event, so a repeat is a no-op. After bounded tries an event is parked and shown.
#pragma once

#include <string_view>

#include "base/json.h"
#include "base/result.h"

namespace tongguan {
class Work;
}

namespace tongguan::outbox {

struct Event {
    std::int64_t id;
    std::string_view name;  // "service_centre.CaseFinished"
    const Json& fields;
};

struct Reaction {
    std::string_view consumer;  // "reporting.count_case": unique, remembered with the event
    std::string_view event;
    Outcome (*run)(Work&, const Event&);
};

}  // namespace tongguan::outbox
