#include "platform/i18n/message.h"

#include <unicode/fmtable.h>
#include <unicode/messagepattern.h>
#include <unicode/msgfmt.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <charconv>
#include <mutex>

namespace tongguan::i18n {
namespace {

bool name_character(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

icu::UnicodeString wide(std::string_view text) {
    return icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int32_t>(text.size())));
}

// {n, plural, …}: a name, blanks, a comma. A comma in plain prose or behind a placeholder is none.
bool has_comma_form(std::string_view text) {
    for (std::size_t open = text.find('{'); open != std::string_view::npos; open = text.find('{', open + 1)) {
        std::size_t at = open + 1;
        while (at < text.size() && (name_character(text[at]) || text[at] == ' ')) ++at;
        if (at > open + 1 && at < text.size() && text[at] == ',') return true;
    }
    return false;
}

icu::Formattable formattable(std::string_view value) {
    std::int64_t number = 0;
    const char* end = value.data() + value.size();
    const auto [stop, error] = std::from_chars(value.data(), end, number);
    if (!value.empty() && stop == end && error == std::errc{}) return icu::Formattable(number);
    return icu::Formattable(wide(value));
}

void sort_once(std::vector<std::string>& names) {
    std::ranges::sort(names);
    names.erase(std::ranges::unique(names).begin(), names.end());
}

std::vector<std::string> argument_names(const icu::UnicodeString& pattern) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::MessagePattern parsed(pattern, nullptr, status);
    std::vector<std::string> names;
    for (int32_t i = 0; U_SUCCESS(status) && i < parsed.countParts(); ++i) {
        const auto& part = parsed.getPart(i);
        if (part.getType() == UMSGPAT_PART_TYPE_ARG_NAME) parsed.getSubstring(part).toUTF8String(names.emplace_back());
    }
    sort_once(names);
    return names;
}

}  // namespace

struct Message::Plural {
    mutable std::mutex mutex;  // a MessageFormat fills caches while it formats
    std::unique_ptr<icu::MessageFormat> format;
};

Message::Message() = default;
Message::Message(Message&&) noexcept = default;
Message& Message::operator=(Message&&) noexcept = default;
Message::~Message() = default;

Result<Message> Message::read(std::string_view language, std::string_view text) {
    Message message;
    if (!has_comma_form(text)) {
        TRY(message.read_pieces(text));
        return message;
    }
    UErrorCode status = U_ZERO_ERROR;
    const icu::UnicodeString pattern = wide(text);
    message.plural_ = std::make_unique<Plural>();
    message.plural_->format =
        std::make_unique<icu::MessageFormat>(pattern, icu::Locale(std::string(language).c_str()), status);
    if (U_FAILURE(status)) return invalid("i18n.pattern", {{"reason", u_errorName(status)}});
    message.placeholders_ = argument_names(pattern);
    return message;
}

Outcome Message::read_pieces(std::string_view text) {
    while (!text.empty()) {
        const std::size_t brace = std::min(text.find_first_of("{}"), text.size());
        if (brace > 0) pieces_.push_back({std::string(text.substr(0, brace)), false});
        text.remove_prefix(brace);
        if (text.empty()) break;
        const std::size_t close = text.find('}');
        if (text[0] == '}' || close == std::string_view::npos) return invalid("i18n.braces");
        const std::string_view name = text.substr(1, close - 1);
        if (name.empty() || !std::ranges::all_of(name, name_character)) return invalid("i18n.braces");
        pieces_.push_back({std::string(name), true});
        placeholders_.emplace_back(name);
        text.remove_prefix(close + 1);
    }
    sort_once(placeholders_);
    return Done{};
}

std::string Message::say(const Refusal::Args& args) const {
    std::string out;
    if (plural_) {
        std::vector<icu::UnicodeString> names;
        std::vector<icu::Formattable> values;
        for (const auto& [name, value] : args) {
            names.push_back(wide(name));
            values.push_back(formattable(value));
        }
        icu::UnicodeString said;
        UErrorCode status = U_ZERO_ERROR;
        const std::scoped_lock lock(plural_->mutex);
        plural_->format->format(names.data(), values.data(), static_cast<int32_t>(names.size()), said, status);
        if (U_SUCCESS(status)) return said.toUTF8String(out);
        return plural_->format->toPattern(said.remove()).toUTF8String(out);  // seen, not lost
    }
    for (const Piece& piece : pieces_) {
        if (!piece.placeholder) {
            out += piece.text;
            continue;
        }
        const auto found =
            std::ranges::find(args, piece.text, [](const auto& arg) -> const auto& { return arg.first; });
        if (found != args.end()) {
            out += found->second;
        } else {
            out += '{' + piece.text + '}';
        }
    }
    return out;
}

}  // namespace tongguan::i18n
