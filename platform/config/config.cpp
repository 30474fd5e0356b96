#include "platform/config/config.h"

#include <algorithm>
#include <charconv>
#include <stdexcept>

namespace tongguan::config {

std::int64_t to_number(std::string_view text) {
    std::int64_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;  // checked when it was read
}

const Config::Value& Config::value(std::string_view key, std::initializer_list<Type> types) const {
    const auto setting = std::ranges::find(settings_, key, &Setting::key);
    if (setting == settings_.end()) throw std::logic_error("no such setting: " + std::string(key));
    if (types.size() > 0 && std::ranges::find(types, setting->type) == types.end()) {
        throw std::logic_error("a setting of another type: " + std::string(key));
    }
    return values_.find(key)->second;
}

const std::string& Config::text(std::string_view key) const { return value(key, {Type::text, Type::choice}).text; }
const std::string& Config::path(std::string_view key) const { return value(key, {Type::path}).text; }
std::int64_t Config::number(std::string_view key) const { return to_number(value(key, {Type::number}).text); }
bool Config::flag(std::string_view key) const { return value(key, {Type::flag}).text == "true"; }
Origin Config::origin(std::string_view key) const { return value(key, {}).origin; }
const std::string& Config::source(std::string_view key) const { return value(key, {}).source; }

std::string Config::effective() const {
    std::string out;
    for (const Setting& setting : settings_) {
        const Value& value = values_.find(setting.key)->second;
        out.append(setting.key) += " = ";
        out += setting.secret && !value.text.empty() ? "***" : value.text;
        if (!value.source.empty()) out.append("  # ").append(value.source);
        out += '\n';
    }
    return out;
}

}  // namespace tongguan::config
