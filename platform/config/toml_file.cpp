// The only file that sees toml++.
#include "platform/config/toml_file.h"

#include <toml++/toml.h>

namespace tongguan::config {
namespace {

constexpr int tables_max = 4;  // deep: a setting's name has no more words

Outcome flatten(const toml::table& table, const std::string& prefix, int depth, std::vector<FileEntry>& out) {
    for (const auto& [name, node] : table) {
        const std::string key = prefix + std::string(name.str());
        const unsigned line = node.source().begin.line;
        if (const toml::table* inner = node.as_table(); inner != nullptr && depth < tables_max) {
            TRY(flatten(*inner, key + "_", depth + 1, out));
        } else if (const auto* text = node.as_string()) {
            out.push_back({key, text->get(), line});
        } else if (const auto* number = node.as_integer()) {
            out.push_back({key, std::to_string(number->get()), line});
        } else if (const auto* flag = node.as_boolean()) {
            out.push_back({key, flag->get() ? "true" : "false", line});
        } else {
            return invalid("config.not_a_value", {{"key", key}, {"line", std::to_string(line)}}, key);
        }
    }
    return Done{};
}

}  // namespace

Result<std::vector<FileEntry>> flatten_toml(std::string_view content) {
    toml::table parsed;
    try {
        parsed = toml::parse(content);
    } catch (const toml::parse_error& error) {  // Debian's library is built to throw
        return invalid("config.file_malformed", {{"line", std::to_string(error.source().begin.line)},
                                                 {"reason", std::string(error.description())}});
    }
    std::vector<FileEntry> out;
    TRY(flatten(parsed, "", 1, out));
    return out;
}

}  // namespace tongguan::config
