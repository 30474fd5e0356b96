// Rows of declared entities: written from their description, never from a hand-kept list of columns.
#include <stdexcept>

#include "platform/work/store.h"
#include "platform/work/work.h"

namespace tongguan {

namespace {

const entity::Field& field_named(const entity::Entity& entity, std::string_view name) {
    if (const entity::Field* field = entity.description->find(name)) return *field;
    throw std::logic_error("entity " + entity.name + " has no field " + std::string(name));
}

std::int64_t number(const entity::Field& field, const void* row) {
    return std::get<std::int64_t>(entity::read(field, row));
}

// What an audit entry of a new row holds: its filled fields.
std::vector<entity::Change> filled(const entity::Entity& entity, const void* row) {
    std::vector<entity::Change> changes;
    for (const entity::Field& field : entity.description->fields) {
        if (!entity::has_column(field) || field.name == "id" || field.name == "version") continue;
        entity::Value value = entity::read(field, row);
        if (!std::holds_alternative<std::monostate>(value)) changes.push_back({&field, {}, std::move(value)});
    }
    return changes;
}

// Differences a writer made; the version is the engine's.
std::vector<entity::Change> edited(const entity::Entity& entity, const void* before, const void* after) {
    auto changes = entity::changes(*entity.description, before, after);
    std::erase_if(changes, [](const entity::Change& change) { return change.field->name == "version"; });
    return changes;
}

Refusal changed(const std::string& field, Refusal::Args args) {
    return {.kind = Refusal::Kind::conflict, .key = "work.field_changed", .args = std::move(args), .field = field};
}

bool same_value(const entity::Value& ours, entity::Type type, const entity::Cell& cell) {
    if (cell.is_null()) return std::holds_alternative<std::monostate>(ours);
    if (const auto* text = std::get_if<std::string>(&ours))
        return *text == (type == entity::Type::document ? cell.json() : cell.text());
    if (const auto* integer = std::get_if<std::int64_t>(&ours)) return *integer == cell.integer();
    if (const auto* flag = std::get_if<bool>(&ours)) return *flag == cell.boolean();
    if (const auto* date = std::get_if<Date>(&ours)) return *date == cell.date();
    if (const auto* instant = std::get_if<Instant>(&ours)) return *instant == cell.instant();
    if (const auto* words = std::get_if<std::vector<std::string>>(&ours)) return *words == cell.texts();
    if (const auto* keys = std::get_if<std::vector<std::int64_t>>(&ours)) return *keys == cell.integers();
    return false;
}

}  // namespace

void Work::insert_row(const entity::Entity& entity, const void* row, Permission permission, std::string_view verb) {
    const work::store::RowSql& sql = work::store::row_sql(entity);
    db::Params params;
    for (const entity::Field& field : entity.description->fields)
        if (entity::has_column(field)) params.add_field(field, row);
    session_.later({.name = sql.insert_name, .permission = permission, .sql = sql.insert}, params);
    const auto changes = filled(entity, row);
    sink().append(
        *this,
        {.verb = verb, .entity = entity.name, .record_id = number(field_named(entity, "id"), row), .changes = changes});
}

Outcome Work::update_row(const entity::Entity& entity, const void* before, void* after, Permission permission,
                         std::string_view verb) {
    const entity::Field& key = field_named(entity, "id");
    const entity::Field& version = field_named(entity, "version");
    const std::int64_t id = number(key, before);
    if (number(key, after) != id) throw std::logic_error("an update of " + entity.name + " changes its id");
    const auto changes = edited(entity, before, after);
    if (changes.empty()) return Done{};

    const work::store::RowSql& sql = work::store::row_sql(entity);
    db::Params params;
    for (const entity::Field& field : entity.description->fields)
        if (entity::has_column(field) && &field != &key && &field != &version) params.add_field(field, after);
    params.add(id);
    const std::int64_t seen = number(version, before);
    params.add(seen);
    if (session_.run_affected({.name = sql.update_name, .permission = permission, .sql = sql.update}, params) == 1) {
        version.ops->assign(version, static_cast<char*>(after) + version.offset, entity::Value(seen + 1));
        sink().append(*this, {.verb = verb, .entity = entity.name, .record_id = id, .changes = changes});
        return Done{};
    }

    const db::Rows stands =
        session_.run({.name = sql.find_name, .permission = permission, .sql = sql.find}, db::Params(id));
    if (stands.empty()) return not_found("work.not_found");
    std::vector<Refusal> differing;
    std::int64_t stands_at = seen;
    std::size_t column = 0;
    for (const entity::Field& field : entity.description->fields) {
        if (!entity::has_column(field)) continue;
        const entity::Cell cell = stands.cell(0, column++);
        if (&field == &version) stands_at = cell.integer();
        if (&field == &version || field.hidden || same_value(entity::read(field, before), field.type, cell)) continue;
        differing.push_back(changed(field.name, {{"field", field.label}}));
    }
    return stale(entity, id, stands_at - seen, std::move(differing));
}

// What differs is what the audit tells of the changes since; where its values were erased, the fields that differ.
std::unexpected<Refusal> Work::stale(const entity::Entity& entity, std::int64_t id, std::int64_t changes,
                                     std::vector<Refusal> fields) {
    Refusal refusal{.kind = Refusal::Kind::conflict, .key = "work.stale_version", .also = std::move(fields)};
    const auto last = sink().last_change(*this, entity.name, id, changes);
    if (!last) {
        refusal.key = "work.stale_version_unknown";
        return std::unexpected(std::move(refusal));
    }
    refusal.args = {{"who", last->who}, {"when", to_string(last->at)}};
    if (!last->fields.empty()) refusal.also.clear();
    for (const ChangedField& each : last->fields) {
        const entity::Field* field = entity.description->find(each.name);
        if (field == nullptr || field->hidden) continue;
        refusal.also.push_back(
            changed(each.name, {{"field", each.label}, {"before", each.before}, {"after", each.after}}));
    }
    return std::unexpected(std::move(refusal));
}

}  // namespace tongguan
