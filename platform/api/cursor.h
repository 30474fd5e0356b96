// Where a page of a list ended: the sort key and the id of its last row, so that the next page is a keyset look-up and
// no row is skipped or shown twice while others come and go. Opaque to clients; one that was cut, altered or made for
// another order is refused, never guessed at. It carries nothing a reader has not seen in that row.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"

namespace tongguan::api {

struct Cursor {
    std::string order;              // the list and its sort: "service_centre.cases:-submitted_at"
    std::vector<std::string> keys;  // the sort columns of the last row
    std::int64_t id = 0;            // its id, which breaks ties

    Cursor& add(std::string_view key) {
        keys.emplace_back(key);
        return *this;
    }
    Cursor& add(std::int64_t key) { return add(std::to_string(key)); }
    Cursor& add(Instant key) { return add(key.micros()); }
    Cursor& add(Date key) { return add(static_cast<std::int64_t>(key.day.time_since_epoch().count())); }

    std::string text() const;  // base64url
    // Refuses api.cursor when it is not one of this order with as many keys.
    static Result<Cursor> parse(std::string_view text, std::string_view order, std::size_t keys);

    // The key at an index as what it was; refuses api.cursor when it is not, or lies outside the years 1 to 9999.
    Result<std::int64_t> integer(std::size_t index) const;
    Result<Instant> instant(std::size_t index) const;
    Result<Date> date(std::size_t index) const;
};

}  // namespace tongguan::api
