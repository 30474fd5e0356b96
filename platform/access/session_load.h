// From a session's row to what a request knows: account, posts, rights; and whom the audit names while signing in.
// Private to platform/access.
#pragma once

#include <memory>
#include <optional>

#include "platform/access/sessions.h"

namespace tongguan::access {

struct Loaded {
    std::shared_ptr<const Signed> signed_in;
    Instant seen_at{};
};

// The posts of a person, the main one first. Whoever holds none acts under one without name, unit and rights.
std::vector<PostHolder> posts_of(db::Session& session, const Directory& directory, Id<Person> person, Date today);
PostHolder main_post(db::Session& session, const Directory& directory, Id<Person> person, Date today);
Actor actor_of(const PostHolder& holder);  // without session and rights

const db::Scope* engine_only(Permission permission);
std::optional<Loaded> load_session(db::Session& session, const Directory& directory, const std::string& token,
                                   Date today);

}  // namespace tongguan::access
