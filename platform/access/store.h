// Every SQL statement of this library. All run under the engine's role: no reader's wall opens on these tables.
#pragma once

#include <vector>

#include "platform/db/statement.h"

namespace tongguan::access::store {

using db::Statement;

// accounts
extern const Statement account_by_login, account_of_person, insert_account, set_password, set_language, close_account;
// sessions
extern const Statement session_by_token, insert_session, rotate_session, end_session, end_sessions_of, sessions_of,
    end_unused_sessions, write_seen, changed_among;
// roles
extern const Statement role_rights, ship_roles, ship_role_permissions;
// counters
extern const Statement versions, bump_version;
// throttling and known places
extern const Statement open_bucket, lock_bucket, write_bucket, drop_bucket, places_of, write_place, trim_places;
// one-time codes
extern const Statement insert_code, open_codes_of, use_code, void_codes_of;
// housekeeping
extern const Statement drop_old_buckets, drop_old_sessions, drop_old_codes;

std::vector<const Statement*> statements();

}  // namespace tongguan::access::store
