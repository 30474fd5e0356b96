#include "platform/access/roles.h"

#include <array>
#include <set>

#include "platform/access/sessions.h"
#include "platform/access/store.h"

namespace tongguan::access {

namespace {

constexpr std::array<std::pair<Reach, std::string_view>, 6> reach_words{{{Reach::self, "self"},
                                                                         {Reach::unit, "unit"},
                                                                         {Reach::unit_tree, "unit_tree"},
                                                                         {Reach::handling, "handling"},
                                                                         {Reach::region, "region"},
                                                                         {Reach::all, "all"}}};

constexpr std::array administrators{role::system_administrator, role::security_administrator,
                                    role::audit_administrator};

}  // namespace

std::vector<Permission> permissions() {
    return {may::own_session, may::reset_account, may::manage_accounts, may::manage_roles, may::security};
}

std::vector<Grant> grants() {
    std::vector<Grant> list;
    for (const auto key : {role::employee, role::clerk, role::unit_administrator, role::acceptor, role::division_head,
                           role::director, role::district_administrator, role::system_administrator,
                           role::security_administrator, role::audit_administrator})
        list.push_back({key, may::own_session, Reach::self});
    list.push_back({role::unit_administrator, may::reset_account, Reach::unit});
    list.push_back({role::system_administrator, may::manage_accounts, Reach::all});
    list.push_back({role::security_administrator, may::manage_roles, Reach::all});
    list.push_back({role::security_administrator, may::security, Reach::all});
    return list;
}

std::string_view word_of(Reach reach) { return reach_words[static_cast<std::size_t>(reach)].second; }

std::optional<Reach> reach_from(std::string_view word) {
    for (const auto& [reach, name] : reach_words)
        if (name == word) return reach;
    return std::nullopt;
}

std::optional<db::Scope> scope_of(Reach reach, const PostHolder& holder) {
    const auto one = [](db::Shape shape, std::int64_t id) -> std::optional<db::Scope> {
        if (id == 0) return std::nullopt;
        return db::Scope::one(shape, id);
    };
    switch (reach) {
        case Reach::self:
            return one(db::Shape::self, holder.person.value);
        case Reach::unit:
            return one(db::Shape::unit, holder.unit.value);
        case Reach::unit_tree:  // a unit without any below it stays in the fast scalar shape
            if (holder.unit_tree.size() > 1) return db::Scope::many(db::Shape::units, holder.unit_tree);
            return one(db::Shape::unit, holder.unit_tree.empty() ? holder.unit.value : holder.unit_tree.front());
        case Reach::handling:
            return one(db::Shape::handling, holder.unit.value);
        case Reach::region:
            return one(db::Shape::region, holder.region.value);
        case Reach::all:
            return db::Scope::all();
    }
    return std::nullopt;
}

Rights rights_of(const PostHolder& holder, std::span<const RoleRight> rows) {
    std::map<std::string, Reach, std::less<>> widest{{std::string(may::own_session.key), Reach::self}};
    for (const RoleRight& row : rows) {
        if (std::find(holder.roles.begin(), holder.roles.end(), row.role) == holder.roles.end()) continue;
        const auto [place, added] = widest.emplace(row.permission, row.reach);
        if (!added) place->second = std::max(place->second, row.reach);
    }
    std::map<std::string, db::Scope, std::less<>> scopes;
    for (const auto& [permission, reach] : widest)
        if (auto scope = scope_of(reach, holder)) scopes.emplace(permission, std::move(*scope));
    return Rights(std::move(scopes));
}

bool is_administrator(std::string_view role) {
    return std::find(administrators.begin(), administrators.end(), role) != administrators.end();
}

Outcome apart(std::span<const std::string> roles) {
    std::set<std::string_view> held;
    for (const std::string& role : roles)
        if (is_administrator(role)) held.insert(role);
    if (held.size() > 1)
        return conflict("access.administrators_apart",
                        {{"first", std::string(*held.begin())}, {"second", std::string(*held.rbegin())}});
    return Done{};
}

void ship_roles(Work& work, std::span<const Grant> shipped) {
    std::vector<std::string> roles;
    std::vector<std::string> permissions;
    std::vector<std::string> reaches;
    for (const Grant& grant : shipped) {
        roles.emplace_back(grant.role);
        permissions.emplace_back(grant.permission.key);
        reaches.emplace_back(word_of(grant.reach));
    }
    work.db().later(store::ship_roles, db::Params(roles));
    if (work.db().run_affected(store::ship_role_permissions, db::Params(roles, permissions, reaches)) > 0)
        rights_changed(work);
}

void rights_changed(Work& work) {
    work.db().later(store::bump_version, db::Params("rights"));
    work.note([](Work& after) { forget_here(after.services()); });
}

}  // namespace tongguan::access
