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
    std::vector<Permission> all;
    for (const ListedModule& listed : house.modules())
        all.insert(all.end(), listed.module.permissions.begin(), listed.module.permissions.end());
    return access::Actor::platform(all);
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
