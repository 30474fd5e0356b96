// What a list was asked for, read in one way by every list: keys among its filters, and the name under which its cursor
// stands. The name holds list, sort and filters, so that a cursor made under others is refused (api.cursor) instead of
// quietly leading through another list.
#pragma once

#include <optional>

#include "platform/api/cursor.h"
#include "platform/api/route.h"

namespace tongguan::api {

// `list` = the list's name, with its order when it has more than one: "service_centre.cases".
std::string order_of(std::string_view list, const ListQuery& query);

// A filter that is a key; nothing when it was not asked for. Refuses api.filter.key, naming the filter.
Result<std::optional<std::int64_t>> key_filter(const ListQuery& query, std::string_view name);

// Of a list sorted by its key alone: the key after which the page begins (`first` without a cursor), and the page with
// the cursor of the next one. `found` holds up to query.limit + 1 rows: one more tells that there is a next page.
Result<std::int64_t> key_after(std::string_view list, const ListQuery& query, std::int64_t first);
template <class Line>
Page<Line> page_by_key(std::string_view list, const ListQuery& query, std::vector<Line> found) {
    Page<Line> page{.items = std::move(found)};
    if (page.items.size() <= query.limit) return page;
    page.items.resize(query.limit);
    page.next = Cursor{.order = order_of(list, query), .keys = {}, .id = page.items.back().id.value}.text();
    return page;
}

}  // namespace tongguan::api
