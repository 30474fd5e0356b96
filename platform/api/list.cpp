#include "platform/api/list.h"

#include "base/bytes.h"

namespace tongguan::api {

std::string order_of(std::string_view list, const ListQuery& query) {
    std::string order(list);
    order.append(":").append(query.sort);
    for (const auto& [name, value] : query.filters) {
        append_canonical(order, name);  // with their lengths: no value can pretend to be two filters
        append_canonical(order, value);
    }
    return order;
}

Result<std::optional<std::int64_t>> key_filter(const ListQuery& query, std::string_view name) {
    const std::string_view text = query.filter(name);
    if (text.empty()) return std::nullopt;
    const std::int64_t key = entity::key_from(text);
    if (key == 0) return invalid("api.filter.key", {{"name", std::string(name)}}, std::string(name));
    return key;
}

Result<std::int64_t> key_after(std::string_view list, const ListQuery& query, std::int64_t first) {
    if (query.cursor.empty()) return first;
    return TRY(Cursor::parse(query.cursor, order_of(list, query), 0)).id;
}

}  // namespace tongguan::api
