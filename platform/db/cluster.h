// The private PostgreSQL cluster (design §1.7): created and run by the program when no --database is given.
// UTF8, C.UTF-8, socket only, socket folder 0700 and short, peer with an ident map, never trust. Started as root it
// runs as the unprivileged user; binaries are chosen by the folder's PG_VERSION.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/result.h"

namespace tongguan::db {

class Cluster {
public:
    struct Options {
        std::filesystem::path folder;        // data
        std::filesystem::path socket_folder; // short (107-byte limit); created 0700
        std::string run_as{};                // user when started as root; empty: the caller
        std::vector<std::string> settings{}; // extra "name=value" for postgresql.conf (tests: fsync=off)
    };
    static Result<Cluster> open(Options options);  // initdb when empty, start when not running
    std::string owner_conninfo(std::string_view database) const;   // the role that owns tables and migrates
    std::string server_conninfo(std::string_view database) const;  // the server's login without table rights
    Outcome create_database(std::string_view name, std::string_view template_name = "template0");
    Outcome drop_database(std::string_view name);
    void stop();  // fast shutdown; also called by the destructor when this object started it
    ~Cluster();
    Cluster(Cluster&&) noexcept;
    Cluster& operator=(Cluster&&) = delete;

private:
    Cluster() = default;
    Options options_;
    bool started_here_ = false;
    std::filesystem::path binaries_;
};

}  // namespace tongguan::db
