#include "practices/workorder/state_table.h"

namespace tongguan::workorder {

std::string diagram(const Table& table) {
    std::string out = "stateDiagram-v2\n    [*] --> " + std::string(table.states.front().word) + "\n";
    for (const Step& s : table.steps) {
        out += "    " + std::string(table.states[s.from].word) + " --> " + std::string(table.states[s.to].word) + ": ";
        out += std::string(s.name) + "\n";
    }
    for (const State& state : table.states) {
        if (state.ticking == Ticking::paused)
            out += "    note right of " + std::string(state.word) + ": clock paused\n";
        if (state.final) out += "    " + std::string(state.word) + " --> [*]\n";
    }
    return out;
}

}  // namespace tongguan::workorder
