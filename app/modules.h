// The modules of this build, in the order of modules/CMakeLists.txt.
#pragma once

#include <span>
#include <vector>

#include "base/asset.h"
#include "platform/module/module.h"

namespace tongguan {

struct ListedModule {
    Module module;
    std::span<const Asset> assets;
};

std::vector<ListedModule> all_modules();

}  // namespace tongguan
