// Any bytes as an Accept-Language and as a text: a language of ours, and a text that is refused or can be said.
#include <cstdlib>
#include <string>

#include "base/json.h"
#include "base/text.h"
#include "platform/i18n/texts.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    using namespace tongguan;
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const std::string_view language = i18n::Texts::negotiate(bytes);
    if (language != "zh" && language != "en") std::abort();
    if (!is_utf8(bytes)) return 0;
    std::string json = "{\"a\":";
    append_json_string(json, bytes);
    json += '}';
    i18n::Texts texts;
    if (texts.add("en", json)) (void)texts.text("en", "a", {{"n", "3"}, {"who", "Qian"}});
    return 0;
}
