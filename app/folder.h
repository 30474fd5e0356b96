// The data folder of an installation: the private cluster, the keys (0600, outside the database), the demo's passwords.
//   tongguan.folder      says that the folder is ours; nothing else is ever taken for one
//   pg/                  the private PostgreSQL cluster (absent with --database)
//   keys/audit.key       the key of the audit chain
//   demo_accounts.json   demo only: who may sign in with what
#pragma once

#include <filesystem>
#include <string>

#include "base/result.h"

namespace tongguan {

class Folder {
public:
    // Marks a new folder. Refuses app.folder.foreign {folder}: it holds something and has not our mark;
    // app.folder.unwritable {folder, why}, app.folder.full {folder, free_mb}. As root, without --data, the
    // folder is /var/lib/tongguan, since an unprivileged user has to enter it.
    static Result<Folder> open(std::filesystem::path path);
    static bool is_free(const std::filesystem::path& path);  // missing or empty: may become a data folder
    static bool is_ours(const std::filesystem::path& path);  // has our mark: is one

    const std::filesystem::path& path() const { return path_; }
    std::filesystem::path cluster() const { return path_ / "pg"; }
    std::filesystem::path audit_key() const { return path_ / "keys" / "audit.key"; }
    std::filesystem::path audit_head() const { return path_ / "keys" / "audit.head"; }
    std::filesystem::path demo_accounts() const { return path_ / "demo_accounts.json"; }
    std::filesystem::path socket_folder() const;  // short, the same for one data folder

private:
    explicit Folder(std::filesystem::path path) : path_(std::move(path)) {}
    std::filesystem::path path_;
};

// A secret file: made with 0600 before a byte is written, replaced by rename.
void write_secret(const std::filesystem::path& file, std::string_view content);
Result<std::string> read_secret(
    const std::filesystem::path& file);  // refuses app.key.missing, app.key.open_to_others {file}

}  // namespace tongguan
