// What the engine needs from the organisation, as a port: declared here, filled in app/ by the organisation module.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "platform/access/actor.h"

namespace tongguan::db {
class Session;
}

namespace tongguan::access {

struct PostHolder {  // one post of one person, as sign-in and switching need it
    Id<Post> post;
    Id<Person> person;
    Id<Unit> unit;
    Id<Department> department;
    Id<Region> region;
    std::string person_name;
    std::string post_name;
    std::string unit_name;
    std::vector<std::string> roles;       // role keys the post carries
    std::vector<std::int64_t> unit_tree;  // the unit and those below it, today
    bool is_main = false;
};

class Directory {
public:
    virtual ~Directory() = default;
    virtual std::vector<PostHolder> posts_of(db::Session&, Id<Person>, Date today) const = 0;
};

}  // namespace tongguan::access
