// All user-visible text: modules/*/texts/<lang>.json and platform/*/texts, keyed from declarations. C++ knows keys and
// arguments only. {name} placeholders; a number argument may choose a plural in English ({n, plural, …}: ICU).
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace tongguan::i18n {

class Texts {
public:
    // `json` is a flat object key → text. Duplicate keys over files are refused (named).
    Outcome add(std::string_view language, std::string_view json);
    std::string text(std::string_view language, std::string_view key, const Refusal::Args& args = {}) const;  // key itself when missing
    bool has(std::string_view language, std::string_view key) const;
    std::vector<std::string> keys(std::string_view language) const;
    // RFC 9110 Accept-Language, or the session's choice; "zh" when nothing fits.
    static std::string_view negotiate(std::string_view accept_language);

private:
    std::map<std::string, std::map<std::string, std::string, std::less<>>, std::less<>> texts_;
};

}  // namespace tongguan::i18n
