// `tongguan demo load`: the small demo, made by the modules' own actions. It is a demo for life: its business clock
// stands on 2021-12-31 09:00 at this moment and goes on from there.
#include <cstdio>

#include "app/commands.h"
#include "app/privilege.h"
#include "base/json.h"
#include "modules/organisation/api.h"
#include "platform/access/sign_in.h"
#include "platform/outbox/pump.h"
#include "platform/work/run.h"

namespace tongguan {

namespace {

Instant demo_now() { return instant_at(make_date(2021, 12, 31), std::chrono::hours{9}); }

Outcome open_accounts(House& house) {
    access::Hashing hashing;
    std::string file;
    JsonWriter json(file);
    json.begin_object().key("accounts").begin_array();
    const auto registrar = access::Actor::platform({organisation::may::read_person});
    const auto answer = work::write(house.services(), registrar, "demo", {}, [&](Work& work) -> Result<work::Answer> {
        for (const auto& [login, staff_code] : organisation::demo_accounts()) {
            const auto person = organisation::find_person_by_code(work, staff_code);
            if (!person) return not_found("organisation.person.missing");
            const std::string password = access::made_password();
            TRY(access::create_account(work, hashing, person->id, login, password, false));
            json.begin_object()
                .member("login", login)
                .member("password", std::string_view(password))
                .member("name", std::string_view(person->name))
                .end_object();
        }
        return work::Answer{};
    });
    if (!answer) return std::unexpected(answer.error());
    json.end_array().end_object();
    write_secret(house.folder().demo_accounts(), file + "\n");
    return Done{};
}

}  // namespace

Outcome found_demo(House& house, const Clock& machine) {
    TRY(house.found(Nature::demo, demo_now() - machine.now()));
    for (const ListedModule& listed : house.modules())
        if (listed.module.demo) TRY(listed.module.demo(house.services()));
    TRY(open_accounts(house));
    return house.loaded();
}

int load_demo(Settings settings, const Clock& machine) {
    const auto folder = leave_root(settings.data, settings.user);
    if (!folder) return say(folder.error(), settings);
    settings.data = folder->string();
    const auto house = House::open(settings, machine);
    if (!house) return say(house.error(), settings);
    const Outcome loaded = found_demo(**house, machine);
    if (!loaded) return say(loaded.error(), settings);
    std::printf("%s\n", (*house)->texts().text(settings.language, "app.demo.loaded").c_str());
    return 0;
}

}  // namespace tongguan
