// `tongguan serve`: from an opened house to a server that answers, and back again on SIGTERM.
#include <csignal>
#include <cstdio>
#include <memory>
#include <optional>

#include "app/commands.h"
#include "app/privilege.h"
#include "app/site.h"
#include "base/json.h"
#include "platform/access/password.h"
#include "platform/http/server.h"
#include "platform/http/static.h"

namespace tongguan {

namespace {

inline constexpr std::chrono::seconds drain_grace{20};

bool loopback(const std::string& address) {
    return address == "localhost" || address == "::1" || address.starts_with("127.");
}

// Beside an installed program; beside a build folder.
std::filesystem::path web_folder(const Settings& settings) {
    if (!settings.web.empty()) return settings.web;
    const std::filesystem::path program = std::filesystem::canonical("/proc/self/exe").parent_path();
    for (const char* place : {"../share/tongguan/web", "../../../web/dist"})
        if (std::filesystem::exists(program / place / "index.html")) return program / place;
    return "web/dist";
}

// Signals are taken by sigwait on the main thread, so every other thread is born with them blocked.
sigset_t block_signals() {
    sigset_t signals;
    sigemptyset(&signals);
    for (const int signal : {SIGTERM, SIGINT, SIGHUP}) sigaddset(&signals, signal);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    std::signal(SIGPIPE, SIG_IGN);
    return signals;
}

http::Options http_options(const Settings& settings) {
    return {.address = settings.address,
            .port = settings.port,
            .certificate = settings.tls_certificate,
            .private_key = settings.tls_key,
            .loops = settings.loops,
            .workers = settings.workers,
            .heavy_workers = access::hashing_workers,
            .trusted_proxies = settings.trusted_proxies};
}

void print_accounts(const House& house) {
    const auto file = read_secret(house.folder().demo_accounts());
    if (!file) return;
    const auto json = parse_json(*file);
    if (!json) return;
    const Settings& settings = house.settings();
    std::printf("%s\n", house.texts().text(settings.language, "app.serve.demo_accounts").c_str());
    for (const auto& account : json->at("accounts").as_array()) {
        const auto word = [&](std::string_view key) { return std::string(account.at(key).as_string()); };
        std::printf("  %-16s %s  %s\n", word("login").c_str(), word("password").c_str(), word("name").c_str());
    }
}

Outcome ready_to_serve(House& house, const Clock& machine) {
    const Settings& settings = house.settings();
    if (!house.installation()) {
        if (!settings.demo) return conflict("app.serve.not_installed");
        TRY(found_demo(house, machine));
    }
    if (house.installation()->nature == Nature::demo && !loopback(settings.address) && !settings.demo_open)
        return forbidden("app.serve.demo_loopback");
    return Done{};
}

std::string address_of(const Settings& settings, std::uint16_t port) {
    return (settings.tls_certificate.empty() ? "http://" : "https://") + settings.address + ":" + std::to_string(port);
}

void print_welcome(const House& house, std::uint16_t port) {
    const Settings& settings = house.settings();
    std::printf(
        "%s\n",
        house.texts().text(settings.language, "app.serve.ready", {{"address", address_of(settings, port)}}).c_str());
    if (house.services().demo) print_accounts(house);
    std::fflush(stdout);
}

// A renewed certificate, a log file that was moved away.
void read_again(http::Server& server, Site& site, const Settings& settings) {
    site.reopen_log();
    if (settings.tls_certificate.empty()) return;
    if (const Outcome reloaded = server.reload_certificate(); !reloaded) say(reloaded.error(), settings);
}

// In this order: what only root may (the port, the key of the certificate), then as an unprivileged user all the rest.
// The server is declared last of what it speaks for, so it ends first.
Outcome serve_until_told(Settings settings, const Clock& machine, http::Handler pages, const sigset_t& signals) {
    std::unique_ptr<House> house;
    std::optional<Site> site;
    http::Router router;
    http::Server server(http_options(settings), router, machine);
    TRY(server.bind());
    settings.data = TRY(leave_root(settings.data, settings.user)).string();
    house = TRY(House::open(settings, machine));
    TRY(Site::writable(settings.log_file));
    TRY(ready_to_serve(*house, machine));
    site.emplace(*house, machine);
    site->mount(router);
    router.fallback(std::move(pages));
    site->watch(server);
    TRY(server.start());
    site->start();
    print_welcome(*house, server.port());

    int signal = 0;
    while (sigwait(&signals, &signal) == 0 && signal == SIGHUP) read_again(server, *site, settings);
    std::printf("%s\n", house->texts().text(settings.language, "app.serve.stopping").c_str());
    std::fflush(stdout);
    server.drain(drain_grace);
    return Done{};
}

}  // namespace

int serve(const Settings& settings, const Clock& machine) {
    const sigset_t signals = block_signals();
    const std::filesystem::path web = web_folder(settings);
    auto pages = http::serve_folder(web);  // while we may still read what the starter may read
    if (!pages) return say(Refusal{.key = "app.serve.web_missing", .args = {{"folder", web.string()}}}, settings);
    const Outcome served = serve_until_told(settings, machine, std::move(*pages), signals);
    if (!served) return say(served.error(), settings);
    return 0;
}

}  // namespace tongguan
