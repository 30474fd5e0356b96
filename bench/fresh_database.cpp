// How long a test waits for a database of its own: from the wish for a world with every module's tables to the first
// answer from it. Prints the milliseconds of each of so many worlds, one a line; the template is made before.
#include <chrono>
#include <cstdio>
#include <cstdlib>

#include "platform/testing/world.h"

namespace tongguan::organisation {
Module module();
}
namespace tongguan::service_centre {
Module module();
}

int main(int count, char** arguments) {
    using namespace tongguan;
    const int worlds = count > 1 ? std::atoi(arguments[1]) : 10;
    const auto seconds_of = [] {
        const auto begun = std::chrono::steady_clock::now();
        testing::World world({organisation::module(), service_centre::module()});
        world.count("select count(*) from service_centre_case");
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
    };
    seconds_of();
    for (int i = 0; i < worlds; ++i) std::printf("%.1f\n", 1000 * seconds_of());
    return 0;
}
