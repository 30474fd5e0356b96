// `tongguan report 2021 --format md|html`: the annual report on stdout, from the records.
#include <cstdio>

#include "app/commands.h"
#include "app/privilege.h"
#include "modules/reporting/api.h"
#include "platform/work/run.h"

namespace tongguan {

namespace {

// The command line is the owner's: it reads every figure and every row behind it.
access::Actor reader_of_all(const House& house) {
    access::Actor actor = access::Actor::platform();
    std::map<std::string, db::Scope, std::less<>> scopes(actor.rights->all());
    for (const ListedModule& listed : house.modules())
        for (const Permission permission : listed.module.permissions) scopes.emplace(permission.key, db::Scope::all());
    actor.rights = std::make_shared<const access::Rights>(std::move(scopes));
    return actor;
}

}  // namespace

int report(Settings settings, const Clock& machine, int year) {
    const auto folder = leave_root(settings.data, settings.user);
    if (!folder) return say(folder.error(), settings);
    settings.data = folder->string();
    const auto house = House::open(settings, machine);
    if (!house) return say(house.error(), settings);
    const auto answer = work::read(
        (*house)->services(), reader_of_all(**house), "report", db::Mode::snapshot,
        [&](Work& work) -> Result<work::Answer> {
            const auto read = TRY(reporting::read_report(work, year));
            return work::Answer{.body = settings.format == "md"
                                            ? reporting::as_markdown(read, (*house)->texts(), settings.language)
                                            : reporting::as_html(read, (*house)->texts(), settings.language)};
        });
    if (!answer) return say(answer.error(), settings);
    std::fwrite(answer->body.data(), 1, answer->body.size(), stdout);
    return 0;
}

}  // namespace tongguan
