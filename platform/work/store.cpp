#include "platform/work/store.h"

#include <memory>
#include <mutex>
#include <shared_mutex>

namespace tongguan::work::store {

namespace {

bool is_set_by_update(const entity::Field& field) {
    return entity::has_column(field) && field.name != "id" && field.name != "version";
}

std::unique_ptr<RowSql> make(const entity::Entity& entity) {
    auto sql = std::make_unique<RowSql>();
    sql->insert_name = entity.name + ".insert";
    sql->update_name = entity.name + ".update";
    sql->find_name = entity.name + ".as_it_stands";
    std::string values;
    std::string sets;
    int value = 0;
    int set = 0;
    for (const entity::Field& field : entity.description->fields) {
        if (!entity::has_column(field)) continue;
        values += (value == 0 ? "$" : ", $") + std::to_string(value + 1);
        ++value;
        if (is_set_by_update(field)) {
            ++set;
            sets += field.name + " = $" + std::to_string(set) + ", ";
        }
    }
    sql->insert = "insert into " + entity.table + " (" + entity::columns(entity) + ") values (" + values + ")";
    sql->update = "update " + entity.table + " set " + sets + "version = version + 1 where id = $" +
                  std::to_string(set + 1) + " and version = $" + std::to_string(set + 2);
    sql->find = "select " + entity::columns(entity) + " from " + entity.table + " where id = $1";
    return sql;
}

}  // namespace

const RowSql& row_sql(const entity::Entity& entity) {
    // Grows to one entry per declared entity, never beyond.
    static std::shared_mutex mutex;
    static std::unordered_map<const entity::Entity*, std::unique_ptr<RowSql>> made;
    {
        const std::shared_lock lock(mutex);
        if (const auto found = made.find(&entity); found != made.end()) return *found->second;
    }
    const std::lock_guard lock(mutex);
    auto& slot = made[&entity];
    if (!slot) slot = make(entity);
    return *slot;
}

}  // namespace tongguan::work::store
