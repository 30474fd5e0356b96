#include <doctest/doctest.h>

#include "modules/__name__/model.h"
#include "platform/module/module.h"

namespace tongguan::__name__ {
Module module();

TEST_CASE("what a role is given is what the module declares") {
    const Module chapter = module();
    CHECK(chapter.name == "__name__");
    CHECK_FALSE(chapter.grants.empty());
    for (const access::Grant& grant : chapter.grants) {
        CAPTURE(grant.role);
        CHECK(std::ranges::find(chapter.permissions, grant.permission) != chapter.permissions.end());
    }
}

}  // namespace tongguan::__name__
