// Forms and what is filled into them, as strangers send them: the first line is a form, the rest a record. Whatever
// comes in, it is refused or kept; what was kept comes back as it was.
#include <cstdint>
#include <cstdlib>

#include "platform/entity/description.h"

using namespace tongguan;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view input(reinterpret_cast<const char*>(data), size);
    const std::size_t line = std::min(input.find('\n'), input.size());
    const auto form_json = parse_json(input.substr(0, line));
    if (!form_json) return 0;
    const auto form = entity::parse_description(*form_json);
    if (!form) return 0;
    (void)entity::form_of(*form);
    (void)entity::json_schema(*form, true);
    (void)entity::json_schema(*form, false);
    const auto record_json = parse_json(input.substr(std::min(line + 1, input.size())));
    if (!record_json) return 0;
    const auto record = entity::read_record(*record_json, *form);
    if (!record) return 0;
    if (!entity::validate(*form, &*record)) std::abort();  // what was let in is valid
    const auto kept = parse_json(entity::store_record(*record));
    if (!kept || entity::restore_record(*kept, *form).values != record->values) std::abort();
    std::string shown;
    JsonWriter out(shown);
    entity::write_json(out, *form, &*record);
    if (!parse_json(shown)) std::abort();  // what readers get is JSON
    return 0;
}
