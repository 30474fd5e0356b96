// From a session's row to what a request knows: account, posts, rights. Private to platform/access.
#pragma once

#include <memory>
#include <optional>

#include "platform/access/sessions.h"

namespace tongguan::access {

struct Loaded {
    std::shared_ptr<const Signed> signed_in;
    Instant seen_at{};
};

const db::Scope* engine_only(Permission permission);
std::optional<Loaded> load_session(db::Session& session, const Directory& directory, const std::string& token,
                                   Date today);

}  // namespace tongguan::access
