#include "practices/workorder/walk.h"

#include <random>

namespace tongguan::workorder {

Walked random_walk(const Table& table, std::uint64_t seed, std::size_t limit,
                   const std::function<std::size_t(const Step&)>& take) {
    std::mt19937_64 dice(seed);
    Walked walked;
    std::size_t state = 0;
    while (walked.steps.size() < limit) {
        std::vector<const Step*> open;
        for (const Step& s : table.steps)
            if (s.from == state) open.push_back(&s);
        if (open.empty()) {
            walked.ended = table.states[state].final;
            if (!walked.ended) walked.fault = "no step leads on from " + std::string(table.states[state].word);
            return walked;
        }
        const Step& step = *open[dice() % open.size()];
        walked.steps.emplace_back(step.name);
        state = take(step);
        if (state != step.to) {
            walked.fault = std::string(step.name) + " led to " +
                           std::string(state < table.states.size() ? table.states[state].word : "nowhere") +
                           ", not to " + std::string(table.states[step.to].word);
            return walked;
        }
    }
    return walked;
}

}  // namespace tongguan::workorder
