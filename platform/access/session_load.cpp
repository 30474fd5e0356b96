#include "platform/access/session_load.h"

#include <algorithm>

#include "platform/access/roles.h"
#include "platform/access/store.h"
#include "platform/access/token.h"

namespace tongguan::access {

namespace {

std::vector<RoleRight> role_rights(db::Session& session, const std::vector<std::string>& roles) {
    std::vector<RoleRight> rights;
    if (roles.empty()) return rights;
    const db::Rows rows = session.run(store::role_rights, db::Params(roles));
    for (std::size_t i = 0; i < rows.size(); ++i)
        if (const auto reach = reach_from(rows.cell(i, 2).text()))
            rights.push_back({std::string(rows.cell(i, 0).text()), std::string(rows.cell(i, 1).text()), *reach});
    return rights;
}

// One person with two of the three administrators' roles: none of the three counts, and the person is told.
void keep_apart(std::vector<PostHolder>& posts, std::vector<std::string>& notices) {
    std::vector<std::string> all;
    for (const PostHolder& post : posts) all.insert(all.end(), post.roles.begin(), post.roles.end());
    if (apart(all)) return;
    for (PostHolder& post : posts)
        std::erase_if(post.roles, [](const std::string& role) { return is_administrator(role); });
    notices.emplace_back("access.notice.administrators_apart");
}

// The post of the session; when it ended or was never chosen, the main one.
const PostHolder* post_of(const std::vector<PostHolder>& posts, std::int64_t wanted) {
    const auto held =
        std::find_if(posts.begin(), posts.end(), [&](const PostHolder& post) { return post.post.value == wanted; });
    if (held != posts.end()) return &*held;
    return posts.empty() ? nullptr : &posts.front();
}

}  // namespace

std::vector<PostHolder> posts_of(db::Session& session, const Directory& directory, Id<Person> person, Date today) {
    std::vector<PostHolder> posts = directory.posts_of(session, person, today);
    if (const auto main = std::ranges::find_if(posts, &PostHolder::is_main); main != posts.end())
        std::rotate(posts.begin(), main, main + 1);  // the main one first, the others as they stood
    return posts;
}

PostHolder main_post(db::Session& session, const Directory& directory, Id<Person> person, Date today) {
    std::vector<PostHolder> posts = posts_of(session, directory, person, today);
    if (!posts.empty()) return std::move(posts.front());
    PostHolder none;
    none.person = person;
    return none;
}

Actor actor_of(const PostHolder& holder) {
    Actor actor;
    actor.person = holder.person;
    actor.post = holder.post;
    actor.unit = holder.unit;
    actor.department = holder.department;
    actor.region = holder.region;
    actor.name = holder.person_name;
    return actor;
}

const db::Scope* engine_only(Permission permission) {
    static const db::Scope engine = db::Scope::engine();
    return permission == engine_right ? &engine : nullptr;
}

std::optional<Loaded> load_session(db::Session& session, const Directory& directory, const std::string& token,
                                   Date today) {
    auto signed_in = std::make_shared<Signed>();
    Actor& actor = signed_in->actor;
    Loaded loaded;
    std::int64_t wanted_post = 0;
    {
        const db::Rows rows = session.run(store::session_by_token, db::Params(db::Bytes{token}));
        if (rows.empty()) return std::nullopt;
        actor.session = rows.cell(0, 0).integer();
        actor.person = {rows.cell(0, 1).integer()};
        wanted_post = rows.cell(0, 2).integer();
        signed_in->csrf = rows.cell(0, 3).text();
        loaded.seen_at = rows.cell(0, 4).instant();
        signed_in->absolute_end = rows.cell(0, 5).instant();
        signed_in->must_change_password = rows.cell(0, 6).boolean();
        signed_in->language = rows.cell(0, 7).text();
        signed_in->login = rows.cell(0, 8).text();
    }
    signed_in->posts = posts_of(session, directory, actor.person, today);
    keep_apart(signed_in->posts, signed_in->notices);

    PostHolder nobody;  // no post today: signed in, and nothing but one's own session
    nobody.person = actor.person;
    nobody.person_name = signed_in->login;
    const PostHolder* post = post_of(signed_in->posts, wanted_post);
    if (post == nullptr) signed_in->notices.emplace_back("access.notice.no_post");
    const PostHolder& holder = post != nullptr ? *post : nobody;
    const std::int64_t session_id = actor.session;
    actor = actor_of(holder);
    actor.session = session_id;
    const auto rows = signed_in->must_change_password ? std::vector<RoleRight>{} : role_rights(session, holder.roles);
    actor.rights = std::make_shared<const Rights>(rights_of(holder, rows));
    loaded.signed_in = std::move(signed_in);
    return loaded;
}

}  // namespace tongguan::access
