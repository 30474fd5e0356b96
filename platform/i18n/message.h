// One text, read once: plain pieces and {name} placeholders of our own, or an ICU MessageFormat when it has a
// comma-form ({n, plural, one {…} other {…}}), which costs ten times as much.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace tongguan::i18n {

class Message {
public:
    // Refuses i18n.braces (not paired, empty or odd name) and i18n.pattern (ICU cannot read it).
    static Result<Message> read(std::string_view language, std::string_view text);
    Message(Message&&) noexcept;
    Message& operator=(Message&&) noexcept;
    ~Message();

    std::string say(const Refusal::Args& args) const;  // thread-safe
    const std::vector<std::string>& placeholders() const { return placeholders_; }

private:
    struct Plural;  // the ICU form
    struct Piece {
        std::string text;  // literal, or the name of a placeholder
        bool placeholder;
    };
    Message();
    Outcome read_pieces(std::string_view text);

    std::vector<Piece> pieces_;
    std::vector<std::string> placeholders_;
    std::unique_ptr<Plural> plural_;
};

}  // namespace tongguan::i18n
