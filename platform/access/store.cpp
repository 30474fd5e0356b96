#include "platform/access/store.h"

namespace tongguan::access::store {

// --- accounts ---

constinit const Statement account_by_login{"access.account_by_login", engine_right,
                                           "select id, person, password, must_change, closed_at is not null, login "
                                           "from access_account where login_folded = $1"};
constinit const Statement account_of_person{
    "access.account_of_person", engine_right,
    "select id, person, password, must_change, closed_at is not null, login from access_account where person = $1"};
constinit const Statement insert_account{"access.insert_account", engine_right,
                                         "insert into access_account (id, person, login, login_folded, password, "
                                         "must_change, language, made_at, password_at) "
                                         "values ($1, $2, $3, $4, $5, $6, '', $7, $7)"};
// $2 only where the password is still the one that was checked: two changes at once cannot both win
constinit const Statement set_password{
    "access.set_password", engine_right,
    "update access_account set password = $3, must_change = $4, password_at = $5 where person = $1 and password = $2 "
    "and closed_at is null"};
constinit const Statement set_language{"access.set_language", engine_right,
                                       "update access_account set language = $2 where person = $1"};
constinit const Statement close_account{
    "access.close_account", engine_right,
    "update access_account set closed_at = $2 where person = $1 and closed_at is null"};

// --- sessions ---

constinit const Statement session_by_token{
    "access.session_by_token", engine_right,
    "select s.id, s.person, s.post, s.csrf, s.seen_at, s.absolute_end, a.must_change, a.language, a.login "
    "from access_session s join access_account a on a.person = s.person "
    "where s.token_digest = $1 and s.ended_at is null and a.closed_at is null"};
constinit const Statement insert_session{
    "access.insert_session", engine_right,
    "insert into access_session (id, token_digest, person, post, csrf, made_at, seen_at, absolute_end, remote, agent) "
    "values ($1, $2, $3, $4, $5, $6, $6, $7, $8, $9)"};
constinit const Statement rotate_session{"access.rotate_session", engine_right,
                                         "update access_session set token_digest = $2, csrf = $3, post = $4, seen_at = "
                                         "$5 where id = $1 and ended_at is null"};
constinit const Statement end_session{
    "access.end_session", engine_right,
    "update access_session set ended_at = $3, ended_by = $4 where id = $1 and person = $2 and ended_at is null"};
constinit const Statement end_sessions_of{"access.end_sessions_of", engine_right,
                                          "update access_session set ended_at = $3, ended_by = $4 where person = $1 "
                                          "and id <> $2 and ended_at is null returning id"};
constinit const Statement sessions_of{
    "access.sessions_of", engine_right,
    "select id, made_at, seen_at, absolute_end, remote, agent, post from access_session "
    "where person = $1 and ended_at is null and seen_at > $2 and absolute_end > $3 order by seen_at desc limit 100"};
constinit const Statement end_unused_sessions{
    "access.end_unused_sessions", engine_right,
    "update access_session set ended_at = $1, ended_by = case when absolute_end <= $1 then 'absolute' else 'idle' end "
    "where id in (select id from access_session where ended_at is null and (seen_at < $2 or absolute_end <= $1) "
    "limit 1000 for update skip locked)"};
constinit const Statement write_seen{
    "access.write_seen", engine_right,
    "update access_session s set seen_at = greatest(s.seen_at, timestamptz 'epoch' + v.micros * interval '1 "
    "microsecond') "
    "from unnest($1::bigint[], $2::bigint[]) as v (id, micros) where s.id = v.id and s.ended_at is null"};
// of the sessions this process holds: those that another server ended or gave a new token, or whose reader chose
// another language there
constinit const Statement changed_among{
    "access.changed_among", engine_right,
    "select v.id from unnest($1::bigint[], $2::text[], $3::text[]) as v (id, token, language) "
    "left join access_session s on s.id = v.id left join access_account a on a.person = s.person "
    "where s.id is null or s.ended_at is not null or encode(s.token_digest, 'hex') <> v.token "
    "or a.language is distinct from v.language"};

// --- roles ---

constinit const Statement role_rights{
    "access.role_rights", engine_right,
    "select role, permission, reach from access_role_permission where role = any($1::text[]) and reach <> 'none'"};
constinit const Statement ship_roles{
    "access.ship_roles", engine_right,
    "insert into access_role (key, name, shipped) select distinct key, '', true from unnest($1::text[]) as v (key) "
    "on conflict (key) do nothing"};
constinit const Statement ship_role_permissions{
    "access.ship_role_permissions", engine_right,
    "insert into access_role_permission (role, permission, reach) "
    "select role, permission, reach from unnest($1::text[], $2::text[], $3::text[]) as v (role, permission, reach) "
    "on conflict (role, permission) do nothing"};

// --- counters ---

constinit const Statement versions{"access.versions", engine_right, "select kind, value from access_version"};
constinit const Statement bump_version{"access.bump_version", engine_right,
                                       "update access_version set value = value + 1 where kind = $1"};

// --- throttling ---

constinit const Statement open_bucket{"access.open_bucket", engine_right,
                                      "insert into access_throttle (bucket, failures, last_at, open_at) values ($1, 0, "
                                      "$2, $2) on conflict (bucket) do nothing"};
constinit const Statement lock_bucket{
    "access.lock_bucket", engine_right,
    "select failures, last_at, open_at from access_throttle where bucket = $1 for update"};
constinit const Statement write_bucket{
    "access.write_bucket", engine_right,
    "update access_throttle set failures = $2, last_at = $3, open_at = $4 where bucket = $1"};
constinit const Statement drop_bucket{"access.drop_bucket", engine_right,
                                      "delete from access_throttle where bucket = $1"};
constinit const Statement places_of{"access.places_of", engine_right,
                                    "select place from access_place where person = $1 and (place = $2 or place = $3)"};
constinit const Statement write_place{"access.write_place", engine_right,
                                      "insert into access_place (person, place, seen_at) values ($1, $2, $3) "
                                      "on conflict (person, place) do update set seen_at = excluded.seen_at"};
constinit const Statement trim_places{
    "access.trim_places", engine_right,
    "delete from access_place where person = $1 and place in "
    "(select place from access_place where person = $1 order by seen_at desc, place offset 20)"};

// --- one-time codes ---

constinit const Statement insert_code{"access.insert_code", engine_right,
                                      "insert into access_reset_code (id, person, code_digest, made_by, made_at, "
                                      "ends_at) values ($1, $2, $3, $4, $5, $6)"};
constinit const Statement open_codes_of{"access.open_codes_of", engine_right,
                                        "select id, code_digest from access_reset_code where person = $1 and used_at "
                                        "is null and ends_at > $2 order by id desc limit 5"};
constinit const Statement use_code{
    "access.use_code", engine_right,
    "update access_reset_code set used_at = $2 where id = $1 and used_at is null and ends_at > $2"};
constinit const Statement void_codes_of{
    "access.void_codes_of", engine_right,
    "update access_reset_code set used_at = $2 where person = $1 and used_at is null"};

// --- housekeeping, a bounded bite each ---

constinit const Statement drop_old_buckets{
    "access.drop_old_buckets", engine_right,
    "delete from access_throttle where bucket in (select bucket from access_throttle where last_at < $1 limit 1000)"};
constinit const Statement drop_old_sessions{
    "access.drop_old_sessions", engine_right,
    "delete from access_session where id in (select id from access_session where ended_at < $1 limit 1000)"};
constinit const Statement drop_old_codes{
    "access.drop_old_codes", engine_right,
    "delete from access_reset_code where id in (select id from access_reset_code where ends_at < $1 limit 1000)"};

std::vector<const Statement*> statements() {
    return {&account_by_login, &account_of_person, &insert_account,        &set_password,   &set_language,
            &close_account,    &session_by_token,  &insert_session,        &rotate_session, &end_session,
            &end_sessions_of,  &sessions_of,       &end_unused_sessions,   &write_seen,     &changed_among,
            &role_rights,      &ship_roles,        &ship_role_permissions, &versions,       &bump_version,
            &open_bucket,      &lock_bucket,       &write_bucket,          &drop_bucket,    &places_of,
            &write_place,      &trim_places,       &insert_code,           &open_codes_of,  &use_code,
            &void_codes_of,    &drop_old_buckets,  &drop_old_sessions,     &drop_old_codes};
}

}  // namespace tongguan::access::store
