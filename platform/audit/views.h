// What the audit's page is given.
#pragma once

#include <string>
#include <vector>

#include "platform/api/route.h"

namespace tongguan::audit {

struct Entry;
struct Record;  // of whatever entity
struct Session;

// Keys are Ids throughout, so that they leave as strings: a number of JSON loses bits past 2^53.
struct EntryLine {
    Id<Entry> id;
    Instant recorded_at{};
    Instant happened_at{};
    Id<Person> person{};
    std::string name{};  // as it was shown; empty when its values were erased
    Id<Post> post{};
    Id<Unit> unit{};
    std::string verb{};
    std::string entity{};
    Id<Record> record{};
    std::string trace{};
    std::optional<std::int64_t> sequence{};  // of its seal; empty: not yet sealed
};

struct EntryView {
    EntryLine line{};
    Id<Session> session{};
    std::string digest{};       // hexadecimal
    bool erased = false;        // the values are gone, lawfully or not: the check tells
    bool values_hold = true;    // the values are those that were digested
    entity::Document values{};  // {"changes":[…],"detail":{…}}
};

struct State {
    std::int64_t head = 0;  // last sealed
    std::int64_t unsealed = 0;
    std::optional<Instant> oldest_unsealed{};
    std::optional<Instant> sealed_at{};
    std::optional<Instant> checked_at{};
    std::optional<std::int64_t> checked_seals{};
    std::optional<std::int64_t> findings{};
};

Result<api::Page<EntryLine>> list_entries(Work& work, const api::ListQuery& query);
Result<EntryView> view_entry(Work& work, Id<Entry> id);
Result<State> view_state(Work& work);

}  // namespace tongguan::audit
