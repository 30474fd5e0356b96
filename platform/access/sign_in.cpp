#include "platform/access/sign_in.h"

#include "base/bytes.h"
#include "base/sm3.h"
#include "base/text.h"
#include "platform/access/session_load.h"
#include "platform/access/store.h"
#include "platform/access/throttle.h"
#include "platform/access/token.h"
#include "platform/work/run.h"

namespace tongguan::access {

namespace {

constexpr std::size_t login_bytes = 128;

std::int64_t seconds_of(Duration wait) { return std::chrono::ceil<std::chrono::seconds>(wait).count(); }

std::string json_text(std::initializer_list<std::pair<std::string_view, std::string_view>> members) {
    std::string out;
    JsonWriter writer(out);
    writer.begin_object();
    for (const auto& [name, value] : members) writer.member(name, value);
    writer.end_object();
    return out;
}

std::string place_of(std::string_view kind, std::string_view what) {
    std::string text;
    append_canonical(text, kind);
    append_canonical(text, what);
    return sm3(text);
}

// A transaction of the platform itself around an act that answers nothing.
Outcome transact(const Services& services, const Actor& actor, std::string_view trace,
                 const std::function<Outcome(Work&)>& act) {
    auto answer = work::write(services, actor, trace, {}, [&](Work& work) -> Result<work::Answer> {
        TRY(act(work));
        return work::Answer{};
    });
    if (!answer) return std::unexpected(std::move(answer).error());
    return Done{};
}

}  // namespace

struct SignIn::Account {
    std::int64_t id = 0;  // 0: there is none of this login
    Id<Person> person;
    std::string password;
    bool must_change = false;
    Actor actor{};  // the person under the main post, without rights: whom the audit names
};

struct SignIn::Try {
    Account account;
    Origin origin;
    std::vector<Bucket> buckets;
    Counted counted;
};

// Finds the account and counts the try in one short transaction. What depends on the account's being there (its known
// places) is asked in the same way when it is not.
Result<SignIn::Try> SignIn::begin(std::string_view login, const Visitor& visitor) {
    if (login.empty() || login.size() > login_bytes || !is_utf8(login) || has_control(login))
        return invalid("access.sign_in.account_needed", {}, "account");
    Try tried;
    const auto counted = transact(services_, Actor::platform(), visitor.trace, [&](Work& work) -> Outcome {
        tried = Try{};
        tried.origin = {.login = folded(login),
                        .remote = visitor.remote,
                        .device = token_digest(visitor.device) ? visitor.device : ""};
        const db::Rows rows = work.db().run(store::account_by_login, db::Params(tried.origin.login));
        if (!rows.empty() && !rows.cell(0, 4).boolean())
            tried.account = {.id = rows.cell(0, 0).integer(),
                             .person = {rows.cell(0, 1).integer()},
                             .password = std::string(rows.cell(0, 2).text()),
                             .must_change = rows.cell(0, 3).boolean(),
                             .actor = {.name = std::string(rows.cell(0, 5).text())}};
        Actor actor = actor_of(main_post(work.db(), directory_, tried.account.person, work.today()));
        if (actor.name.empty())
            actor.name = tried.account.actor.name;  // without a post only the account's name is known
        tried.account.actor = std::move(actor);
        const auto device = place_of("device", tried.origin.device);
        const auto address = place_of("address", address_group(visitor.remote));
        const db::Rows places =
            work.db().run(store::places_of, db::Params(tried.account.person, db::Bytes{device}, db::Bytes{address}));
        for (std::size_t i = 0; i < places.size(); ++i) {
            if (places.cell(i, 0).text() == device)
                tried.origin.known_device = !tried.origin.device.empty();
            else
                tried.origin.known_address = true;
        }
        tried.buckets = buckets_of(tried.origin);
        tried.counted = count_try(work, tried.buckets);
        return Done{};
    });
    TRY(counted);
    if (!tried.counted.heard) return throttled("access.sign_in.wait", seconds_of(tried.counted.wait));
    return tried;
}

// The refusal, and an audit entry that outlives it. What was typed as an account is not kept: people type passwords
// there. An entry on an account that is not there names nobody and says so.
Refusal SignIn::fail(const Try& tried, const Visitor& visitor, std::string_view verb, Refusal refusal) {
    refusal.args = {{"tries_left", std::to_string(tried.counted.tries_left)}};
    if (tried.counted.tries_left == 0) {
        refusal.retry_after_s = seconds_of(tried.counted.wait);
        refusal.args.emplace_back("seconds", std::to_string(refusal.retry_after_s));
    }
    const auto ended = transact(services_, tried.account.actor, visitor.trace, [&](Work& work) -> Outcome {
        work.note([&, id = tried.account.id](Work& after) {
            after.audit(verb, "access.account", id,
                        json_text({{"remote", visitor.remote}, {"known_account", id != 0 ? "yes" : "no"}}));
        });
        return std::unexpected(refusal);
    });
    return ended ? refusal : ended.error();
}

// The second transaction of a good try: `first` does what this way of signing in asks for, then the session is opened.
Result<Admitted> SignIn::admit(const Try& tried, const Visitor& visitor, std::string_view verb,
                               const std::function<Outcome(Work&)>& first) {
    Admitted admitted;
    Opened opened;
    std::int64_t replaced = 0;
    const auto written = transact(services_, tried.account.actor, visitor.trace, [&](Work& work) -> Outcome {
        TRY(first(work));
        take_back(work, tried.buckets);
        admitted.device = tried.origin.device.empty() ? new_token() : tried.origin.device;
        const auto device = place_of("device", admitted.device);
        const auto address = place_of("address", address_group(visitor.remote));
        work.db().later(store::write_place, db::Params(tried.account.person, db::Bytes{device}, work.recorded_at()));
        work.db().later(store::write_place, db::Params(tried.account.person, db::Bytes{address}, work.recorded_at()));
        work.db().later(store::trim_places, db::Params(tried.account.person));
        replaced = 0;
        if (const auto old = token_digest(visitor.session)) {
            const db::Rows rows = work.db().run(store::session_by_token, db::Params(db::Bytes{*old}));
            if (!rows.empty()) {
                replaced = rows.cell(0, 0).integer();
                TRY(end_session(work, replaced, {rows.cell(0, 1).integer()}, "sign_in"));
            }
        }
        Id<Post> post;  // the main one, which a session without a choice means
        opened =
            open_session(work, tried.account.person, post, visitor.remote, visitor.agent, sessions_.options().absolute);
        work.audit(verb, "access.session", opened.session, json_text({{"remote", visitor.remote}}));
        return Done{};
    });
    TRY(written);
    if (replaced != 0) sessions_.forget(replaced);
    admitted.token = opened.token;
    return admitted;
}

Result<Admitted> SignIn::sign_in(const Credentials& credentials, const Visitor& visitor) {
    if (credentials.password.size() > password_max_bytes) return invalid("access.password.long", {}, "password");
    const Try tried = TRY(begin(credentials.account, visitor));
    const bool known = tried.account.id != 0;
    const bool good = hashing_.verify(known ? tried.account.password : hashing_.decoy(), credentials.password) && known;
    if (!good)
        return std::unexpected(fail(tried, visitor, "access.sign_in_failed",
                                    {.kind = Refusal::Kind::unauthenticated, .key = "access.sign_in.wrong"}));
    auto admitted = admit(tried, visitor, "access.sign_in", [&](Work& work) -> Outcome {
        const db::Rows rows = work.db().run(store::account_of_person, db::Params(tried.account.person));
        if (rows.empty() || rows.cell(0, 4).boolean() || rows.cell(0, 2).text() != tried.account.password)
            return conflict("access.sign_in.changed_meanwhile");
        return Done{};
    });
    if (admitted) admitted->must_change_password = tried.account.must_change;
    return admitted;
}

Result<Admitted> SignIn::redeem(const Redemption& redemption, const Visitor& visitor) {
    TRY(password_allowed(redemption.password, redemption.account));
    const Try tried = TRY(begin(redemption.account, visitor));
    std::int64_t code = 0;
    const auto looked = transact(services_, Actor::platform(), visitor.trace, [&](Work& work) -> Outcome {
        code = 0;
        const db::Rows codes =
            work.db().run(store::open_codes_of, db::Params(tried.account.person, work.recorded_at()));
        for (std::size_t i = 0; i < codes.size(); ++i) {
            const std::int64_t id = codes.cell(i, 0).integer();
            if (constant_time_equal(codes.cell(i, 1).text(), code_digest(id, redemption.code))) code = id;
        }
        return Done{};
    });
    TRY(looked);
    const std::string hash = hashing_.hash(redemption.password);  // in any case: equal time
    if (code == 0 || tried.account.id == 0)
        return std::unexpected(fail(tried, visitor, "access.code_failed",
                                    {.kind = Refusal::Kind::unauthenticated, .key = "access.code.wrong"}));
    std::vector<std::int64_t> ended;
    auto admitted = admit(tried, visitor, "access.code_redeemed", [&](Work& work) -> Outcome {
        if (work.db().run_affected(store::use_code, db::Params(code, work.recorded_at())) == 0)
            return conflict("access.code.used");
        if (work.db().run_affected(store::set_password, db::Params(tried.account.person, tried.account.password, hash,
                                                                   false, work.recorded_at())) == 0)
            return conflict("access.sign_in.changed_meanwhile");
        work.db().later(store::void_codes_of, db::Params(tried.account.person, work.recorded_at()));
        ended = end_other_sessions(work, tried.account.person, 0, "reset");
        return Done{};
    });
    for (const std::int64_t session : ended) sessions_.forget(session);
    return admitted;
}

Result<std::string> SignIn::change_password(const Signed& who, std::string_view old_password,
                                            std::string_view new_password, const Visitor& visitor) {
    TRY(password_allowed(new_password, who.login));
    if (old_password.size() > password_max_bytes) return invalid("access.password.long", {}, "old");
    Try tried = TRY(begin(who.login, visitor));  // a stolen session must not be a way to guess the password
    tried.account.actor = who.actor;             // signed in already: under the post of this session
    if (!hashing_.verify(tried.account.id != 0 ? tried.account.password : hashing_.decoy(), old_password))
        return std::unexpected(
            fail(tried, visitor, "access.password_change_failed",
                 {.kind = Refusal::Kind::invalid, .key = "access.password.old_wrong", .field = "old"}));
    if (old_password == new_password) return invalid("access.password.same", {}, "password");
    const std::string hash = hashing_.hash(new_password);
    std::string token;
    const auto changed = transact(services_, who.actor, visitor.trace, [&](Work& work) -> Outcome {
        if (work.db().run_affected(store::set_password, db::Params(who.actor.person, tried.account.password, hash,
                                                                   false, work.recorded_at())) == 0)
            return conflict("access.sign_in.changed_meanwhile");
        take_back(work, tried.buckets);
        work.db().later(store::void_codes_of, db::Params(who.actor.person, work.recorded_at()));
        end_other_sessions(work, who.actor.person, who.actor.session, "password");
        token = TRY(rotate_session(work, who.actor.session, who.actor.post));
        work.audit("access.change_password", "access.account", tried.account.id);
        return Done{};
    });
    TRY(changed);
    sessions_.forget_person(who.actor.person.value);
    return token;
}

}  // namespace tongguan::access
