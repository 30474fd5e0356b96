// `tongguan migrate`: brings the database to this build's schema; opening the house does it. With --draft: prints the
// migration that is missing between the schema and what the modules declare, empty when nothing is.
#include <cstdio>

#include "app/commands.h"
#include "app/privilege.h"

namespace tongguan {

int migrate(Settings settings, const Clock& machine) {
    const auto folder = leave_root(settings.data, settings.user);
    if (!folder) return say(folder.error(), settings);
    settings.data = folder->string();
    if (settings.draft) {
        const auto draft = House::draft(settings, machine);
        if (!draft) return say(draft.error(), settings);
        std::fputs(draft->c_str(), stdout);
        return 0;
    }
    const auto house = House::open(settings, machine);
    return house ? 0 : say(house.error(), settings);
}

}  // namespace tongguan
