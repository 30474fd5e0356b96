#include "platform/config/config.h"

#include <doctest/doctest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <stdexcept>

#include "generated/config_assets.h"

using namespace tongguan;
using namespace tongguan::config;

namespace {

constexpr std::array<std::string_view, 5> levels{"debug", "info", "warn", "error", "off"};
const std::array<Setting, 8> settings{{
    {.key = "data", .type = Type::path, .fallback = "data", .text = "app.setting.data"},
    {.key = "listen_address", .type = Type::text, .fallback = "127.0.0.1", .text = "app.setting.listen_address"},
    {.key = "listen_port",
     .type = Type::number,
     .fallback = "8080",
     .text = "app.setting.listen_port",
     .min = 1,
     .max = 65535},
    {.key = "database", .type = Type::text, .fallback = "", .text = "app.setting.database", .secret = true},
    {.key = "workers", .type = Type::number, .fallback = "4", .text = "app.setting.workers", .min = 1, .max = 64},
    {.key = "demo", .type = Type::flag, .fallback = "false", .text = "app.setting.demo"},
    {.key = "log_level", .type = Type::choice, .fallback = "info", .text = "app.setting.log_level", .choices = levels},
    {.key = "session_idle_minutes",
     .type = Type::number,
     .fallback = "30",
     .text = "app.setting.session_idle_minutes",
     .min = 1,
     .max = 480},
}};

class SettingsFile {
public:
    explicit SettingsFile(std::string_view content, mode_t mode = 0600) {
        const int handle = mkstemp(name_.data());
        REQUIRE(handle >= 0);
        REQUIRE(write(handle, content.data(), content.size()) == static_cast<ssize_t>(content.size()));
        REQUIRE(fchmod(handle, mode) == 0);
        close(handle);
    }
    ~SettingsFile() { std::remove(name_.c_str()); }
    const std::string& name() const { return name_; }

private:
    std::string name_ = "/tmp/tongguan-config-XXXXXX";
};

std::string arg(const Refusal& refusal, std::string_view name) {
    for (const auto& [key, value] : refusal.args) {
        if (key == name) return value;
    }
    return "";
}

Refusal refused(const Sources& sources) {
    const auto read = Config::read(settings, sources);
    REQUIRE_FALSE(read);
    return read.error();
}

}  // namespace

TEST_CASE("nothing said: the built-in values") {
    const auto config = Config::read(settings, {});
    REQUIRE(config);
    CHECK(config->path("data") == "data");
    CHECK(config->number("listen_port") == 8080);
    CHECK_FALSE(config->flag("demo"));
    CHECK(config->origin("data") == Origin::built_in);
    CHECK(config->source("data").empty());
}

TEST_CASE("flags over environment over file, and each value knows its source") {
    const SettingsFile file("# ours\nlisten_port = 9000\nworkers = 8\ndemo = true\n[session]\nidle_minutes = 45\n");
    const auto config = Config::read(
        settings,
        {.file = file.name(),
         .environment = {{"TONGGUAN_WORKERS", "16"}, {"TONGGUAN_LOG_LEVEL", "warn"}, {"PATH", "/bin"}},
         .arguments = {"--log-level=debug", "--data", "/srv/tongguan", "--no-demo", "--listen_address", "0.0.0.0"}});
    REQUIRE(config);
    CHECK(config->number("listen_port") == 9000);
    CHECK(config->source("listen_port") == file.name() + ":2");
    CHECK(config->origin("listen_port") == Origin::file);
    CHECK(config->number("session_idle_minutes") == 45);
    CHECK(config->source("session_idle_minutes") == file.name() + ":6");
    CHECK(config->number("workers") == 16);
    CHECK(config->source("workers") == "TONGGUAN_WORKERS");
    CHECK(config->origin("workers") == Origin::environment);
    CHECK(config->text("log_level") == "debug");
    CHECK(config->source("log_level") == "--log-level");
    CHECK(config->origin("log_level") == Origin::flag);
    CHECK(config->path("data") == "/srv/tongguan");
    CHECK(config->text("listen_address") == "0.0.0.0");
    CHECK_FALSE(config->flag("demo"));
    CHECK(config->source("demo") == "--demo");
}

TEST_CASE("an unknown key is refused with the nearest, wherever it stands") {
    const SettingsFile file("listen_prot = 1\n");
    const Refusal in_file = refused({.file = file.name()});
    CHECK(in_file.key == "config.unknown_near");
    CHECK(in_file.field == "listen_prot");
    CHECK(arg(in_file, "nearest") == "listen_port");
    CHECK(arg(in_file, "source") == file.name() + ":1");
    const Refusal in_environment = refused({.environment = {{"TONGGUAN_WORKER", "1"}}});
    CHECK(arg(in_environment, "nearest") == "workers");
    CHECK(arg(in_environment, "source") == "TONGGUAN_WORKER");
    const Refusal in_flags = refused({.arguments = {"--dmeo"}});
    CHECK(arg(in_flags, "nearest") == "demo");
    const Refusal far = refused({.arguments = {"--colour", "red"}});
    CHECK(far.key == "config.unknown");
    CHECK(far.also.empty());  // its value is not a second mistake
}

TEST_CASE("wrong values: each key has its refusal") {
    struct Row {
        std::vector<std::string> arguments;
        std::string_view key, field;
    };
    for (const Row& row : {
             Row{{"--listen-port=http"}, "config.not_a_number", "listen_port"},
             Row{{"--listen-port=80 "}, "config.not_a_number", "listen_port"},
             Row{{"--listen-port="}, "config.not_a_number", "listen_port"},
             Row{{"--listen-port=0x50"}, "config.not_a_number", "listen_port"},
             Row{{"--listen-port=0"}, "config.out_of_range", "listen_port"},
             Row{{"--listen-port=65536"}, "config.out_of_range", "listen_port"},
             Row{{"--listen-port", "-1"}, "config.out_of_range", "listen_port"},
             Row{{"--listen-port=99999999999999999999"}, "config.out_of_range", "listen_port"},
             Row{{"--demo=maybe"}, "config.not_a_flag", "demo"},
             Row{{"--log-level=loud"}, "config.not_a_choice", "log_level"},
             Row{{"--data"}, "config.no_value", "data"},
             Row{{"--data", "--demo"}, "config.no_value", "data"},
             Row{{"demo"}, "config.unexpected", ""},
             Row{{"--"}, "config.unexpected", ""},
             Row{{"-d"}, "config.unexpected", ""},
             Row{{"--no-data"}, "config.unknown", "no_data"},
             Row{{std::string("--data=a\0b", 10)}, "config.nul", "data"},
         }) {
        CAPTURE(row.arguments.front());
        const Refusal refusal = refused({.arguments = row.arguments});
        CHECK(refusal.key == row.key);
        CHECK(refusal.field == row.field);
        CHECK(refusal.also.empty());
    }
}

TEST_CASE("all mistakes are said at once, up to a bound") {
    const Refusal refusal =
        refused({.environment = {{"TONGGUAN_DEMO", "x"}}, .arguments = {"--listen-port=x", "--log-level=x"}});
    CHECK(refusal.also.size() == 2);
    const Refusal many = refused({.arguments = std::vector<std::string>(1000, "word")});
    CHECK(many.also.size() == 19);
}

TEST_CASE("the file: missing, malformed, of other kinds, said twice, secret in the open") {
    CHECK(refused({.file = "/no/such/file"}).key == "config.file_missing");
    CHECK(refused({.file = "/tmp"}).key == "config.file_missing");
    const SettingsFile malformed("a = 1\nb = [\n");
    CHECK(refused({.file = malformed.name()}).key == "config.file_malformed");
    CHECK(arg(refused({.file = malformed.name()}), "source") == malformed.name());
    const SettingsFile kinds("workers = 1.5\n");
    CHECK(refused({.file = kinds.name()}).key == "config.not_a_value");
    const SettingsFile twice("session_idle_minutes = 1\n[session]\nidle_minutes = 2\n");
    CHECK(refused({.file = twice.name()}).key == "config.twice");
    const SettingsFile large(std::string((1 << 20) + 1, '#'));
    CHECK(refused({.file = large.name()}).key == "config.file_too_large");
    constexpr std::string_view secret = "database = \"host=/run password=x\"\n";
    const SettingsFile open(secret, 0644);
    CHECK(refused({.file = open.name()}).key == "config.file_open_to_others");
    const SettingsFile closed(secret, 0600);
    const auto config = Config::read(settings, {.file = closed.name()});
    REQUIRE(config);
    CHECK(config->text("database") == "host=/run password=x");
    CHECK(config->effective().find("password") == std::string::npos);
    CHECK(config->effective().find("database = ***  # " + closed.name() + ":1\n") != std::string::npos);
    CHECK(config->effective().find("workers = 4\n") != std::string::npos);
    const SettingsFile harmless("workers = 5\n", 0644);
    CHECK(Config::read(settings, {.file = harmless.name()}));
}

TEST_CASE("mistakes of ours throw") {
    const auto config = Config::read(settings, {});
    REQUIRE(config);
    CHECK_THROWS_AS(config->text("no_such"), std::logic_error);
    CHECK_THROWS_AS(config->text("listen_port"), std::logic_error);
    CHECK_THROWS_AS(config->number("data"), std::logic_error);
    const std::array<Setting, 2> twice{
        {{.key = "a", .fallback = "", .text = "t"}, {.key = "a", .fallback = "", .text = "t"}}};
    CHECK_THROWS_AS(Config::read(twice, {}), std::logic_error);
    const std::array<Setting, 1> wrong{
        {{.key = "a", .type = Type::number, .fallback = "5", .text = "t", .min = 6, .max = 7}}};
    CHECK_THROWS_AS(Config::read(wrong, {}), std::logic_error);
}

TEST_CASE("the process's environment and the usage") {
    REQUIRE(setenv("TONGGUAN_WORKERS", "9=9", 1) == 0);
    bool found = false;
    for (const auto& [name, value] : process_environment())
        found = found || (name == "TONGGUAN_WORKERS" && value == "9=9");
    CHECK(found);
    unsetenv("TONGGUAN_WORKERS");
    const std::string text = usage(settings, [](std::string_view key) { return "<" + std::string(key) + ">"; });
    CHECK(text.find("  --listen-port 1…65535 [8080]\n      <app.setting.listen_port> (TONGGUAN_LISTEN_PORT)\n") !=
          std::string::npos);
    CHECK(text.find("  --log-level debug, info, warn, error, off [info]\n") != std::string::npos);
    CHECK(text.find("  --demo [false]\n") != std::string::npos);
}
