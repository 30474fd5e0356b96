#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <fstream>
#include <iterator>
#include <optional>
#include <stdexcept>

#include "base/text.h"
#include "platform/config/config.h"
#include "platform/config/toml_file.h"

namespace tongguan::config {
namespace {

constexpr std::string_view variable_prefix = "TONGGUAN_";
constexpr std::size_t file_bytes_max = 1 << 20;
constexpr std::size_t refusals_max = 20;  // shown at once

std::string variable_of(std::string_view key) {
    std::string out(variable_prefix);
    for (const char c : key) out += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    return out;
}

std::string flag_of(std::string_view key) {
    std::string out = "--" + std::string(key);
    std::ranges::replace(out, '_', '-');
    return out;
}

std::optional<bool> flag_value(std::string_view text) {
    if (text == "true" || text == "1" || text == "yes" || text == "on") return true;
    if (text == "false" || text == "0" || text == "no" || text == "off") return false;
    return std::nullopt;
}

std::string joined(std::span<const std::string_view> words) {
    std::string out;
    for (const std::string_view word : words) out.append(out.empty() ? "" : ", ").append(word);
    return out;
}

Result<std::string> read_file(const std::string& file) {
    std::ifstream in(file, std::ios::binary);
    struct stat status{};
    if (!in || stat(file.c_str(), &status) != 0 || !S_ISREG(status.st_mode)) {
        return invalid("config.file_missing", {{"source", file}});
    }
    std::string content(file_bytes_max + 1, '\0');
    in.read(content.data(), static_cast<std::streamsize>(content.size()));
    content.resize(static_cast<std::size_t>(in.gcount()));
    if (content.size() > file_bytes_max) return invalid("config.file_too_large", {{"source", file}});
    return content;
}

bool open_to_others(const std::string& file) {
    struct stat status{};
    return stat(file.c_str(), &status) == 0 && (status.st_mode & (S_IRWXG | S_IRWXO)) != 0;
}

}  // namespace

// Gathers the values, layer over layer, and every refusal on the way.
class Reader {
public:
    explicit Reader(std::span<const Setting> settings) : settings_(settings) {
        config_.settings_ = settings;
        for (const Setting& setting : settings) {
            if (config_.values_.contains(setting.key))
                throw std::logic_error("declared twice: " + std::string(setting.key));
            put(setting, std::string(setting.fallback), Origin::built_in, "");
        }
        if (!refusals_.empty()) throw std::logic_error("a wrong fallback: " + refusals_.front().field);
    }

    void take_file(const std::string& file) {
        auto content = read_file(file);
        if (!content) return refuse(std::move(content).error());
        auto entries = flatten_toml(*content);
        if (!entries) {
            entries.error().args.emplace_back("source", file);
            return refuse(std::move(entries).error());
        }
        std::vector<std::string_view> seen;
        for (const FileEntry& entry : *entries) {
            const std::string source = file + ":" + std::to_string(entry.line);
            const Setting* setting = known(entry.key, source);
            if (setting == nullptr) continue;
            if (std::ranges::find(seen, entry.key) != seen.end()) {  // flat and in a table
                refuse(setting->key, "config.twice", source);
                continue;
            }
            seen.push_back(entry.key);
            if (setting->secret && open_to_others(file)) refuse(setting->key, "config.file_open_to_others", source);
            put(*setting, entry.text, Origin::file, source);
        }
    }

    void take_environment(const std::vector<std::pair<std::string, std::string>>& variables) {
        for (const auto& [name, value] : variables) {
            if (!name.starts_with(variable_prefix)) continue;
            std::string key = name.substr(variable_prefix.size());
            for (char& c : key) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
            if (const Setting* setting = known(key, name)) put(*setting, value, Origin::environment, name);
        }
    }

    void take_arguments(const std::vector<std::string>& arguments) {
        for (std::size_t i = 0; i < arguments.size(); ++i) {
            const std::string_view word = arguments[i];
            if (!word.starts_with("--") || word.size() == 2) {
                refuse("", "config.unexpected", word.substr(0, nearest_bytes));
                continue;
            }
            const std::size_t equals = word.find('=');
            std::string key(word.substr(2, equals == std::string_view::npos ? equals : equals - 2));
            std::ranges::replace(key, '-', '_');
            std::optional<std::string> value;
            if (equals != std::string_view::npos) value = word.substr(equals + 1);
            if (!value && negated(key)) value = "false";
            const Setting* setting = known(key, word.substr(0, equals));
            const bool follows = i + 1 < arguments.size() && !arguments[i + 1].starts_with("--");
            if (!value && setting != nullptr && setting->type == Type::flag) value = "true";
            if (!value && follows) value = arguments[++i];  // of an unknown one too: it is no word of its own
            if (setting == nullptr) continue;
            if (!value) {
                refuse(setting->key, "config.no_value", flag_of(key));
            } else {
                put(*setting, *value, Origin::flag, flag_of(key));
            }
        }
    }

    Result<Config> finish() {
        if (refusals_.empty()) return std::move(config_);
        Refusal first = std::move(refusals_.front());
        refusals_.erase(refusals_.begin());
        first.also = std::move(refusals_);
        return std::unexpected(std::move(first));
    }

private:
    void refuse(Refusal refusal) {
        if (refusals_.size() < refusals_max) refusals_.push_back(std::move(refusal));
    }
    void refuse(std::string_view key, std::string_view text, std::string_view source, Refusal::Args args = {}) {
        args.emplace_back("key", key);
        args.emplace_back("source", source);
        refuse(Refusal{.key = std::string(text), .args = std::move(args), .field = std::string(key)});
    }

    const Setting* known(std::string_view key, std::string_view source) {
        for (const Setting& setting : settings_) {
            if (setting.key == key) return &setting;
        }
        std::vector<std::string_view> names;
        for (const Setting& setting : settings_) names.push_back(setting.key);
        const std::string_view near = nearest(key, names);
        const std::string shown(key.substr(0, nearest_bytes));
        refuse(shown, near.empty() ? "config.unknown" : "config.unknown_near", source,
               {{"nearest", std::string(near)}});
        return nullptr;
    }

    // --no-demo: takes the "no_" off when a flag is left.
    bool negated(std::string& key) const {
        if (!key.starts_with("no_")) return false;
        const std::string_view rest = std::string_view(key).substr(3);
        const auto setting = std::ranges::find(settings_, rest, &Setting::key);
        if (setting == settings_.end() || setting->type != Type::flag) return false;
        key = rest;
        return true;
    }

    void put(const Setting& setting, std::string text, Origin origin, std::string source) {
        if (text.find('\0') != std::string::npos) return refuse(setting.key, "config.nul", source);
        if (setting.type == Type::number) {
            std::int64_t number = 0;
            const char* end = text.data() + text.size();
            const auto [stop, error] = std::from_chars(text.data(), end, number);
            if (error == std::errc::invalid_argument || stop != end) {
                return refuse(setting.key, "config.not_a_number", source);
            }
            if (error != std::errc{} || number < setting.min || number > setting.max) {
                return refuse(setting.key, "config.out_of_range", source,
                              {{"min", std::to_string(setting.min)}, {"max", std::to_string(setting.max)}});
            }
        }
        if (setting.type == Type::flag) {
            const auto flag = flag_value(text);
            if (!flag) return refuse(setting.key, "config.not_a_flag", source);
            text = *flag ? "true" : "false";
        }
        if (setting.type == Type::choice && std::ranges::find(setting.choices, text) == setting.choices.end()) {
            return refuse(setting.key, "config.not_a_choice", source, {{"choices", joined(setting.choices)}});
        }
        config_.values_.insert_or_assign(std::string(setting.key),
                                         Config::Value{std::move(text), origin, std::move(source)});
    }

    std::span<const Setting> settings_;
    Config config_;
    std::vector<Refusal> refusals_;
};

Result<Config> Config::read(std::span<const Setting> settings, const Sources& sources) {
    Reader reader(settings);
    if (!sources.file.empty()) reader.take_file(sources.file);
    reader.take_environment(sources.environment);
    reader.take_arguments(sources.arguments);
    return reader.finish();
}

std::vector<std::pair<std::string, std::string>> process_environment() {
    std::vector<std::pair<std::string, std::string>> out;
    for (char** at = environ; at != nullptr && *at != nullptr; ++at) {
        const std::string_view entry = *at;
        const std::size_t equals = entry.find('=');
        if (!entry.starts_with(variable_prefix) || equals == std::string_view::npos) continue;
        out.emplace_back(entry.substr(0, equals), entry.substr(equals + 1));
    }
    return out;
}

std::string usage(std::span<const Setting> settings, const std::function<std::string(std::string_view)>& say) {
    std::string out;
    for (const Setting& setting : settings) {
        out.append("  ").append(flag_of(setting.key));
        if (setting.type == Type::number) {
            out += " " + std::to_string(setting.min) + "…" + std::to_string(setting.max);
        } else if (setting.type == Type::choice) {
            out += " " + joined(setting.choices);
        } else if (setting.type != Type::flag) {
            out += " …";
        }
        if (!setting.fallback.empty() && !setting.secret) out.append(" [").append(setting.fallback) += ']';
        out += "\n      " + say(setting.text) + " (" + variable_of(setting.key) + ")\n";
    }
    return out;
}

}  // namespace tongguan::config
