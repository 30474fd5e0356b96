#include "platform/i18n/texts.h"

#include <array>
#include <boost/json/object.hpp>
#include <boost/json/string.hpp>
#include <set>

#include "base/json.h"
#include "base/text.h"
#include "platform/i18n/message.h"

namespace tongguan::i18n {
namespace {

constexpr JsonLimits file_limits{.bytes = 4 << 20, .depth = 1, .members = 50'000};

constexpr std::array<std::string_view, 2> spoken{"zh", "en"};  // the first when nothing fits
constexpr std::size_t ranges_max = 32;                         // of one Accept-Language; browsers send under ten

// qvalue of RFC 9110 §12.4.2 in thousandths; -1 when it is none.
int quality(std::string_view text) {
    if (text.empty() || (text[0] != '0' && text[0] != '1') || text.size() > 5) return -1;
    int thousandths = (text[0] - '0') * 1000;
    if (text.size() == 1) return thousandths;
    if (text[1] != '.') return -1;
    int place = 100;
    for (const char c : text.substr(2)) {
        if (c < '0' || c > '9') return -1;
        thousandths += (c - '0') * place;
        place /= 10;
    }
    return thousandths <= 1000 ? thousandths : -1;
}

// One of `spoken`, "*" or nothing: zh-Hans-CN → zh.
std::string_view matched(std::string_view range) {
    if (range == "*") return range;
    const std::string_view primary = range.substr(0, range.find('-'));
    for (const std::string_view language : spoken) {
        if (primary.size() == language.size() && (primary[0] | 32) == language[0] && (primary[1] | 32) == language[1]) {
            return language;
        }
    }
    return {};
}

}  // namespace

bool Texts::is_typed(std::string_view argument) {
    return argument == "name" || argument == "nearest" || argument == "value" || argument == "before" ||
           argument == "after";
}

Texts::Texts() = default;
Texts::~Texts() = default;
Texts::Texts(Texts&&) noexcept = default;
Texts& Texts::operator=(Texts&&) noexcept = default;

Outcome Texts::add(std::string_view language, std::string_view json) {
    const Json parsed = TRY(parse_json(json, file_limits));
    if (!parsed.is_object()) return invalid("i18n.not_an_object");
    Language fresh;
    const auto known = languages_.find(language);
    for (const auto& item : parsed.get_object()) {
        const std::string key(item.key());
        if (!item.value().is_string()) return invalid("i18n.not_text", {{"key", key}}, key);
        if (known != languages_.end() && known->second.contains(key)) {
            return conflict("i18n.duplicate_key", {{"key", key}, {"language", std::string(language)}});
        }
        const auto& text = item.value().get_string();
        auto message = Message::read(language, {text.data(), text.size()});
        if (!message) {
            message.error().args.emplace_back("key", key);
            message.error().field = key;
            return std::unexpected(std::move(message).error());
        }
        fresh.emplace(key, *std::move(message));
    }
    languages_[std::string(language)].merge(fresh);
    return Done{};
}

const Message* Texts::find(std::string_view language, std::string_view key) const {
    const auto texts = languages_.find(language);
    if (texts == languages_.end()) return nullptr;
    const auto found = texts->second.find(key);
    return found == texts->second.end() ? nullptr : &found->second;
}

std::string Texts::day_said(std::string_view language, Date day) const {
    const auto ymd = day.ymd();
    const Message* message = find(language, "i18n.time.day");
    if (message == nullptr) return to_string(day);
    return message->say({{"year", std::to_string(day.year())},
                         {"month", std::to_string(static_cast<unsigned>(ymd.month()))},
                         {"day", std::to_string(static_cast<unsigned>(ymd.day()))}});
}

// Moments are told to the minute, in Shanghai.
std::optional<std::string> Texts::time_said(std::string_view language, std::string_view value) const {
    constexpr std::size_t day_length = 10;  // 2021-12-31
    if (value.size() < day_length || value[4] != '-') return std::nullopt;
    if (const auto day = parse_date(value)) return day_said(language, *day);
    const auto moment = parse_instant(value);
    if (!moment) return std::nullopt;
    constexpr std::size_t clock_at = 11, clock_length = 5;  // 09:00 of 2021-12-31T09:00:00+08:00
    return day_said(language, date_of(*moment)) + " " + to_string(*moment).substr(clock_at, clock_length);
}

std::string Texts::text(std::string_view language, std::string_view key, const Refusal::Args& args) const {
    const Message* message = find(language, key);
    if (message == nullptr) return std::string(key);
    Refusal::Args said = args;
    for (auto& [name, value] : said)
        if (!is_typed(name))
            if (auto time = time_said(language, value)) value = *std::move(time);
    return message->say(said);
}

bool Texts::has(std::string_view language, std::string_view key) const { return find(language, key) != nullptr; }

std::vector<std::string> Texts::keys(std::string_view language) const {
    std::vector<std::string> out;
    if (const auto texts = languages_.find(language); texts != languages_.end()) {
        for (const auto& [key, message] : texts->second) out.push_back(key);
    }
    return out;
}

std::vector<std::string> Texts::placeholders(std::string_view language, std::string_view key) const {
    const Message* message = find(language, key);
    return message == nullptr ? std::vector<std::string>{} : message->placeholders();
}

std::vector<Mismatch> Texts::mismatches() const {
    std::set<std::string_view> all;
    for (const auto& [language, texts] : languages_) {
        for (const auto& [key, message] : texts) all.insert(key);
    }
    std::vector<Mismatch> out;
    for (const std::string_view key : all) {
        const Message* first = nullptr;
        for (const auto& [language, texts] : languages_) {
            const Message* message = find(language, key);
            if (message == nullptr) {
                out.push_back({language, std::string(key), "i18n.missing_text"});
            } else if (first == nullptr) {
                first = message;
            } else if (message->placeholders() != first->placeholders()) {
                out.push_back({language, std::string(key), "i18n.other_placeholders"});
            }
        }
    }
    return out;
}

std::string_view Texts::negotiate(std::string_view accept_language) {
    std::string_view best = spoken[0];
    int best_quality = 0;
    for (std::size_t i = 0; i < ranges_max && !accept_language.empty(); ++i) {
        const std::size_t comma = std::min(accept_language.find(','), accept_language.size());
        std::string_view range = accept_language.substr(0, comma);
        accept_language.remove_prefix(std::min(comma + 1, accept_language.size()));
        int weight = 1000;
        if (const std::size_t semicolon = range.find(';'); semicolon != std::string_view::npos) {
            std::string_view parameter = trimmed(range.substr(semicolon + 1));
            if (!parameter.starts_with("q=") && !parameter.starts_with("Q=")) continue;
            weight = quality(parameter.substr(2));
            range = range.substr(0, semicolon);
        }
        std::string_view language = matched(trimmed(range));
        if (language == "*") language = spoken[0];
        if (language.empty() || weight <= best_quality) continue;
        best = language;
        best_quality = weight;
    }
    return best;
}

}  // namespace tongguan::i18n
