// `tongguan init`: a real installation. It has its keys, the bureau and three administrators with one-time passwords,
// and nothing else; it never takes demo data.
#include <cstdio>

#include "app/commands.h"
#include "app/privilege.h"
#include "modules/organisation/api.h"
#include "platform/access/sign_in.h"

namespace tongguan {

namespace {

struct FirstAccount {
    std::string login;
    std::string password;
};

// In one transaction: whoever is interrupted has installed nothing, and begins anew.
Result<std::vector<FirstAccount>> found_real(House& house, const std::string& bureau) {
    access::Hashing hashing;
    std::vector<FirstAccount> accounts;
    const auto begin = [&](Work& work) -> Outcome {
        accounts.clear();
        const organisation::Founders founders = TRY(organisation::found_bureau(work, bureau));
        for (const auto& [login, person] :
             {std::pair{"system_admin", founders.system}, std::pair{"security_admin", founders.security},
              std::pair{"audit_admin", founders.audit}}) {
            accounts.push_back({login, access::made_password()});
            TRY(access::create_account(work, hashing, person, login, accounts.back().password, true));
        }
        return Done{};
    };
    TRY(house.found(Nature::real, Duration{}, access::Actor::platform(organisation::founding_rights()), begin));
    return accounts;
}

}  // namespace

int init(Settings settings, const Clock& machine) {
    const auto folder = leave_root(settings.data, settings.user);
    if (!folder) return say(folder.error(), settings);
    settings.data = folder->string();
    const auto house = House::open(settings, machine);
    if (!house) return say(house.error(), settings);
    const std::string bureau =
        settings.bureau.empty() ? (*house)->texts().text(settings.language, "app.init.bureau") : settings.bureau;
    const auto accounts = found_real(**house, bureau);
    if (!accounts) return say(accounts.error(), settings);
    std::printf("%s\n", (*house)->texts().text(settings.language, "app.init.done").c_str());
    for (const FirstAccount& account : *accounts)
        std::printf("  %-16s %s\n", account.login.c_str(), account.password.c_str());
    return 0;
}

}  // namespace tongguan
