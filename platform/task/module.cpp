#include "platform/task/module.h"
#include "platform/task/store.h"

namespace tongguan::task {

namespace {

std::vector<api::Route> routes() {
    return {
        api::list<&list_tasks>("/api/tasks", "task.list_tasks", may::own,
                               {.filters = {"state", "due"}, .sorts = {"due"}}),
        api::get<&summarise_tasks>("/api/tasks/summary", "task.summarise_tasks", may::own),
        api::get<&view_due_calendar>("/api/tasks/due", "task.view_due_calendar", may::own),
        api::post<&claim_task>("/api/tasks/{id}/claim", "task.claim_task", may::own),
        api::post<&release_task>("/api/tasks/{id}/release", "task.release_task", may::own),
    };
}

std::vector<access::Grant> grants() {
    namespace role = access::role;
    std::vector<access::Grant> granted;
    for (const std::string_view each :
         {role::employee, role::clerk, role::unit_administrator, role::acceptor, role::division_head, role::director,
          role::district_administrator, role::system_administrator, role::security_administrator,
          role::audit_administrator})
        granted.push_back({each, may::own, access::Reach::self});
    return granted;
}

}  // namespace

Module module() {
    return {
        .name = "task",
        .entities = {&entity::entity<Task>()},
        .statements = store::statements(),
        .routes = routes(),
        .permissions = {may::own},
        .grants = grants(),
    };
}

}  // namespace tongguan::task
