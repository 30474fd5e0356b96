// The port through which a Work writes its audit. The audit library stands above this one and fills it; a Work never
// runs without one, so nothing can be written past the audit.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "platform/entity/description.h"

namespace tongguan {

class Work;

// One entry: what was done (`verb`) to which record. Actor, post, unit, session, both times and trace are the Work's.
struct AuditRecord {
    std::string_view verb;    // "service_centre.case.accept"
    std::string_view entity;  // "service_centre.case"
    std::int64_t record_id = 0;
    std::span<const entity::Change> changes{};  // of an inserted row: every filled field, with nothing before
    std::string_view detail_json = "{}";        // of an entry without a row
};

struct ChangedField {
    std::string name;
    std::string label;   // text key
    std::string before;  // as the audit shows it, masked; empty = nothing stood there
    std::string after;
};

struct LastChange {
    std::string who;                     // name as shown
    Instant at;                          // business time
    std::vector<ChangedField> fields{};  // what the asked-for changes did together, each field once
};

class AuditSink {
public:
    virtual ~AuditSink() = default;
    // Queues the entry in the Work's transaction (db::Session::later): it commits with the action or not at all.
    virtual void append(Work& work, const AuditRecord& record) = 0;
    // Who wrote the record last, and what its newest `changes` changed: asked when an edit turns out to be stale.
    virtual std::optional<LastChange> last_change(Work& work, std::string_view entity, std::int64_t record_id,
                                                  std::int64_t changes) = 0;
};

}  // namespace tongguan
