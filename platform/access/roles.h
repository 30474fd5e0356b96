// Permissions are declared by modules, roles are data. A module ships role rows (which permission in which shape);
// an installation may add or change roles, never permissions.
#pragma once

#include <string_view>
#include <vector>

#include "platform/db/permission.h"
#include "platform/db/scope.h"

namespace tongguan::access {

// How wide a permission reaches for the holder of a post, relative to that post.
enum class Reach : std::uint8_t { self, unit, unit_tree, region, handling, all };

struct Grant {
    std::string_view role;  // "clerk"
    Permission permission;
    Reach reach;
};

// The shipped roles' keys; their names are the texts role.<key>.
namespace role {
inline constexpr std::string_view employee = "employee";                        // 普通干部职工
inline constexpr std::string_view clerk = "clerk";                              // 单位经办人
inline constexpr std::string_view unit_administrator = "unit_administrator";    // 单位管理员
inline constexpr std::string_view acceptor = "acceptor";                        // 受理员
inline constexpr std::string_view division_head = "division_head";              // 处室负责人
inline constexpr std::string_view director = "director";                        // 局长
inline constexpr std::string_view district_administrator = "district_administrator";  // 区县管理员
inline constexpr std::string_view system_administrator = "system_administrator";      // 系统管理员
inline constexpr std::string_view security_administrator = "security_administrator";  // 安全管理员
inline constexpr std::string_view audit_administrator = "audit_administrator";        // 审计管理员
}  // namespace role

}  // namespace tongguan::access
