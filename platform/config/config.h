// Settings of the installation, not of its data: where it listens, keeps its files, finds its database. app/ declares
// them as a table; values come from a TOML file, then the environment, then flags, the later over the earlier, and each
// knows where it came from. What is unknown or wrong is refused, all of it at once, with the nearest known name.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace tongguan::config {

enum class Type : std::uint8_t { text, path, number, flag, choice };

struct Setting {
    std::string_view key;  // snake_case: listen_port → TONGGUAN_LISTEN_PORT, --listen-port
    Type type = Type::text;
    std::string_view fallback;  // as it would be written; checked like any other value
    std::string_view text;      // key of its description
    std::int64_t min = 0;       // of numbers, both included
    std::int64_t max = 0;
    std::span<const std::string_view> choices{};  // of choices
    bool secret = false;                          // never shown; a file that holds one must be closed to others (0600)
};

enum class Origin : std::uint8_t { built_in, file, environment, flag };

// What stands outside: gathered by the caller, so that a test needs neither file nor environment.
struct Sources {
    std::string file{};  // of settings; empty: none. A named file that is missing is refused
    std::vector<std::pair<std::string, std::string>> environment{};
    std::vector<std::string> arguments{};  // --key value, --key=value, --flag, --no-flag; keys with - or _
};

std::vector<std::pair<std::string, std::string>> process_environment();  // the variables that begin with TONGGUAN_

class Config {
public:
    // Refusals (kind invalid; further ones in `also`), each with the setting in `field` and where in arg `source`:
    // config.unknown (args key, nearest), config.twice, config.not_a_number, config.out_of_range, config.not_a_flag,
    // config.not_a_choice, config.no_value, config.unexpected (a bare word), config.file_missing,
    // config.file_malformed,
    // config.file_open_to_others, config.nul. `settings` must outlive the Config.
    static Result<Config> read(std::span<const Setting> settings, const Sources& sources);

    // Throw std::logic_error for a key that is not declared or has another type: a mistake of ours, not of the reader.
    const std::string& text(std::string_view key) const;  // also of choices
    const std::string& path(std::string_view key) const;
    std::int64_t number(std::string_view key) const;
    bool flag(std::string_view key) const;

    Origin origin(std::string_view key) const;
    // "file /etc/tongguan.toml:3", "TONGGUAN_LISTEN_PORT", "--listen-port"; empty when built in.
    const std::string& source(std::string_view key) const;

    // One line per setting: key = value  # source. Secrets show as "***".
    std::string effective() const;

private:
    struct Value {
        std::string text;
        Origin origin = Origin::built_in;
        std::string source{};
    };
    friend class Reader;
    const Value& value(std::string_view key, std::initializer_list<Type> types) const;

    std::span<const Setting> settings_;
    std::map<std::string, Value, std::less<>> values_;
};

// The settings for --help: flag, variable, default and description (`say` turns a text key into words).
std::string usage(std::span<const Setting> settings, const std::function<std::string(std::string_view key)>& say);

}  // namespace tongguan::config
