// `tongguan outbox`: the events that a consumer could not take and that were parked, shown and released.
#include <cstdio>

#include "app/commands.h"
#include "app/privilege.h"
#include "platform/outbox/pump.h"

namespace tongguan {

namespace {

void print(const House& house, const std::vector<outbox::Parked>& parked) {
    const Settings& settings = house.settings();
    if (parked.empty()) std::printf("%s\n", house.texts().text(settings.language, "app.outbox.none").c_str());
    for (const outbox::Parked& one : parked)
        std::printf("%lld  %s  %s  %s\n", static_cast<long long>(one.event), one.name.c_str(), one.consumer.c_str(),
                    house.texts()
                        .text(settings.language, "app.outbox.problem",
                              {{"tries", std::to_string(one.tries)},
                               {"problem", house.texts().text(settings.language, one.problem)}})
                        .c_str());
}

// All consumers that gave this event up; each takes it now or says why not.
int release(outbox::Pump& pump, const House& house, std::int64_t event) {
    int released = 0;
    for (const outbox::Parked& one : pump.parked()) {
        if (one.event != event) continue;
        if (const Outcome taken = pump.release(one.consumer, event); !taken)
            return say(taken.error(), house.settings());
        ++released;
    }
    if (released == 0) return say(Refusal{.key = "outbox.event_missing"}, house.settings());
    std::printf("%s\n", house.texts().text(house.settings().language, "app.outbox.released").c_str());
    return 0;
}

}  // namespace

int parked_events(Settings settings, const Clock& machine, std::int64_t release_event) {
    const auto folder = leave_root(settings.data, settings.user);
    if (!folder) return say(folder.error(), settings);
    settings.data = folder->string();
    const auto house = House::open(settings, machine);
    if (!house) return say(house.error(), settings);
    outbox::Pump pump((*house)->services(), (*house)->reactions());
    if (release_event != 0) return release(pump, **house, release_event);
    print(**house, pump.parked());
    return 0;
}

}  // namespace tongguan
