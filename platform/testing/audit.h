// What a test's audit holds: entries in memory, counted like everything that the transaction queued. Stands where the
// audit library's own sink is not wanted. A run that is not committed leaves its entries here; tests ask for the last.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "platform/work/audit_sink.h"
#include "platform/work/work.h"

namespace tongguan::testing {

class TestAudit final : public AuditSink {
public:
    struct Entry {
        std::string verb;
        std::string entity;
        std::int64_t record_id;
        std::vector<std::string> fields;  // that changed
        access::Actor actor;
    };
    void append(Work& work, const AuditRecord& record) override {
        Entry entry{.verb = std::string(record.verb),
                    .entity = std::string(record.entity),
                    .record_id = record.record_id,
                    .fields = {},
                    .actor = work.actor()};
        for (const entity::Change& change : record.changes) entry.fields.push_back(change.field->name);
        last_[{entry.entity, entry.record_id}] = {.who = work.actor().name, .at = work.now()};
        entries.push_back(std::move(entry));
    }
    std::optional<LastChange> last_change(Work&, std::string_view entity, std::int64_t record_id,
                                          std::int64_t) override {
        const auto found = last_.find({std::string(entity), record_id});
        return found == last_.end() ? std::nullopt : std::optional(found->second);
    }
    std::vector<Entry> entries{};

private:
    std::map<std::pair<std::string, std::int64_t>, LastChange> last_{};
};

}  // namespace tongguan::testing
