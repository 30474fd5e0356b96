// Delivers events to their consumers after commit, in order, at least once with one effect: a consumer's position moves
// in the transaction of what it did. Any number of servers may pump; a position row is worked on by one at a time.
// NOTIFY wakes no pump: inside an action's transaction it serialises commits (13.5k → 5.8k per second, measured). The
// one there is, of the hints, is sent by a consumer, once for each batch.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "platform/db/statement.h"
#include "platform/outbox/reaction.h"
#include "platform/work/work.h"

namespace tongguan::outbox {

inline constexpr int batch_events = 100;                    // delivered in one transaction when all goes well
inline constexpr int max_tries = 8;                         // then parked
inline constexpr std::chrono::milliseconds idle_poll{200};  // how often an idle pump looks
inline constexpr std::chrono::seconds first_pause{1};       // doubled with each try
inline constexpr std::chrono::seconds longest_pause = first_pause * (1 << max_tries);

std::vector<const db::Statement*> statements();

struct Parked {
    std::string consumer;
    std::int64_t event;
    std::string name;
    std::int64_t tries;
    std::string problem;
};

class Pump {
public:
    // `trouble` is told of each failed delivery (consumer, event, problem); for the log.
    using Trouble = std::function<void(std::string_view consumer, std::int64_t event, std::string_view problem)>;
    Pump(const Services& services, std::vector<Reaction> reactions, Trouble trouble = {});
    ~Pump();  // stops the thread

    void start();
    // Delivers all that is due now; answers how many deliveries were made. For tests, demo loads and the thread.
    std::size_t deliver();
    std::int64_t behind_ms();  // age of the oldest event some consumer has not had; 0 = none
    std::vector<Parked> parked();
    Outcome release(std::string_view consumer, std::int64_t event);  // tries a parked event again

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace tongguan::outbox
