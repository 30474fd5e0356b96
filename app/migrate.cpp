// `tongguan migrate`: brings the database to this build's schema; opening the house does it.
#include "app/commands.h"
#include "app/privilege.h"

namespace tongguan {

int migrate(Settings settings, const Clock& machine) {
    const auto folder = leave_root(settings.data, settings.user);
    if (!folder) return say(folder.error(), settings);
    settings.data = folder->string();
    const auto house = House::open(settings, machine);
    return house ? 0 : say(house.error(), settings);
}

}  // namespace tongguan
