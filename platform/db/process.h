// Running PostgreSQL's programs, as another user when this process is root: fork, setgroups, setgid, setuid, exec; no
// shell. Private to platform/db.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace tongguan::db {

struct Account {
    std::string name;
    std::string home;
    uid_t user = 0;
    gid_t group = 0;
    std::vector<gid_t> groups;
};
std::optional<Account> account_named(const std::string& name);
Account own_account();

struct Ended {
    int status;          // exit code; 127 = could not be run
    std::string output;  // stdout and stderr, the first 64 KiB
};
Ended run_program(const std::vector<std::string>& words, const Account& account);
// A process of its own session that outlives this one; its output goes to `log`.
pid_t launch_program(const std::vector<std::string>& words, const Account& account, const std::filesystem::path& log);
// Whether that account can read, write and enter the folder (every folder above it must let it through).
bool can_use(const Account& account, const std::filesystem::path& folder);

void nap(int milliseconds);
bool ended(pid_t child);                             // of a child; reaps it
bool wait_for_end(pid_t process, int milliseconds);  // of any process

}  // namespace tongguan::db
