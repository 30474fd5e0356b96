#include "platform/http/faults.h"

#include <map>
#include <stdexcept>
#include <string>

#include "base/json.h"
#include "generated/http_assets.h"

namespace tongguan::http {

namespace {

using Texts = std::map<std::string, std::string, std::less<>>;

Texts load(std::string_view path) {
    Texts texts;
    for (const Asset& asset : assets::http()) {
        if (asset.path != path) continue;
        const auto json = parse_json(asset.content);
        if (!json) throw std::logic_error("unreadable texts: " + std::string(path));
        for (const auto& [key, value] : json->as_object()) texts.emplace(key, value.as_string());
    }
    return texts;
}

}  // namespace

std::string_view fault_text(std::string_view key, std::string_view language) {
    static const Texts chinese = load("texts/zh.json");
    static const Texts english = load("texts/en.json");
    const Texts& texts = language.starts_with("en") ? english : chinese;
    const auto found = texts.find(key);
    return found == texts.end() ? key : std::string_view(found->second);
}

Response fault_answer(const Fault& fault, std::string_view language, std::string_view trace, const FaultArgs& args) {
    const std::string detail_key = std::string(fault.key) + ".detail";
    std::string detail(fault_text(detail_key, language));
    for (const auto& [name, value] : args) {
        const std::string place = "{" + std::string(name) + "}";
        if (const std::size_t at = detail.find(place); at != std::string::npos) detail.replace(at, place.size(), value);
    }
    return problem(fault.status, fault.key, fault_text(fault.key, language), detail, trace);
}

}  // namespace tongguan::http
