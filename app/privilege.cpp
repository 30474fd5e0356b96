#include "app/privilege.h"

#include <fcntl.h>
#include <grp.h>
#include <pwd.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <functional>
#include <system_error>

#include "app/folder.h"

namespace tongguan {

namespace {

inline constexpr std::string_view fallback_user = "postgres";  // Debian's postgresql packages make it
inline constexpr std::string_view system_folder = "/var/lib/tongguan";

const passwd* find_user(const std::string& user) {
    if (const passwd* found = ::getpwnam(user.c_str())) return found;
    return ::getpwnam(std::string(fallback_user).c_str());
}

void become(const passwd& user) {
    if (::initgroups(user.pw_name, user.pw_gid) != 0 || ::setgid(user.pw_gid) != 0 || ::setuid(user.pw_uid) != 0)
        throw std::system_error(errno, std::generic_category(), "could not become the unprivileged user");
    ::prctl(PR_SET_DUMPABLE, 1);
}

// Asked by a child that has become the user: every folder on the way must let it through.
bool can_enter(const passwd& user, const std::filesystem::path& folder) {
    const pid_t child = ::fork();
    if (child < 0) throw std::system_error(errno, std::generic_category(), "fork");
    if (child == 0) {
        if (::initgroups(user.pw_name, user.pw_gid) != 0 || ::setgid(user.pw_gid) != 0 || ::setuid(user.pw_uid) != 0)
            ::_exit(2);
        ::_exit(::access(folder.c_str(), X_OK) == 0 ? 0 : 1);
    }
    int status = 0;
    while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

void give(const std::filesystem::path& path, const passwd& user) {
    if (::lchown(path.c_str(), user.pw_uid, user.pw_gid) != 0)
        throw std::system_error(errno, std::generic_category(), path.string());
}

// A new folder, or one of ours that somebody else owns (restored by root, moved to another user). Anything else that a
// mistyped --data names stays its owner's.
Outcome hand_over(const std::filesystem::path& folder, const passwd& user) {
    std::error_code problem;
    std::filesystem::create_directories(folder, problem);
    if (problem) return invalid("app.folder.unwritable", {{"folder", folder.string()}, {"why", problem.message()}});
    struct stat facts{};
    if (::stat(folder.c_str(), &facts) != 0) throw std::system_error(errno, std::generic_category(), folder.string());
    if (facts.st_uid == user.pw_uid) return Done{};
    if (!Folder::is_free(folder) && !Folder::is_ours(folder))
        return conflict("app.folder.foreign", {{"folder", folder.string()}});
    give(folder, user);
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) give(entry.path(), user);
    return Done{};
}

}  // namespace

std::filesystem::path folder_for(const std::filesystem::path& wanted, const std::string& user) {
    const std::filesystem::path full = std::filesystem::absolute(wanted).lexically_normal();
    const passwd* account = find_user(user);
    const std::filesystem::path above = full.parent_path();
    if (!account || ::geteuid() != 0 || can_enter(*account, above)) return full;
    return std::filesystem::path(system_folder) / std::to_string(std::hash<std::string>{}(full.string()));
}

Result<std::filesystem::path> leave_root(const std::filesystem::path& wanted, const std::string& user) {
    if (::geteuid() != 0) return std::filesystem::absolute(wanted).lexically_normal();
    const passwd* account = find_user(user);
    if (!account) return not_found("app.user.missing", {{"user", user}});
    const passwd copy = *account;
    const std::string name = copy.pw_name;
    const std::filesystem::path folder = folder_for(wanted, user);
    TRY(hand_over(folder, copy));
    passwd named = copy;
    named.pw_name = const_cast<char*>(name.c_str());  // passwd's members are not const; nothing writes through it
    become(named);
    return folder;
}

}  // namespace tongguan
