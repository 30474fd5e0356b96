// All user-visible text: modules/*/texts/<lang>.json and platform/*/texts, keyed from declarations. C++ knows keys and
// arguments only. {name} placeholders; a number argument may choose a plural in English ({n, plural, …}: ICU).
// Filled at start, then only read: reading is thread-safe.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"

namespace tongguan::i18n {

class Message;

// A text that one language has and another has not, or that asks for other arguments there.
struct Mismatch {
    std::string language, key;
    std::string problem;  // text key: i18n.missing_text or i18n.other_placeholders
};

class Texts {
public:
    Texts();
    ~Texts();
    Texts(Texts&&) noexcept;
    Texts& operator=(Texts&&) noexcept;

    // `json` is a flat object key → text. Refused, with the key named: a key that stands already (over all files), a
    // text that is not text, braces that do not pair, a pattern ICU cannot read. All or nothing.
    Outcome add(std::string_view language, std::string_view json);

    // The key itself when the text is missing; "{name}" stays as it is when the argument is missing, so both are seen.
    // An argument that is a day or a moment as base/time writes it is said as the reader writes it: 2021年12月31日 09:00.
    std::string text(std::string_view language, std::string_view key, const Refusal::Args& args = {}) const;
    std::string text(std::string_view language, const Refusal& refusal) const {
        return text(language, refusal.key, refusal.args);
    }
    bool has(std::string_view language, std::string_view key) const;
    std::vector<std::string> keys(std::string_view language) const;
    std::vector<std::string> placeholders(std::string_view language, std::string_view key) const;  // sorted, each once

    // Every difference between the languages; a test demands that there is none.
    std::vector<Mismatch> mismatches() const;

    // Arguments that quote what somebody typed: they stay as they were typed, whatever they look like.
    static bool is_typed(std::string_view argument);

    // RFC 9110 §12.5.4 Accept-Language, or the session's choice; "zh" when nothing fits.
    static std::string_view negotiate(std::string_view accept_language);

private:
    using Language = std::map<std::string, Message, std::less<>>;
    const Message* find(std::string_view language, std::string_view key) const;
    std::string day_said(std::string_view language, Date day) const;
    // A day or a moment as the reader writes it; nothing when the value is neither.
    std::optional<std::string> time_said(std::string_view language, std::string_view value) const;
    std::map<std::string, Language, std::less<>> languages_;
};

}  // namespace tongguan::i18n
