#include "app/settings.h"

#include <algorithm>
#include <array>

#include "base/csv.h"

namespace tongguan {

namespace {

using config::Setting;
using config::Type;

constexpr std::array<std::string_view, 4> levels{"debug", "info", "warn", "error"};
constexpr std::array<std::string_view, 2> languages{"zh", "en"};
constexpr std::array<std::string_view, 2> formats{"md", "html"};

constexpr std::array table{
    Setting{.key = "config", .type = Type::path, .text = "setting.config"},
    Setting{.key = "data", .type = Type::path, .fallback = "data", .text = "setting.data"},
    Setting{.key = "database", .text = "setting.database", .secret = true},
    Setting{.key = "database_owner", .text = "setting.database_owner", .secret = true},
    Setting{.key = "user", .fallback = "tongguan", .text = "setting.user"},
    Setting{.key = "listen", .fallback = "127.0.0.1", .text = "setting.listen"},
    Setting{.key = "port", .type = Type::number, .fallback = "8080", .text = "setting.port", .min = 0, .max = 65535},
    Setting{.key = "tls_certificate", .type = Type::path, .text = "setting.tls_certificate"},
    Setting{.key = "tls_key", .type = Type::path, .text = "setting.tls_key"},
    Setting{.key = "origin", .text = "setting.origin"},
    Setting{.key = "trusted_proxies", .text = "setting.trusted_proxies"},
    Setting{.key = "web", .type = Type::path, .text = "setting.web"},
    Setting{.key = "holidays", .type = Type::path, .text = "setting.holidays"},
    Setting{.key = "loops", .type = Type::number, .fallback = "1", .text = "setting.loops", .min = 1, .max = 16},
    Setting{.key = "workers", .type = Type::number, .fallback = "4", .text = "setting.workers", .min = 1, .max = 64},
    Setting{.key = "demo", .type = Type::flag, .fallback = "false", .text = "setting.demo"},
    Setting{.key = "demo_open", .type = Type::flag, .fallback = "false", .text = "setting.demo_open"},
    Setting{
        .key = "log_level", .type = Type::choice, .fallback = "info", .text = "setting.log_level", .choices = levels},
    Setting{.key = "log_file", .type = Type::path, .text = "setting.log_file"},
    Setting{.key = "session_idle_minutes",
            .type = Type::number,
            .fallback = "30",
            .text = "setting.session_idle_minutes",
            .min = 5,
            .max = 240},
    Setting{.key = "session_absolute_minutes",
            .type = Type::number,
            .fallback = "720",
            .text = "setting.session_absolute_minutes",
            .min = 30,
            .max = 1440},
    Setting{
        .key = "language", .type = Type::choice, .fallback = "zh", .text = "setting.language", .choices = languages},
    Setting{.key = "bureau", .fallback = "", .text = "setting.bureau"},
    Setting{.key = "head", .text = "setting.head"},
    Setting{.key = "draft", .type = Type::flag, .fallback = "false", .text = "setting.draft"},
    Setting{.key = "format", .type = Type::choice, .fallback = "md", .text = "setting.format", .choices = formats},
};

// What is needed before the settings can be read: told by the environment or a flag, the later over the earlier.
std::string told(const config::Sources& sources, std::string_view variable, const std::string& flag) {
    std::string found;
    for (const auto& [name, value] : sources.environment)
        if (name == variable) found = value;
    for (std::size_t i = 0; i < sources.arguments.size(); ++i) {
        const std::string& argument = sources.arguments[i];
        if (argument == flag && i + 1 < sources.arguments.size()) found = sources.arguments[i + 1];
        if (argument.starts_with(flag + "=")) found = argument.substr(flag.size() + 1);
    }
    return found;
}

}  // namespace

std::span<const config::Setting> declared_settings() { return table; }

std::string language_told(const std::vector<std::string>& arguments) {
    const std::string language =
        told({.environment = config::process_environment(), .arguments = arguments}, "TONGGUAN_LANGUAGE", "--language");
    return std::ranges::find(languages, language) == languages.end() ? Settings{}.language : language;
}

Result<Settings> read_settings(std::vector<std::string> arguments) {
    config::Sources sources{.environment = config::process_environment(), .arguments = std::move(arguments)};
    sources.file = told(sources, "TONGGUAN_CONFIG", "--config");
    const config::Config read = TRY(config::Config::read(table, sources));
    return Settings{
        .data = read.path("data"),
        .database = read.text("database"),
        .database_owner = read.text("database_owner"),
        .user = read.text("user"),
        .address = read.text("listen"),
        .port = static_cast<std::uint16_t>(read.number("port")),
        .tls_certificate = read.path("tls_certificate"),
        .tls_key = read.path("tls_key"),
        .origin = read.text("origin"),
        .trusted_proxies = split(read.text("trusted_proxies"), ','),
        .web = read.path("web"),
        .holidays = read.path("holidays"),
        .loops = static_cast<unsigned>(read.number("loops")),
        .workers = static_cast<unsigned>(read.number("workers")),
        .demo = read.flag("demo"),
        .demo_open = read.flag("demo_open"),
        .log_level = read.text("log_level"),
        .log_file = read.path("log_file"),
        .session_idle_minutes = read.number("session_idle_minutes"),
        .session_absolute_minutes = read.number("session_absolute_minutes"),
        .language = read.text("language"),
        .bureau = read.text("bureau"),
        .format = read.text("format"),
        .head = read.text("head"),
        .draft = read.flag("draft"),
    };
}

}  // namespace tongguan
