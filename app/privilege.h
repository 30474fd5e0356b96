// Started as root, the program becomes an unprivileged user before it opens its data or answers anybody: PostgreSQL
// refuses to run as root, and a server that answers strangers has no business being it. Only the port and the key of
// the certificate are taken before (http::Server::bind).
#pragma once

#include <filesystem>
#include <string>

#include "base/result.h"

namespace tongguan {

// Where the data stands for that user: the folder itself, or /var/lib/tongguan/<name> when the user cannot enter it.
std::filesystem::path folder_for(const std::filesystem::path& wanted, const std::string& user);
// No-op unless root. Gives the folder to the user (or to postgres when there is no such user) and becomes it for good.
// A folder that holds something and is not ours is left alone. Refuses app.user.missing {user}, app.folder.foreign
// {folder}, app.folder.unwritable {folder, why}.
Result<std::filesystem::path> leave_root(const std::filesystem::path& wanted, const std::string& user);

}  // namespace tongguan
