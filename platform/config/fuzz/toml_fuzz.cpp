// Any bytes as a settings file: refused, or flat entries with a key each.
#include <cstdlib>

#include "platform/config/toml_file.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    const auto entries = tongguan::config::flatten_toml({reinterpret_cast<const char*>(data), size});
    if (!entries && !entries.error().key.starts_with("config.")) std::abort();
    return 0;
}
