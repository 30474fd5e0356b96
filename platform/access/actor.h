// Who acts: a person under one post. Rights and scope are the post's; both are kept in cases and in the audit.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.h"
#include "platform/db/permission.h"
#include "platform/db/scope.h"

namespace tongguan {

// Things that lower floors only know by their key. The organisation module owns the rows.
struct Person;
struct Unit;
struct Department;
struct Post;
struct Region;

namespace access {

// The rights of one post: permission → scope. Immutable; replaced as a whole when a role, post or grant changes.
class Rights {
public:
    Rights() = default;
    explicit Rights(std::map<std::string, db::Scope, std::less<>> scopes) : scopes_(std::move(scopes)) {}
    const db::Scope* scope(Permission permission) const {  // nullptr = no such right
        const auto found = scopes_.find(permission.key);
        return found == scopes_.end() ? nullptr : &found->second;
    }
    const std::map<std::string, db::Scope, std::less<>>& all() const { return scopes_; }

private:
    std::map<std::string, db::Scope, std::less<>> scopes_;
};

struct Actor {
    Id<Person> person;  // 0 = the platform itself
    Id<Post> post;
    Id<Unit> unit;  // the post's unit
    Id<Department> department;
    Id<Region> region;
    std::int64_t session = 0;
    std::string name{};  // as shown: "陈一鸣（示例）"
    std::shared_ptr<const Rights> rights = std::make_shared<const Rights>();

    const db::Scope* scope(Permission permission) const { return rights->scope(permission); }
    bool may(Permission permission) const { return scope(permission) != nullptr; }
    // The platform itself. Jobs and pumps need the engine's rights only; what sets an installation up or prints it for
    // its owner names the rights it needs, each over everything.
    static Actor platform(const std::vector<Permission>& over_all = {}) {
        std::map<std::string, db::Scope, std::less<>> scopes;
        for (const Permission permission : over_all) scopes.emplace(permission.key, db::Scope::all());
        Actor actor;
        actor.rights = std::make_shared<const Rights>(std::move(scopes));
        return actor;
    }
};

}  // namespace access
}  // namespace tongguan
