#include "app/engine.h"

#include "generated/access_assets.h"
#include "generated/account_assets.h"
#include "generated/api_assets.h"
#include "generated/audit_assets.h"
#include "generated/base_assets.h"
#include "generated/config_assets.h"
#include "generated/db_assets.h"
#include "generated/entity_assets.h"
#include "generated/http_assets.h"
#include "generated/indicator_assets.h"
#include "generated/outbox_assets.h"
#include "generated/task_assets.h"
#include "generated/tongguan_assets.h"
#include "generated/work_assets.h"
#include "generated/workorder_assets.h"
#include "platform/access/module.h"
#include "platform/audit/module.h"
#include "platform/outbox/module.h"
#include "platform/task/module.h"

namespace tongguan {

std::vector<ListedModule> everything() {
    std::vector<ListedModule> list{
        {{.name = "app",
          .engine_grants = {"select, insert, update on installation", "usage on sequence installation_node"}},
         assets::tongguan()},
        {{.name = "base"}, assets::base()},
        {{.name = "config"}, assets::config()},
        {{.name = "entity"}, assets::entity()},
        {{.name = "db"}, assets::db()},
        {{.name = "http"}, assets::http()},
        {{.name = "work"}, assets::work()},
        {audit::module(), assets::audit()},
        {outbox::module(), assets::outbox()},
        {task::module(), assets::task()},
        {access::module(), assets::access()},
        {{.name = "account"}, assets::account()},
        {{.name = "api"}, assets::api()},
        {{.name = "indicator"}, assets::indicator()},
        {{.name = "workorder"}, assets::workorder()},
    };
    for (ListedModule& listed : all_modules()) list.push_back(std::move(listed));
    return list;
}

}  // namespace tongguan
