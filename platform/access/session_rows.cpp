// Opening, rotating and ending sessions in the caller's transaction.
#include "platform/access/sessions.h"
#include "platform/access/store.h"
#include "platform/access/token.h"

namespace tongguan::access {

namespace {

constexpr std::size_t remote_bytes = 64;
constexpr std::size_t agent_bytes = 200;  // shown in the list of one's own sessions; the rest says nothing to a person

std::string printable(std::string_view text, std::size_t most) {
    std::string kept;
    for (const char c : text.substr(0, most))
        if (c >= 0x20 && c < 0x7F) kept += c;
    return kept;
}

}  // namespace

Opened open_session(Work& work, Id<Person> person, Id<Post> post, std::string_view remote, std::string_view agent,
                    Duration absolute) {
    struct Session;
    Opened opened{new_token(), work.new_id<Session>().value};
    const std::string digest = *token_digest(opened.token);
    work.db().later(store::insert_session, db::Params(opened.session, db::Bytes{digest}, person, post, new_token(),
                                                      work.recorded_at(), work.recorded_at() + absolute,
                                                      printable(remote, remote_bytes), printable(agent, agent_bytes)));
    return opened;
}

Result<std::string> rotate_session(Work& work, std::int64_t session, Id<Post> post) {
    std::string token = new_token();
    const std::string digest = *token_digest(token);
    const auto changed = work.db().run_affected(
        store::rotate_session, db::Params(session, db::Bytes{digest}, new_token(), post, work.recorded_at()));
    if (changed == 0) return not_found("access.session_ended");
    work.db().later(store::bump_version, db::Params("sessions"));
    return token;
}

Outcome end_session(Work& work, std::int64_t session, Id<Person> owner, std::string_view why) {
    if (work.db().run_affected(store::end_session, db::Params(session, owner, work.recorded_at(), why)) == 0)
        return not_found("access.session_ended");
    work.db().later(store::bump_version, db::Params("sessions"));
    return Done{};
}

std::vector<std::int64_t> end_other_sessions(Work& work, Id<Person> person, std::int64_t keep, std::string_view why) {
    const db::Rows rows = work.db().run(store::end_sessions_of, db::Params(person, keep, work.recorded_at(), why));
    std::vector<std::int64_t> ended;
    for (std::size_t i = 0; i < rows.size(); ++i) ended.push_back(rows.cell(i, 0).integer());
    if (!ended.empty()) work.db().later(store::bump_version, db::Params("sessions"));
    return ended;
}

}  // namespace tongguan::access
