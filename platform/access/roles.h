// Permissions are declared by modules, roles are data. A module ships role rows (which permission in which shape);
// an installation may add or change roles, never permissions.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "platform/access/directory.h"
#include "platform/db/permission.h"
#include "platform/db/scope.h"

namespace tongguan {
class Work;
}

namespace tongguan::access {

// How wide a permission reaches for the holder of a post, relative to that post.
enum class Reach : std::uint8_t { self, unit, unit_tree, handling, region, all };

struct Grant {
    std::string_view role;  // "clerk"
    Permission permission;
    Reach reach;
};

// The shipped roles' keys; their names are the texts role.<key>.
namespace role {
inline constexpr std::string_view employee = "employee";                              // 普通干部职工
inline constexpr std::string_view clerk = "clerk";                                    // 单位经办人
inline constexpr std::string_view unit_administrator = "unit_administrator";          // 单位管理员
inline constexpr std::string_view acceptor = "acceptor";                              // 受理员
inline constexpr std::string_view division_head = "division_head";                    // 处室负责人
inline constexpr std::string_view director = "director";                              // 局长
inline constexpr std::string_view district_administrator = "district_administrator";  // 区县管理员
inline constexpr std::string_view system_administrator = "system_administrator";      // 系统管理员
inline constexpr std::string_view security_administrator = "security_administrator";  // 安全管理员
inline constexpr std::string_view audit_administrator = "audit_administrator";        // 审计管理员
}  // namespace role

// What this library itself declares.
namespace may {
inline constexpr Permission own_session{"access.session.own"};      // everybody: one's account and sessions
inline constexpr Permission reset_account{"access.account.reset"};  // a one-time code for somebody of one's unit
inline constexpr Permission manage_accounts{"access.account.manage"};
inline constexpr Permission manage_roles{"access.role.manage"};
inline constexpr Permission security{"access.security"};
}  // namespace may

std::vector<Permission> permissions();
std::vector<Grant> grants();

std::string_view word_of(Reach reach);
std::optional<Reach> reach_from(std::string_view word);  // nothing for "none" and unknown words

// The scope a reach gives the holder of this post; nothing when the post lacks what it is relative to (no region …).
std::optional<db::Scope> scope_of(Reach reach, const PostHolder& holder);

// Rights of a post from role rows. When two roles give one permission, the wider reach counts, in the order of Reach:
// scopes are not added up, one shape has one wall.
struct RoleRight {
    std::string role;
    std::string permission;
    Reach reach;
};
Rights rights_of(const PostHolder& holder, std::span<const RoleRight> rows);

// Separation of the three administrators (三员分立, GB/T 22239-2019 8.1.4.2 d): system, security and audit never
// in one person, over all posts. Called where a role is given; at sign-in such a person keeps none of the three.
Outcome apart(std::span<const std::string> roles);
bool is_administrator(std::string_view role);  // one of the three

// Puts shipped roles and their permissions into the database where they are new; what an installation changed stays.
void ship_roles(Work& work, std::span<const Grant> shipped);
// To be called by every action that changes a role, a post, a unit's place or an account: rights are computed anew
// from the next request here, within a second on other servers.
void rights_changed(Work& work);

}  // namespace tongguan::access
