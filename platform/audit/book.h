// Where every Work writes what it did: entry, salted values and place in the sealer's queue, in one statement of the
// Work's own transaction. Costs the writer no lock and no waiting.
#pragma once

#include "platform/work/work.h"

namespace tongguan::audit {

class Book final : public AuditSink {
public:
    void append(Work& work, const AuditRecord& record) override;
    std::optional<LastChange> last_change(Work& work, std::string_view entity, std::int64_t record_id,
                                          std::int64_t changes) override;
};

// Erases the values of entries (PIPL art. 47), never the entries: the chain stays whole and tells that values were
// there. Each erasure is an entry of its own, with its reason. Entries of erasures keep their values.
// Answers how many were erased; an entry that does not exist or holds none is not counted.
Result<std::int64_t> erase_values(Work& work, std::span<const std::int64_t> entries, std::string_view reason);

}  // namespace tongguan::audit
