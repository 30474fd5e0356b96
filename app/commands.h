// The program's commands, one file each. All answer the exit code: 0 done, 1 refused (said in words), 2 wrong call.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "app/house.h"

namespace tongguan {

int serve(const Settings& settings, const Clock& machine);
int init(Settings settings, const Clock& machine);
int load_demo(Settings settings, const Clock& machine);
int migrate(Settings settings, const Clock& machine);
int report(Settings settings, const Clock& machine, int year);
int check(Settings settings, const Clock& machine, const std::string& what);
int parked_events(Settings settings, const Clock& machine, std::int64_t release_event);  // 0: only shows them
int print_openapi(const Settings& settings);

// Of init and of serve with a demo: in an opened house.
Outcome found_demo(House& house, const Clock& machine);

// A refusal in the language of the settings, on stderr; answers 1.
int say(const Refusal& refusal, const Settings& settings);
std::string sentence(const Refusal& refusal, const Settings& settings);

}  // namespace tongguan
