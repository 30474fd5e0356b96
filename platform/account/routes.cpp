#include "platform/account/routes.h"

#include "platform/access/roles.h"
#include "platform/access/store.h"
#include "platform/account/views.h"

namespace tongguan::account {

namespace {

using access::Signed;
using Talk = std::function<Result<std::string>(api::Exchange&)>;

constexpr std::int64_t device_seconds = 180LL * 24 * 3600;

void set_cookie(api::Exchange& exchange, std::string_view name, std::string_view value, std::int64_t max_age) {
    std::string cookie = std::string(name) + "=" + std::string(value) + "; Path=/; Secure; HttpOnly; SameSite=Lax";
    if (max_age >= 0) cookie += "; Max-Age=" + std::to_string(max_age);
    exchange.headers.push_back({"set-cookie", std::move(cookie)});
}

access::Visitor visitor_of(const http::Request& request) {
    return {.remote = request.remote,
            .agent = std::string(request.header("user-agent")),
            .device = std::string(request.cookie(device_cookie)),
            .session = std::string(request.cookie(session_cookie)),
            .trace = request.trace};
}

template <class T>
std::string json_of(const T& value) {
    return api::detail::answer_json(value);
}

SessionView view_of(const Doors& doors, const Signed* who) {
    SessionView view{.demo = doors.services.demo, .business_now = doors.services.clocks.business.now()};
    if (who == nullptr) return view;
    view.signed_in = true;
    view.person = Named{{who->actor.person.value}, who->actor.name};
    for (const access::PostHolder& post : who->posts) {
        view.posts.push_back({{post.post.value}, post.post_name, post.unit_name});
        if (post.post != who->actor.post) continue;
        view.post = Named{{post.post.value}, post.post_name};
        view.unit = Named{{post.unit.value}, post.unit_name};
    }
    for (const auto& [permission, scope] : who->actor.rights->all()) view.permissions.push_back(permission);
    view.csrf = who->csrf;
    view.must_change_password = who->must_change_password;
    view.language = who->language;
    view.notices = who->notices;
    if (view.must_change_password) view.notices.emplace_back("access.notice.must_change_password");
    return view;
}

Result<std::string> admitted(api::Exchange& exchange, Result<access::Admitted> answer) {
    if (!answer) return std::unexpected(std::move(answer).error());
    set_cookie(exchange, session_cookie, answer->token, -1);
    set_cookie(exchange, device_cookie, answer->device, device_seconds);
    std::string json;
    JsonWriter(json).begin_object().member("must_change_password", answer->must_change_password).end_object();
    return json;
}

// One transaction under the person who asks.
Outcome act(const Doors& doors, const api::Exchange& exchange, const std::function<Outcome(Work&)>& what) {
    const auto answer = work::write(doors.services, exchange.who->actor, exchange.request.trace, {},
                                    [&](Work& work) -> Result<work::Answer> {
                                        TRY(what(work));
                                        return work::Answer{};
                                    });
    if (!answer) return std::unexpected(answer.error());
    return Done{};
}

Talk sign_in(const Doors& doors) {
    return [doors](api::Exchange& exchange) -> Result<std::string> {
        const auto form = TRY(api::detail::body_of<SignInForm>(exchange.body));
        return admitted(exchange, doors.sign_in.sign_in({form.account, form.password}, visitor_of(exchange.request)));
    };
}

Talk redeem(const Doors& doors) {
    return [doors](api::Exchange& exchange) -> Result<std::string> {
        const auto form = TRY(api::detail::body_of<RedeemForm>(exchange.body));
        return admitted(exchange,
                        doors.sign_in.redeem({form.account, form.code, form.password}, visitor_of(exchange.request)));
    };
}

Talk change_password(const Doors& doors) {
    return [doors](api::Exchange& exchange) -> Result<std::string> {
        const auto form = TRY(api::detail::body_of<PasswordForm>(exchange.body));
        auto token = doors.sign_in.change_password(*exchange.who, form.old, form.fresh, visitor_of(exchange.request));
        if (!token && token.error().field == "password") token.error().field = "new";
        set_cookie(exchange, session_cookie, TRY(std::move(token)), -1);
        return "{}";
    };
}

Talk sign_out(const Doors& doors) {
    return [doors](api::Exchange& exchange) -> Result<std::string> {
        const access::Actor& actor = exchange.who->actor;
        const auto ended = act(doors, exchange, [&](Work& work) -> Outcome {
            TRY(access::end_session(work, actor.session, actor.person, "sign_out"));
            work.audit("access.sign_out", "access.session", actor.session);
            return Done{};
        });
        doors.sessions.forget(actor.session);
        TRY(ended);
        set_cookie(exchange, session_cookie, "", 0);
        return "{}";
    };
}

Talk switch_post(const Doors& doors) {
    return [doors](api::Exchange& exchange) -> Result<std::string> {
        const auto form = TRY(api::detail::body_of<PostForm>(exchange.body));
        const access::Actor& actor = exchange.who->actor;
        std::string token;
        const auto switched = act(doors, exchange, [&](Work& work) -> Outcome {
            const auto posts = doors.directory.posts_of(work.db(), actor.person, work.today());
            const bool held = std::any_of(posts.begin(), posts.end(),
                                          [&](const auto& post) { return post.post.value == form.post.value; });
            if (!held) return not_found("access.post_not_held");
            token = TRY(access::rotate_session(work, actor.session, {form.post.value}));
            work.audit("access.switch_post", "access.session", actor.session);
            return Done{};
        });
        TRY(switched);
        doors.sessions.forget(actor.session);
        set_cookie(exchange, session_cookie, token, -1);
        return "{}";
    };
}

Talk choose_language(const Doors& doors) {
    return [doors](api::Exchange& exchange) -> Result<std::string> {
        const auto form = TRY(api::detail::body_of<LanguageForm>(exchange.body));
        if (form.language != "zh" && form.language != "en") return invalid("access.language.unknown", {}, "language");
        const auto chosen = act(doors, exchange, [&](Work& work) -> Outcome {
            work.db().later(access::store::set_language, db::Params(exchange.who->actor.person, form.language));
            work.db().later(access::store::bump_version, db::Params("sessions"));  // other servers read only this anew
            return Done{};
        });
        TRY(chosen);
        doors.sessions.forget_person(exchange.who->actor.person.value);
        return "{}";
    };
}

Result<std::string> list_sessions(const Doors& doors, Work& work) {
    const Instant now = work.recorded_at();
    const db::Rows rows = work.db().run(access::store::sessions_of,
                                        db::Params(work.actor().person, now - doors.sessions.options().idle, now));
    api::Page<SignedInPlace> page;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const std::int64_t id = rows.cell(i, 0).integer();
        page.items.push_back({{id},
                              std::string(rows.cell(i, 4).text()),
                              std::string(rows.cell(i, 5).text()),
                              rows.cell(i, 1).instant(),
                              rows.cell(i, 2).instant(),
                              rows.cell(i, 3).instant(),
                              id == work.actor().session});
    }
    return json_of(page);
}

Talk end_session(const Doors& doors) {
    return [doors](api::Exchange& exchange) -> Result<std::string> {
        const std::int64_t id = TRY(api::Context{exchange.request}.id());
        const auto ended = act(doors, exchange, [&](Work& work) -> Outcome {
            TRY(access::end_session(work, id, exchange.who->actor.person, "user"));
            work.audit("access.end_session", "access.session", id);
            return Done{};
        });
        TRY(ended);
        doors.sessions.forget(id);
        return "{}";
    };
}

api::Route talk(api::Kind kind, std::string_view path, std::string_view operation, Permission permission, bool open,
                const entity::Description* input, Talk what) {
    api::Route route{.kind = kind,
                     .path = std::string(path),
                     .operation = std::string(operation),
                     .permission = permission,
                     .open = open,
                     .input = input};
    route.talk = std::move(what);
    return route;
}

}  // namespace

std::vector<api::Route> routes(const Doors& doors) {
    using api::Kind;
    using entity::describe;
    constexpr Permission own = access::may::own_session;
    std::vector<api::Route> list;
    list.push_back(talk(Kind::read, "/api/session", "account.view_session", {}, true, nullptr,
                        [doors](api::Exchange& exchange) -> Result<std::string> {
                            return json_of(view_of(doors, exchange.who.get()));
                        }));
    list.back().output = &describe<SessionView>();
    list.push_back(talk(Kind::action, "/api/session/sign_in", "account.sign_in", {}, true, &describe<SignInForm>(),
                        sign_in(doors)));
    list.back().heavy = true;
    list.push_back(
        talk(Kind::action, "/api/session/redeem", "account.redeem", {}, true, &describe<RedeemForm>(), redeem(doors)));
    list.back().heavy = true;
    list.push_back(
        talk(Kind::action, "/api/session/sign_out", "account.sign_out", own, false, nullptr, sign_out(doors)));
    list.push_back(talk(Kind::action, "/api/session/switch_post", "account.switch_post", own, false,
                        &describe<PostForm>(), switch_post(doors)));
    list.push_back(talk(Kind::action, "/api/account/password", "account.change_password", own, false,
                        &describe<PasswordForm>(), change_password(doors)));
    list.back().heavy = true;
    list.push_back(talk(Kind::action, "/api/account/language", "account.choose_language", own, false,
                        &describe<LanguageForm>(), choose_language(doors)));
    list.push_back(talk(Kind::action, "/api/account/sessions/{id}/end", "account.end_session", own, false, nullptr,
                        end_session(doors)));
    list.push_back({.kind = Kind::read,
                    .path = "/api/account/sessions",
                    .operation = "account.list_sessions",
                    .permission = own,
                    .output = &describe<SignedInPlace>(),
                    .output_list = true});
    list.back().run = [doors](Work& work, const api::Context&, const Json&) { return list_sessions(doors, work); };
    list.push_back({.kind = Kind::action,
                    .path = "/api/accounts/{person}/reset_code",
                    .operation = "account.make_reset_code",
                    .permission = access::may::reset_account,
                    .output = &describe<CodeView>(),
                    .secret_answer = true});
    list.back().run = [doors](Work& work, const api::Context& context, const Json&) -> Result<std::string> {
        const std::int64_t person = TRY(context.id("person"));
        const access::ResetCode made = TRY(access::make_reset_code(work, doors.directory, {person}));
        return json_of(CodeView{made.account, made.code, made.ends_at});
    };
    return list;
}

}  // namespace tongguan::account
