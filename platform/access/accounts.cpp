// Accounts as an administrator makes, resets and closes them.
#include "base/bytes.h"
#include "base/text.h"
#include "platform/access/roles.h"
#include "platform/access/sign_in.h"
#include "platform/access/store.h"
#include "platform/access/token.h"

namespace tongguan::access {

namespace {

struct Account;
struct Code;

bool lists(std::string_view array, std::int64_t id) {  // "{1,2,3}"
    const std::string word = std::to_string(id);
    for (std::size_t at = array.find(word); at != std::string_view::npos; at = array.find(word, at + 1)) {
        const bool starts = at > 0 && (array[at - 1] == '{' || array[at - 1] == ',');
        const std::size_t end = at + word.size();
        if (starts && end < array.size() && (array[end] == ',' || array[end] == '}')) return true;
    }
    return false;
}

// Whether a post stands inside a scope, by the wall's own words.
bool covers(const db::Scope& scope, const PostHolder& post) {
    switch (scope.shape) {
        case db::Shape::all:
            return true;
        case db::Shape::unit:
            return scope == db::Scope::one(db::Shape::unit, post.unit.value);
        case db::Shape::units:
            return lists(scope.setting, post.unit.value);
        case db::Shape::region:
            return scope == db::Scope::one(db::Shape::region, post.region.value);
        case db::Shape::regions:
            return lists(scope.setting, post.region.value);
        default:
            return false;
    }
}

}  // namespace

Result<ResetCode> make_reset_code(Work& work, const Directory& directory, Id<Person> person) {
    TRY(work.require(may::reset_account));
    // A session left open must not become a new password: one's own is changed with the old one.
    if (person == work.actor().person) return forbidden("access.code.own");
    const db::Scope* scope = work.actor().scope(may::reset_account);
    const auto hidden = [] { return not_found("access.person_not_found"); };
    const auto posts = directory.posts_of(work.db(), person, work.today());
    if (posts.empty()) return hidden();
    for (const PostHolder& post : posts) {
        if (!covers(*scope, post)) return hidden();
        for (const std::string& role : post.roles)
            if (is_administrator(role)) return hidden();
    }
    std::int64_t account = 0;
    ResetCode made;
    {
        const db::Rows rows = work.db().run(store::account_of_person, db::Params(person));
        if (rows.empty() || rows.cell(0, 4).boolean()) return hidden();
        account = rows.cell(0, 0).integer();
        made.account = rows.cell(0, 5).text();
    }
    const auto id = work.new_id<Code>();
    made.code = new_code();
    made.ends_at = work.recorded_at() + code_life;
    work.db().later(store::void_codes_of, db::Params(person, work.recorded_at()));  // one open code at a time
    work.db().later(store::insert_code, db::Params(id, person, db::Bytes{code_digest(id.value, made.code)},
                                                   work.actor().person, work.recorded_at(), made.ends_at));
    work.audit("access.make_reset_code", "access.account", account);
    return made;
}

Outcome create_account(Work& work, Hashing& hashing, Id<Person> person, std::string_view login,
                       std::string_view password, bool must_change) {
    const std::string plain = folded(login);
    if (plain.empty() || code_points(plain) > 64 || has_control(login))
        return invalid("access.account.login", {}, "account");
    TRY(password_allowed(password, login));
    if (!work.db().run(store::account_by_login, db::Params(plain)).empty())
        return conflict("access.account.login_taken");
    if (!work.db().run(store::account_of_person, db::Params(person)).empty())
        return conflict("access.account.person_has_one");
    const auto id = work.new_id<Account>();
    work.db().later(store::insert_account, db::Params(id, person, trimmed(login), plain, hashing.hash(password),
                                                      must_change, work.recorded_at()));
    work.audit("access.create_account", "access.account", id.value);
    return Done{};
}

Outcome close_account(Work& work, Id<Person> person) {
    TRY(work.require(may::manage_accounts));
    if (work.db().run_affected(store::close_account, db::Params(person, work.recorded_at())) == 0)
        return not_found("access.person_not_found");
    end_other_sessions(work, person, 0, "account");
    work.audit("access.close_account", "access.account", person.value);
    rights_changed(work);
    return Done{};
}

std::string made_password() {
    constexpr std::string_view alphabet =
        "abcdefghijkmnpqrstuvwxyz23456789";  // 32: 80 random bits in 16, no l, o, 0, 1
    std::string made;
    for (const char byte : random_bytes(16)) {
        if (made.size() == 4 || made.size() == 9 || made.size() == 14) made += '-';
        made += alphabet[static_cast<unsigned char>(byte) % alphabet.size()];
    }
    return made;
}

}  // namespace tongguan::access
