// Shared by the store's files only: the statements of the lists and of the figures, and JSON cells read into structs.
#pragma once

#include <stdexcept>
#include <vector>

#include "base/json.h"
#include "modules/service_centre/store.h"

namespace tongguan::service_centre::store {

std::vector<const db::Statement*> list_statements();
std::vector<const db::Statement*> figure_statements();

// What our own statement built as jsonb: a fault is a bug, not a refusal.
template <class T>
T read_object(const Json& json) {
    T thing{};
    if (!entity::read_json(json, entity::describe<T>(), &thing))
        throw std::logic_error("a statement built JSON that its reader refuses");
    return thing;
}
inline Json parsed(const entity::Cell& cell) {
    auto json = parse_json(cell.json());
    if (!json) throw std::logic_error("a jsonb cell cannot be parsed");
    return std::move(*json);
}
template <class T>
T read_object(const entity::Cell& cell) {
    return read_object<T>(parsed(cell));
}
template <class T>
std::vector<T> read_list(const entity::Cell& cell) {
    std::vector<T> things;
    const Json json = parsed(cell);
    for (const Json& each : json.as_array()) things.push_back(read_object<T>(each));
    return things;
}

}  // namespace tongguan::service_centre::store
