// The private PostgreSQL cluster (design §1.7): created and run by the program when no --database is given.
// UTF8, C.UTF-8, socket only, socket folder 0700 and short, peer with an ident map, never trust. Started as root it
// runs as the unprivileged user; binaries are chosen by the folder's PG_VERSION.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace tongguan::db {

class Cluster {
public:
    struct Options {
        std::filesystem::path folder;         // data
        std::filesystem::path socket_folder;  // short (107-byte limit); created 0700
        std::string run_as{};                 // user when started as root; empty: the caller
        std::vector<std::string> settings{};  // extra "name=value" for postgresql.conf (tests: fsync=off)
        std::filesystem::path installed = "/usr/lib/postgresql";  // <major>/bin/postgres stand below it
        bool leave_running = false;                               // tests share one cluster between programs
    };
    // initdb when the folder is empty, start when nothing runs, wait until it answers (bounded). Several programs may
    // have the same cluster open; the last one to let go of it stops it, also when its first starter was killed.
    static Result<Cluster> open(Options options);
    std::string owner_conninfo(std::string_view database) const;   // the role that owns tables and migrates
    std::string server_conninfo(std::string_view database) const;  // the server's login without table rights
    // An existing database of that name is left as it is.
    Outcome create_database(std::string_view name, std::string_view template_name = "template0");
    Outcome drop_database(std::string_view name);
    // Starts it again when its postmaster is gone; waits until it answers, for a shorter while than `open` does.
    Outcome revive() const;
    void stop();             // fast shutdown, waits; also called by the destructor of the last user
    int postmaster() const;  // its process id; 0 = not running
    ~Cluster();
    Cluster(Cluster&&) noexcept;
    Cluster& operator=(Cluster&&) = delete;

private:
    Cluster() = default;
    Outcome prepare();
    Outcome initialise();
    Outcome configure() const;
    Outcome start(int within_ms) const;
    Outcome make_roles() const;
    bool answers() const;
    std::string conninfo(std::string_view user, std::string_view database) const;

    Options options_;
    std::filesystem::path binaries_;
    int in_use_ = -1;  // descriptor of the lock file that users of the cluster share
};

}  // namespace tongguan::db
