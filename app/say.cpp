#include <cstdio>

#include "app/commands.h"

namespace tongguan {

std::string sentence(const Refusal& refusal, const Settings& settings) {
    const auto texts = texts_of(everything());
    std::string said = texts ? texts->text(settings.language, refusal.key, refusal.args) : refusal.key;
    for (const Refusal& further : refusal.also)
        said += "\n" + (texts ? texts->text(settings.language, further.key, further.args) : further.key);
    return said;
}

int say(const Refusal& refusal, const Settings& settings) {
    std::fprintf(stderr, "%s\n", sentence(refusal, settings).c_str());
    return 1;
}

}  // namespace tongguan
