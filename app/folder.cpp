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
inline constexpr std::string_view mark = "tongguan.folder";

void write_all(int file, std::string_view content) {
    while (!content.empty()) {
        const ssize_t written = ::write(file, content.data(), content.size());
        if (written < 0 && errno != EINTR) throw std::system_error(errno, std::generic_category(), "write");
        if (written > 0) content.remove_prefix(static_cast<std::size_t>(written));
    }
}

}  // namespace

bool Folder::is_ours(const std::filesystem::path& path) {
    std::error_code problem;
    const auto stands = [&](const std::filesystem::path& name) {
        return std::filesystem::exists(path / name, problem);
    };
    return stands(mark) || (stands("keys") && stands("pg/PG_VERSION"));  // the latter: made before there was a mark
}

// What cannot be looked into counts as free: open() then says why it cannot be written.
bool Folder::is_free(const std::filesystem::path& path) {
    std::error_code problem;
    return !std::filesystem::exists(path, problem) || std::filesystem::is_empty(path, problem) || problem;
}

Result<Folder> Folder::open(std::filesystem::path path) {
    if (!is_free(path) && !is_ours(path)) return conflict("app.folder.foreign", {{"folder", path.string()}});
    const auto unwritable = [&](const std::string& why) {
        return invalid("app.folder.unwritable", {{"folder", path.string()}, {"why", why}});
    };
    std::error_code problem;
    std::filesystem::create_directories(path, problem);
    if (problem) return unwritable(problem.message());
    path = std::filesystem::canonical(path);
    // Before anything else stands in it: whoever is interrupted finds a folder of ours again.
    const int marked = ::open((path / mark).c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, secret_mode);
    if (marked < 0) return unwritable(std::strerror(errno));
    ::close(marked);
    std::filesystem::create_directories(path / "keys", problem);
    if (problem) return unwritable(problem.message());
    ::chmod((path / "keys").c_str(), S_IRWXU);
    if (::access(path.c_str(), W_OK) != 0) return unwritable(std::strerror(errno));
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
