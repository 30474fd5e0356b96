#include "platform/db/process.h"

#include <fcntl.h>
#include <grp.h>
#include <poll.h>
#include <pwd.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <stdexcept>
#include <system_error>

namespace tongguan::db {

namespace {

constexpr std::size_t most_output = 64 * 1024;
constexpr unsigned first_other_descriptor = 3;

Account account_of(const passwd& entry) {
    Account account{
        .name = entry.pw_name, .home = entry.pw_dir, .user = entry.pw_uid, .group = entry.pw_gid, .groups = {}};
    int count = 64;
    account.groups.resize(static_cast<std::size_t>(count));
    if (getgrouplist(entry.pw_name, entry.pw_gid, account.groups.data(), &count) < 0) count = 0;
    account.groups.resize(static_cast<std::size_t>(count));
    return account;
}

// In the child, between fork and exec: async-signal-safe calls only.
bool become(const Account& account) {
    if (geteuid() != 0 || account.user == 0) return true;
    return setgroups(account.groups.size(), account.groups.data()) == 0 && setgid(account.group) == 0 &&
           setuid(account.user) == 0;
}

struct Words {  // argv and environment, made before the fork
    std::vector<std::string> environment;
    std::vector<char*> argv;
    std::vector<char*> envp;
    Words(const std::vector<std::string>& words, const Account& account)
        : environment{"PATH=/usr/bin:/bin", "LC_ALL=C.UTF-8", "HOME=" + account.home} {
        for (const std::string& word : words) argv.push_back(const_cast<char*>(word.c_str()));
        argv.push_back(nullptr);
        for (std::string& variable : environment) envp.push_back(variable.data());
        envp.push_back(nullptr);
    }
};

[[noreturn]] void exec_child(const Words& words, int output) {
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, nullptr);
    const int input = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
    const bool ready =
        input >= 0 && dup2(input, 0) == 0 && dup2(output, 1) == 1 && dup2(output, 2) == 2 && chdir("/") == 0;
    if (!ready) _exit(126);
    close_range(first_other_descriptor, ~0U, 0);
    execve(words.argv[0], words.argv.data(), words.envp.data());
    _exit(127);
}

[[noreturn]] void system_failure(const char* what) { throw std::system_error(errno, std::generic_category(), what); }

}  // namespace

std::optional<Account> account_named(const std::string& name) {
    std::array<char, 16384> room{};
    passwd entry{};
    passwd* found = nullptr;
    if (getpwnam_r(name.c_str(), &entry, room.data(), room.size(), &found) != 0 || !found) return std::nullopt;
    return account_of(entry);
}

Account own_account() {
    std::array<char, 16384> room{};
    passwd entry{};
    passwd* found = nullptr;
    if (getpwuid_r(geteuid(), &entry, room.data(), room.size(), &found) == 0 && found) return account_of(entry);
    return {.name = std::to_string(geteuid()), .home = "/", .user = geteuid(), .group = getegid(), .groups = {}};
}

Ended run_program(const std::vector<std::string>& words, const Account& account) {
    const Words made(words, account);
    std::array<int, 2> ends{};
    if (pipe2(ends.data(), O_CLOEXEC) != 0) system_failure("pipe");
    const pid_t child = fork();
    if (child < 0) system_failure("fork");
    if (child == 0) {
        // A program that nobody waits for any more (we were killed) would go on writing where its successor begins.
        if (!become(account) || prctl(PR_SET_PDEATHSIG, SIGKILL) != 0) _exit(126);
        exec_child(made, ends[1]);
    }
    ::close(ends[1]);
    Ended ended{.status = 127, .output = {}};
    std::array<char, 4096> room{};
    for (;;) {
        const ssize_t got = ::read(ends[0], room.data(), room.size());
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) break;
        if (ended.output.size() < most_output) ended.output.append(room.data(), static_cast<std::size_t>(got));
    }
    ::close(ends[0]);
    int status = 0;
    while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    ended.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    return ended;
}

pid_t launch_program(const std::vector<std::string>& words, const Account& account, const std::filesystem::path& log) {
    const Words made(words, account);
    const pid_t child = fork();
    if (child < 0) system_failure("fork");
    if (child == 0) {
        if (!become(account)) _exit(126);
        setsid();
        const int output = ::open(log.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
        if (output < 0) _exit(126);
        exec_child(made, output);
    }
    return child;
}

bool can_use(const Account& account, const std::filesystem::path& folder) {
    const pid_t child = fork();
    if (child < 0) system_failure("fork");
    if (child == 0) _exit(become(account) && access(folder.c_str(), R_OK | W_OK | X_OK) == 0 ? 0 : 1);
    int status = 0;
    while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

void nap(int milliseconds) { poll(nullptr, 0, milliseconds); }

bool ended(pid_t child) {
    int status = 0;
    return waitpid(child, &status, WNOHANG) != 0;  // its id, or -1 when it is no child (any more)
}

bool wait_for_end(pid_t process, int milliseconds) {
    const int descriptor = static_cast<int>(syscall(SYS_pidfd_open, process, 0));
    if (descriptor < 0) return errno == ESRCH;
    pollfd end{.fd = descriptor, .events = POLLIN, .revents = 0};
    const int ready = poll(&end, 1, milliseconds);
    ::close(descriptor);
    waitpid(process, nullptr, WNOHANG);
    return ready > 0;
}

}  // namespace tongguan::db
