// Every SQL statement of the audit.
#pragma once

#include <vector>

#include "platform/audit/entry.h"
#include "platform/db/session.h"
#include "platform/db/statement.h"

namespace tongguan::audit::store {

using db::Statement;

extern const Statement insert_entry;                                           // under whichever wall stands
extern const Statement take_lease, head, pending, insert_seals, take_pending;  // the sealer
extern const Statement seals_after, erasures_of, unsealed, unqueued, values_without_entry, insert_check;  // the check
extern const Statement last_change, erase_value, state, last_check;
extern const Statement entries, entries_of_person, entries_of_record, entries_of_verb, entry_by_id;  // the page

std::vector<const Statement*> statements();

// The twelve columns of an entry from `first` on, in the order of store.cpp's `columns`.
Entry entry_of(const db::Rows& rows, std::size_t row, std::size_t first);

}  // namespace tongguan::audit::store
