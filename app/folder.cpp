#include "app/folder.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <functional>
#include <iterator>
#include <stdexcept>
#include <system_error>

namespace tongguan {

namespace {

inline constexpr std::uintmax_t least_free_bytes = 256ULL << 20U;
inline constexpr mode_t secret_mode = 0600;

void write_all(int file, std::string_view content) {
    while (!content.empty()) {
        const ssize_t written = ::write(file, content.data(), content.size());
        if (written < 0 && errno != EINTR) throw std::system_error(errno, std::generic_category(), "write");
        if (written > 0) content.remove_prefix(static_cast<std::size_t>(written));
    }
}

}  // namespace

Result<Folder> Folder::open(std::filesystem::path path) {
    std::error_code problem;
    std::filesystem::create_directories(path / "keys", problem);
    if (problem) return invalid("app.folder.unwritable", {{"folder", path.string()}, {"why", problem.message()}});
    path = std::filesystem::canonical(path);
    ::chmod((path / "keys").c_str(), S_IRWXU);
    if (::access(path.c_str(), W_OK) != 0)
        return invalid("app.folder.unwritable", {{"folder", path.string()}, {"why", std::strerror(errno)}});
    const auto space = std::filesystem::space(path, problem);
    if (!problem && space.available < least_free_bytes)
        return invalid("app.folder.full",
                       {{"folder", path.string()}, {"free_mb", std::to_string(space.available >> 20U)}});
    return Folder(std::move(path));
}

// A unix socket's path holds 107 bytes, so it stands in /tmp under a name that only this folder gives.
std::filesystem::path Folder::socket_folder() const {
    return std::filesystem::path("/tmp") / ("tongguan-" + std::to_string(std::hash<std::string>{}(path_.string())));
}

void write_secret(const std::filesystem::path& file, std::string_view content) {
    std::filesystem::create_directories(file.parent_path());
    const std::filesystem::path fresh = file.string() + ".new";
    const int opened = ::open(fresh.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, secret_mode);
    if (opened < 0) throw std::system_error(errno, std::generic_category(), fresh.string());
    write_all(opened, content);
    ::fsync(opened);
    ::close(opened);
    std::filesystem::rename(fresh, file);
}

Result<std::string> read_secret(const std::filesystem::path& file) {
    struct stat facts{};
    if (::stat(file.c_str(), &facts) != 0) return not_found("app.key.missing", {{"file", file.string()}});
    if ((facts.st_mode & (S_IRWXG | S_IRWXO)) != 0)
        return forbidden("app.key.open_to_others", {{"file", file.string()}});
    std::ifstream stream(file, std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(stream), {});
}

}  // namespace tongguan
