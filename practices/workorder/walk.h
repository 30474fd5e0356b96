// A random walk over a state table: takes any possible step until an end. With a module's own actions as `take`, it
// proves that every path of the table really can be walked and that the stored state agrees with the table.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "practices/workorder/state_table.h"

namespace tongguan::workorder {

struct Walked {
    std::vector<std::string> steps;  // names, in order
    bool ended = false;              // in a final state
    std::string fault;               // what disagreed; empty = nothing
};

// `take` performs the step and answers the index of the state in which the thing now is. Stops after `limit` steps.
Walked random_walk(const Table& table, std::uint64_t seed, std::size_t limit,
                   const std::function<std::size_t(const Step&)>& take);

}  // namespace tongguan::workorder
