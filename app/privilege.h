// Started as root, the program becomes an unprivileged user before it opens anything: PostgreSQL refuses to run as
// root, and a server that answers strangers has no business being it.
#pragma once

#include <filesystem>
#include <string>

#include "base/result.h"

namespace tongguan {

// Where the data stands for that user: the folder itself, or /var/lib/tongguan/<name> when the user cannot enter it.
std::filesystem::path folder_for(const std::filesystem::path& wanted, const std::string& user);
// No-op unless root. Gives the folder to the user (or to postgres when there is no such user) and becomes it for good.
// Refuses app.user.missing {user}.
Result<std::filesystem::path> leave_root(const std::filesystem::path& wanted, const std::string& user);

}  // namespace tongguan
