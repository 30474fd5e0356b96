#include "platform/db/cluster.h"

#include <fcntl.h>
#include <libpq-fe.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <charconv>
#include <fstream>
#include <sstream>

#include "platform/db/process.h"
#include "platform/db/script.h"

namespace tongguan::db {

namespace fs = std::filesystem;

namespace {

constexpr int oldest_major = 15;
constexpr std::size_t longest_socket = 107;  // sockaddr_un.sun_path without its end
constexpr std::string_view port = "5432";
constexpr int patience_ms = 60'000;          // to become ready (crash recovery), to stop, to wait for another opener
constexpr int revival_patience_ms = 10'000;  // one try of many, and a server that is told to stop waits for its end
constexpr int nap_ms = 10;
constexpr int most_launches = 20;                              // leftovers of a killed postmaster need a moment to go
constexpr std::string_view cluster_role = "tongguan_cluster";  // made by initdb; used for nothing but the roles below
constexpr std::string_view owner_role = "tongguan_owner";
constexpr std::string_view server_role = "tongguan_server";

std::string first_line(const fs::path& file) {
    std::ifstream in(file);
    std::string line;
    std::getline(in, line);
    return line;
}

std::string last_line(std::string_view text) {
    while (!text.empty() && (text.back() == '\n' || text.back() == ' ')) text.remove_suffix(1);
    const std::size_t newline = text.rfind('\n');
    return std::string(newline == std::string_view::npos ? text : text.substr(newline + 1));
}

std::string content(const fs::path& file) {
    std::ostringstream text;
    text << std::ifstream(file).rdbuf();
    return text.str();
}

int number(std::string_view text) {
    int value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

// The newest installed major that we support; 0 = none.
int newest_major(const fs::path& installed) {
    int newest = 0;
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(installed, error)) {
        const int major = number(entry.path().filename().string());
        if (major >= oldest_major && fs::exists(entry.path() / "bin/postgres", error)) newest = std::max(newest, major);
    }
    return newest;
}

bool has_working_folder(int process, const fs::path& folder) {
    std::error_code error;
    const fs::path at = fs::read_symlink("/proc/" + std::to_string(process) + "/cwd", error);
    return !error && at == folder;
}

bool anybody_works_in(const fs::path& folder) {
    std::error_code error;
    for (const auto& entry : fs::directory_iterator("/proc", error)) {
        const int process = number(entry.path().filename().string());
        if (process > 0 && has_working_folder(process, folder)) return true;
    }
    return false;
}

// A lock file whose number now belongs to a stranger (after a reboot, in a container) or to a corpse would keep
// PostgreSQL from starting. It may go only when no process at all works in the folder: leftovers of a killed
// postmaster do.
void forget_stranger(const fs::path& lock, const fs::path& folder) {
    const int process = number(first_line(lock));
    if (process <= 0) return;
    (void)ended(process);               // a corpse, when it was our child, is buried here
    if (kill(process, 0) != 0) return;  // no such process: PostgreSQL sees that by itself
    if (anybody_works_in(folder)) return;
    std::error_code error;
    fs::remove(lock, error);
}

bool make_folder(const fs::path& folder, const Account& account) {
    std::error_code error;
    fs::create_directories(folder, error);
    if (error || chmod(folder.c_str(), 0700) != 0) return false;
    return geteuid() != 0 || chown(folder.c_str(), account.user, account.group) == 0;
}

// Exclusive while a cluster is being opened: two programs started at once must not both run initdb.
class Opening {
public:
    explicit Opening(const fs::path& socket_folder, int within_ms = patience_ms)
        : descriptor_(::open((socket_folder / ".opening").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600)) {
        for (int waited = 0; descriptor_ >= 0 && waited < within_ms; waited += nap_ms) {
            if (flock(descriptor_, LOCK_EX | LOCK_NB) == 0) {
                held_ = true;
                return;
            }
            nap(nap_ms);
        }
    }
    ~Opening() {
        if (descriptor_ >= 0) ::close(descriptor_);
    }
    Opening(const Opening&) = delete;
    Opening& operator=(const Opening&) = delete;
    bool held() const { return held_; }

private:
    int descriptor_;
    bool held_ = false;
};

}  // namespace

std::string Cluster::conninfo(std::string_view user, std::string_view database) const {
    std::string text = "host='" + options_.socket_folder.string() + "' port=";
    text.append(port).append(" user=").append(user).append(" dbname=").append(database);
    return text;
}
std::string Cluster::owner_conninfo(std::string_view database) const { return conninfo(owner_role, database); }
std::string Cluster::server_conninfo(std::string_view database) const { return conninfo(server_role, database); }

int Cluster::postmaster() const {
    const int process = number(first_line(options_.folder / "postmaster.pid"));
    return process > 0 && has_working_folder(process, options_.folder) ? process : 0;
}

bool Cluster::answers() const { return PQping(conninfo(owner_role, "postgres").c_str()) == PQPING_OK; }

Result<Cluster> Cluster::open(Options options) {
    Cluster cluster;
    cluster.options_ = std::move(options);
    TRY(cluster.prepare());
    const Opening opening(cluster.options_.socket_folder);
    if (!opening.held()) return conflict("db.cluster.busy", {{"folder", cluster.options_.folder.string()}});
    cluster.in_use_ = ::open((cluster.options_.socket_folder / ".using").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (cluster.in_use_ < 0 || flock(cluster.in_use_, LOCK_SH) != 0)
        return invalid("db.cluster.folder_unusable",
                       {{"folder", cluster.options_.socket_folder.string()}, {"user", own_account().name}});
    TRY(cluster.initialise());
    TRY(cluster.configure());
    TRY(cluster.start(patience_ms));
    TRY(cluster.make_roles());
    return cluster;
}

// Who runs it, where, with which binaries.
Outcome Cluster::prepare() {
    if (geteuid() == 0 && options_.run_as.empty()) return invalid("db.cluster.root_needs_user");
    if (geteuid() != 0) options_.run_as = own_account().name;
    const auto account = geteuid() == 0 ? account_named(options_.run_as) : own_account();
    if (!account) return invalid("db.cluster.no_such_user", {{"user", options_.run_as}});
    if (account->user == 0) return invalid("db.cluster.root_needs_user");
    const std::string socket = fs::absolute(options_.socket_folder).string() + "/.s.PGSQL." + std::string(port);
    if (socket.size() > longest_socket)
        return invalid("db.cluster.socket_too_long", {{"path", socket}, {"most", std::to_string(longest_socket)}});
    for (fs::path* folder : {&options_.folder, &options_.socket_folder}) {
        *folder = fs::absolute(*folder).lexically_normal();
        if (!make_folder(*folder, *account) || !can_use(*account, *folder))
            return invalid("db.cluster.folder_unusable", {{"folder", folder->string()}, {"user", account->name}});
        *folder = fs::canonical(*folder);
    }
    const std::string version = first_line(options_.folder / "PG_VERSION");
    if (version.empty() && !fs::is_empty(options_.folder))
        return invalid("db.cluster.folder_not_empty", {{"folder", options_.folder.string()}});
    const int major = version.empty() ? newest_major(options_.installed) : number(version);
    if (major < oldest_major) return invalid("db.cluster.no_postgresql", {{"oldest", std::to_string(oldest_major)}});
    binaries_ = options_.installed / std::to_string(major) / "bin";
    if (!fs::exists(binaries_ / "postgres"))
        return invalid("db.cluster.missing_major",
                       {{"major", std::to_string(major)}, {"folder", options_.folder.string()}});
    return Done{};
}

// Made beside its place and moved there when it is whole: what a killed initdb leaves is never taken for a cluster.
Outcome Cluster::initialise() {
    if (fs::exists(options_.folder / "PG_VERSION")) return Done{};
    const auto account = *account_named(options_.run_as);
    const fs::path making = options_.folder.string() + ".making";
    for (int waited = 0; anybody_works_in(making) && waited < patience_ms; waited += nap_ms) nap(nap_ms);
    std::error_code error;
    fs::remove_all(making, error);
    if (!make_folder(making, account))
        return invalid("db.cluster.folder_unusable", {{"folder", making.string()}, {"user", account.name}});
    const Ended ended = run_program(
        {binaries_ / "initdb", "--pgdata=" + making.string(), "--encoding=UTF8", "--locale=C.UTF-8",
         "--auth-local=peer", "--auth-host=reject", "--username=" + std::string(cluster_role), "--no-instructions"},
        account);
    std::string reason = last_line(ended.output);
    if (ended.status == 0) {
        fs::rename(making, options_.folder, error);  // onto the empty folder that stands there
        if (!error) return Done{};
        reason = error.message();
    }
    return invalid("db.cluster.initdb_failed", {{"folder", options_.folder.string()}, {"reason", reason}});
}

// Written at every start, so what the program wants and what stands in the folder cannot drift apart.
Outcome Cluster::configure() const {
    const auto write = [&](const char* name, const std::string& text) {
        const fs::path file = options_.folder / name;
        if (content(file) == text) return true;
        std::ofstream out(file, std::ios::trunc);
        out << text;
        out.close();
        const Account account = *account_named(options_.run_as);
        return out && chmod(file.c_str(), 0600) == 0 &&
               (geteuid() != 0 || chown(file.c_str(), account.user, account.group) == 0);
    };
    std::string settings =
        "# Written by tongguan at every start; own settings go into postgresql.auto.conf (alter system).\n"
        "listen_addresses = ''\n"
        "unix_socket_permissions = 0700\n"
        "password_encryption = 'scram-sha-256'\n"
        "log_timezone = 'Asia/Shanghai'\n"
        "timezone = 'UTC'\n"
        // A week of logs, one file a day; terse, because DETAIL quotes the values of rows.
        "logging_collector = on\n"
        "log_filename = 'postgresql-%a.log'\n"
        "log_rotation_age = 1d\n"
        "log_rotation_size = 0\n"
        "log_truncate_on_rotation = on\n"
        "log_error_verbosity = terse\n";
    settings += "unix_socket_directories = '" + options_.socket_folder.string() + "'\n";
    settings += "port = " + std::string(port) + "\n";
    for (const std::string& setting : options_.settings) settings += setting + "\n";
    std::string map;
    for (const std::string& user : {std::string("root"), options_.run_as, own_account().name}) {
        for (const std::string_view role : {cluster_role, owner_role, server_role}) {
            const std::string line = "tongguan " + user + " " + std::string(role) + "\n";
            if (map.find(line) == std::string::npos) map += line;
        }
    }
    const bool written = write("postgresql.conf", settings) && write("pg_ident.conf", map) &&
                         write("pg_hba.conf", "local all all peer map=tongguan\n");
    if (!written)
        return invalid("db.cluster.folder_unusable", {{"folder", options_.folder.string()}, {"user", options_.run_as}});
    return Done{};
}

Outcome Cluster::revive() const {
    // Another server over the same cluster may be at it.
    const Opening opening(options_.socket_folder, revival_patience_ms);
    if (!opening.held()) return conflict("db.cluster.busy", {{"folder", options_.folder.string()}});
    return start(revival_patience_ms);
}

Outcome Cluster::start(int within_ms) const {
    const Account account = *account_named(options_.run_as);
    const fs::path log = options_.folder / "startup.log";
    pid_t child = 0;
    int launches = 0;
    for (int waited = 0; waited < within_ms; waited += nap_ms) {
        if (postmaster() != 0) {
            if (answers()) return Done{};
        } else if (child == 0 || ended(child)) {
            if (launches++ == most_launches) break;
            forget_stranger(options_.folder / "postmaster.pid", options_.folder);
            forget_stranger(options_.socket_folder / (".s.PGSQL." + std::string(port) + ".lock"), options_.folder);
            child = launch_program({binaries_ / "postgres", "-D", options_.folder.string()}, account, log);
        }
        nap(nap_ms);
    }
    return invalid("db.cluster.start_failed", {{"log", log.string()}, {"reason", last_line(content(log))}});
}

// The owner makes databases and roles, passes the walls it puts up, and is no superuser: production with --database
// has no more than that.
Outcome Cluster::make_roles() const {
    try {
        Script script(conninfo(cluster_role, "postgres"));
        const auto missing = [&](std::string_view role) {
            return script.rows("select 1 from pg_roles where rolname = $1", {std::string(role)}).empty();
        };
        if (missing(owner_role)) {
            script.run(
                "create role tongguan_owner login createdb createrole bypassrls; grant pg_signal_backend to "
                "tongguan_owner");
        }
        if (missing(server_role)) script.run("create role tongguan_server login noinherit");
    } catch (const Failure& failure) {
        return invalid("db.cluster.start_failed",
                       {{"log", (options_.folder / "startup.log").string()}, {"reason", failure.what()}});
    }
    return Done{};
}

Outcome Cluster::create_database(std::string_view name, std::string_view template_name) {
    try {
        Script script(owner_conninfo("postgres"));
        script.run("create database " + quoted(name) + " template " + quoted(template_name) + " strategy wal_log");
    } catch (const Failure& failure) {
        if (failure.state() == "42P04") return Done{};  // duplicate_database
        return invalid("db.cluster.create_failed", {{"database", std::string(name)}, {"reason", failure.what()}});
    }
    return Done{};
}

Outcome Cluster::drop_database(std::string_view name) {
    try {
        Script script(owner_conninfo("postgres"));
        script.run("drop database if exists " + quoted(name) + " with (force)");
    } catch (const Failure& failure) {
        return invalid("db.cluster.drop_failed", {{"database", std::string(name)}, {"reason", failure.what()}});
    }
    return Done{};
}

void Cluster::stop() {
    const int process = postmaster();
    if (process == 0) return;
    kill(process, SIGINT);  // fast: sessions are ended, a checkpoint is written
    if (wait_for_end(process, patience_ms)) return;
    kill(process, SIGQUIT);  // immediate: the next start recovers from the log
    wait_for_end(process, patience_ms);
}

Cluster::Cluster(Cluster&& other) noexcept
    : options_(std::move(other.options_)),
      binaries_(std::move(other.binaries_)),
      in_use_(std::exchange(other.in_use_, -1)) {}

Cluster::~Cluster() {
    if (in_use_ < 0) return;
    // Nobody else holds the shared lock: we were the last.
    if (!options_.leave_running && flock(in_use_, LOCK_EX | LOCK_NB) == 0) stop();
    ::close(in_use_);
}

}  // namespace tongguan::db
