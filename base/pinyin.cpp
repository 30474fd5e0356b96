// Everything that needs ICU's tables: folding and pinyin.
#include <unicode/normalizer2.h>
#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <memory>
#include <mutex>
#include <stdexcept>

#include "base/text.h"

namespace tongguan {
namespace {

bool is_ascii(std::string_view text) {
    for (const char c : text) {
        if (static_cast<unsigned char>(c) >= 0x80) return false;
    }
    return true;
}

std::string lower_ascii(std::string_view text) {
    std::string out(text);
    for (char& c : out) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return out;
}

icu::UnicodeString wide(std::string_view text) {
    return icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int32_t>(text.size())));
}

// ICU sets syllables apart from each other but not from the letters and digits beside them: 3号楼 would be "3hao lou".
icu::UnicodeString spaced(const icu::UnicodeString& text) {
    icu::UnicodeString out;
    bool before_han = false;
    bool before_plain = false;
    for (int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
        const UChar32 c = text.char32At(i);
        const bool han = u_hasBinaryProperty(c, UCHAR_UNIFIED_IDEOGRAPH) != 0;
        const bool plain = !han && u_isalnum(c) != 0;
        if ((before_han && plain) || (before_plain && han)) out.append(u' ');
        out.append(c);
        before_han = han;
        before_plain = plain;
    }
    return out;
}

// Loading the Han rules takes about a tenth of a second, so it happens once. A transliterator may not be used by two
// threads at once; a search box and an import are rare enough for one lock.
class Romaniser {
public:
    Romaniser() {
        // Input methods write ü as v after l and n, so that is what people type to find 绿 and 女.
        const icu::UnicodeString rules =
            icu::UnicodeString::fromUTF8("::Han-Latin; ::NFC; [ln] { [üǖǘǚǜ] > v; ::Latin-ASCII; ::Lower;");
        UErrorCode status = U_ZERO_ERROR;
        UParseError where{};
        rules_.reset(icu::Transliterator::createFromRules("tongguan-pinyin", rules, UTRANS_FORWARD, where, status));
        if (U_FAILURE(status) || !rules_) throw std::runtime_error(std::string("ICU pinyin: ") + u_errorName(status));
    }

    std::string latin(std::string_view text) {
        icu::UnicodeString letters = spaced(wide(text));
        {
            const std::scoped_lock lock(mutex_);
            rules_->transliterate(letters);
        }
        std::string out;
        letters.toUTF8String(out);
        return out;
    }

private:
    std::mutex mutex_;
    std::unique_ptr<icu::Transliterator> rules_;
};

}  // namespace

std::string folded(std::string_view text) {
    if (is_ascii(text)) return lower_ascii(trimmed(text));
    static const icu::Normalizer2* const fold = [] {
        UErrorCode status = U_ZERO_ERROR;
        const auto* found = icu::Normalizer2::getNFKCCasefoldInstance(status);
        if (U_FAILURE(status)) throw std::runtime_error(std::string("ICU NFKC_Casefold: ") + u_errorName(status));
        return found;
    }();
    UErrorCode status = U_ZERO_ERROR;
    std::string out;
    fold->normalize(wide(text), status).toUTF8String(out);
    if (U_FAILURE(status)) throw std::runtime_error(std::string("ICU normalize: ") + u_errorName(status));
    // after folding, because NFKC turns the ideographic space and its kin into plain ones
    return std::string(trimmed(out));
}

std::string pinyin(std::string_view text) {
    if (is_ascii(text)) return lower_ascii(text);
    static Romaniser romaniser;
    return romaniser.latin(text);
}

std::string pinyin_initials(std::string_view text) {
    std::string out;
    bool inside = false;
    for (const char c : pinyin(text)) {
        const bool letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (letter && !inside) out += c;
        inside = letter;
    }
    return out;
}

}  // namespace tongguan
