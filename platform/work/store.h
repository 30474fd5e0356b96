// Every fixed SQL statement of this library, and those made from an entity's description. Private to platform/work.
#pragma once

#include "platform/db/statement.h"
#include "platform/entity/entity.h"

namespace tongguan::work::store {

inline constexpr db::Statement keep_answer{
    "work.keep_answer", current_right,
    "insert into work_idempotency (person, post, key, route, body_digest, status, answer, made_at)"
    " values ($1, $2, $3, $4, $5, $6, $7, $8)"};
inline constexpr db::Statement find_answer{
    "work.find_answer", engine_right,
    "select route, body_digest, status, answer from work_idempotency where person = $1 and key = $2"};
inline constexpr db::Statement forget_answers{
    "work.forget_answers", engine_right,
    "delete from work_idempotency where (person, key) in"
    " (select person, key from work_idempotency where made_at < $1 order by made_at limit $2)"};
inline constexpr db::Statement emit{
    "work.emit", current_right,
    "insert into outbox_event (id, name, fields, actor_person, actor_post, trace, business_at, recorded_at)"
    " values ($1, $2, $3, $4, $5, $6, $7, $8)"};

// Made once per entity and process.
struct RowSql {
    std::string insert_name;
    std::string insert;
    std::string update_name;
    std::string update;  // $1 … in field order without id and version, then id, version
    std::string find_name;
    std::string find;
};
const RowSql& row_sql(const entity::Entity& entity);

}  // namespace tongguan::work::store
