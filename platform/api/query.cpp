#include "platform/api/query.h"

#include <charconv>

#include "base/text.h"

namespace tongguan::api {

namespace {

constexpr std::array<std::string_view, 3> of_lists{"sort", "cursor", "limit"};
constexpr std::size_t longest_filter = 200;   // code points
constexpr std::size_t longest_cursor = 1024;  // bytes

std::vector<std::string_view> known_names(const Route& route) {
    std::vector<std::string_view> known = route.list.filters;
    if (route.output_list) known.insert(known.end(), of_lists.begin(), of_lists.end());
    return known;
}

std::string listed(const std::vector<std::string_view>& names) {
    std::string text;
    for (const auto& name : names) text.append(text.empty() ? "" : ", ").append(name);
    return text.empty() ? "—" : text;
}

std::string nearest_or_all(std::string_view name, const std::vector<std::string_view>& known) {
    const std::string_view near = nearest(name.substr(0, 64), known);
    return near.empty() ? listed(known) : std::string(near);
}

bool readable(std::string_view name, std::string_view value) {
    if (!is_utf8(value) || has_control(value)) return false;
    return name == "cursor" ? value.size() <= longest_cursor : code_points(value) <= longest_filter;
}

}  // namespace

Outcome check_query(const http::Request& request, const Route& route) {
    if (request.query.empty()) return Done{};
    const auto known = known_names(route);
    for (std::size_t i = 0; i < request.query.size(); ++i) {
        const auto& [name, value] = request.query[i];
        if (std::find(known.begin(), known.end(), name) == known.end()) {
            const bool sayable = is_utf8(name) && !has_control(name) && name.size() <= 64;
            return invalid("api.query.unknown",
                           {{"name", sayable ? name : "?"}, {"nearest", nearest_or_all(name, known)}},
                           sayable ? name : std::string());
        }
        for (std::size_t earlier = 0; earlier < i; ++earlier)
            if (request.query[earlier].first == name) return invalid("api.query.twice", {{"name", name}}, name);
        if (!readable(name, value)) return invalid("api.query.unreadable", {{"name", name}}, name);
    }
    return Done{};
}

Result<std::int64_t> Context::id(std::string_view name) const {
    const std::int64_t key = entity::key_from(param(name));
    if (key == 0) return not_found("api.not_found");
    return key;
}

std::string_view ListQuery::filter(std::string_view name) const {
    for (const auto& [declared, value] : filters)
        if (declared == name) return value;
    return {};
}

std::string page_json(const entity::Description& description, const std::vector<const void*>& items,
                      std::string_view next, std::int64_t total) {
    std::string json;
    json.reserve(64 + items.size() * 256);
    JsonWriter out(json);
    out.begin_object().key("items").begin_array();
    for (const void* item : items) entity::write_json(out, description, item);
    out.end_array().key("next");
    if (next.empty())
        out.null();
    else
        out.value(next);
    if (total >= 0) out.member("total", total);
    out.end_object();
    return json;
}

namespace detail {

Result<ListQuery> list_query(const Context& context, const ListSpec& spec) {
    ListQuery query{.filters = {}, .sort = {}, .cursor = {}, .limit = spec.page};
    for (const std::string_view name : spec.filters)
        if (const auto value = context.query(name); value && !trimmed(*value).empty())
            query.filters.emplace_back(name, trimmed(*value));
    if (const auto sort = context.query("sort"); sort && !sort->empty()) {
        if (std::find(spec.sorts.begin(), spec.sorts.end(), *sort) == spec.sorts.end())
            return invalid("api.query.sort",
                           {{"name", std::string(*sort)}, {"nearest", nearest_or_all(*sort, spec.sorts)}}, "sort");
        query.sort = *sort;
    }
    if (const auto cursor = context.query("cursor")) query.cursor = *cursor;
    if (const auto limit = context.query("limit")) {
        const auto [end, error] = std::from_chars(limit->data(), limit->data() + limit->size(), query.limit);
        if (error != std::errc{} || end != limit->data() + limit->size() || query.limit == 0 ||
            query.limit > spec.page_max)
            return invalid("api.query.limit", {{"max", std::to_string(spec.page_max)}}, "limit");
    }
    return query;
}

}  // namespace detail

}  // namespace tongguan::api
