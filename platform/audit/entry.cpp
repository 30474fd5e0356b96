#include "platform/audit/entry.h"

#include "base/bytes.h"
#include "base/sm3.h"

namespace tongguan::audit {

std::string values_digest(std::string_view salt, std::string_view name, std::string_view content) {
    std::string bytes;
    append_canonical(bytes, "audit.values.1");
    append_canonical(bytes, salt);
    append_canonical(bytes, name);
    append_canonical(bytes, content);
    return sm3(bytes);
}

std::string canonical(const Entry& entry) {
    std::string bytes;
    append_canonical(bytes, "audit.entry.1");  // the form's version: a later form is another first field
    append_canonical(bytes, entry.id);
    append_canonical(bytes, entry.recorded_at.micros());
    append_canonical(bytes, entry.happened_at.micros());
    append_canonical(bytes, entry.person);
    append_canonical(bytes, entry.post);
    append_canonical(bytes, entry.unit);
    append_canonical(bytes, entry.session);
    append_canonical(bytes, entry.trace);
    append_canonical(bytes, entry.verb);
    append_canonical(bytes, entry.entity);
    append_canonical(bytes, entry.record);
    append_canonical(bytes, entry.digest);
    return bytes;
}

std::string canonical_missing(std::int64_t entry) {
    std::string bytes;
    append_canonical(bytes, "audit.missing.1");
    append_canonical(bytes, entry);
    return bytes;
}

}  // namespace tongguan::audit
