// `tongguan openapi`: the contract of this build on stdout; the desk's client is generated from it. Nothing is opened:
// the routes of signing in are made over parts that never run.
#include <cstdio>

#include "app/commands.h"
#include "modules/organisation/api.h"
#include "platform/access/sign_in.h"
#include "platform/account/routes.h"
#include "platform/api/dispatch.h"

namespace tongguan {

int print_openapi(const Settings& settings) {
    const auto modules = everything();
    const auto texts = texts_of(modules);
    if (!texts) return say(texts.error(), settings);
    const MachineClock clock;
    IdSource ids(0);
    db::Pool pool({.conninfo = {}, .size = 1});
    const Services services{
        .clocks = {clock, clock}, .ids = ids, .pool = pool, .calendar = WorkingCalendar::published()};
    const auto directory = organisation::directory();
    access::Sessions sessions(services, *directory, {.poll = std::chrono::milliseconds{0}});
    access::Hashing hashing;
    access::SignIn sign_in(services, sessions, *directory, hashing);
    std::vector<api::Route> routes =
        account::routes({.services = services, .sessions = sessions, .sign_in = sign_in, .directory = *directory});
    for (const ListedModule& listed : modules)
        routes.insert(routes.end(), listed.module.routes.begin(), listed.module.routes.end());
    std::printf("%s\n", api::openapi(routes, *texts, TONGGUAN_VERSION).c_str());
    return 0;
}

}  // namespace tongguan
