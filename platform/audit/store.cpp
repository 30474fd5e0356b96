#include "platform/audit/store.h"

#include "platform/audit/permissions.h"

// The columns of an entry, spelled once, in the order entry_of reads.
#define TONGGUAN_ENTRY_COLUMNS                                                                                       \
    "e.id, e.recorded_at, e.happened_at, e.person, e.post, e.unit, e.session, e.trace, e.verb, e.entity, e.record, " \
    "e.digest"

namespace tongguan::audit::store {

constinit const Statement insert_entry{
    "audit.insert_entry", current_right,
    "with entry as (insert into audit_entry (id, recorded_at, happened_at, person, post, unit, session, trace, verb, "
    "entity, "
    "record, digest) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)), "
    "value as (insert into audit_value (entry, salt, name, content) values ($1, $13, $14, $15)) "
    "insert into audit_pending (entry) values ($1)"};

// --- sealing ---

constinit const Statement take_lease{"audit.take_lease", engine_right, "select pg_try_advisory_lock($1)"};
constinit const Statement head{"audit.head", engine_right,
                               "select sequence, mac from audit_seal order by sequence desc limit 1"};
constinit const Statement pending{"audit.pending", engine_right,
                                  "select p.entry, " TONGGUAN_ENTRY_COLUMNS
                                  " from (select entry from audit_pending order by entry limit $1) p "
                                  "left join audit_entry e on e.id = p.entry order by p.entry"};
constinit const Statement insert_seals{
    "audit.insert_seals", engine_right,
    "insert into audit_seal (sequence, entry, previous, mac, key_id, sealed_at) "
    "select sequence, entry, decode(previous, 'hex'), decode(mac, 'hex'), $5, $6 "
    "from unnest($1::bigint[], $2::bigint[], $3::text[], $4::text[]) as v (sequence, entry, previous, mac)"};
constinit const Statement take_pending{"audit.take_pending", engine_right,
                                       "delete from audit_pending where entry = any($1::bigint[])"};

// --- checking ---

constinit const Statement seals_after{
    "audit.seals_after", engine_right,
    "select s.sequence, s.entry, s.previous, s.mac, s.key_id, " TONGGUAN_ENTRY_COLUMNS
    ", v.salt, v.name, v.content "
    "from (select * from audit_seal where sequence > $1 order by sequence limit $2) s "
    "left join audit_entry e on e.id = s.entry left join audit_value v on v.entry = s.entry order by s.sequence"};
constinit const Statement erasures_of{
    "audit.erasures_of", engine_right,
    "select distinct e.record from audit_entry e "
    "where e.entity = 'audit.entry' and e.verb = 'audit.erase_values' and e.record = any($1::bigint[])"};
constinit const Statement unsealed{
    "audit.unsealed", engine_right,
    "select count(*), min(e.recorded_at) from audit_pending p left join audit_entry e on e.id = p.entry"};
// by pages of keys, so that no statement runs long however old the audit is: last key of the page, keys that nothing
// explains
constinit const Statement unqueued{
    "audit.unqueued", engine_right,
    "select max(id), coalesce(array_agg(id order by id) filter (where not known), '{}') from (select e.id, "
    "exists (select from audit_seal s where s.entry = e.id) or exists (select from audit_pending p where p.entry = "
    "e.id) as known "
    "from audit_entry e where e.id > $1 order by e.id limit $2) as page"};
constinit const Statement values_without_entry{
    "audit.values_without_entry", engine_right,
    "select max(entry), coalesce(array_agg(entry order by entry) filter (where not known), '{}') from (select v.entry, "
    "exists (select from audit_entry e where e.id = v.entry) or exists (select from audit_seal s where s.entry = "
    "v.entry) as known "
    "from audit_value v where v.entry > $1 order by v.entry limit $2) as page"};
constinit const Statement insert_check{
    "audit.insert_check", engine_right,
    "insert into audit_check (id, checked_at, sealed, findings, head) values ($1, $2, $3, $4, $5)"};

// --- erasing, state ---

// who wrote a record last and what was changed, told to whoever comes too late with an edit
constinit const Statement last_change{
    "audit.last_change", engine_right,
    "select coalesce(v.name, ''), e.happened_at, coalesce(v.content, '{}') from audit_entry e "
    "left join audit_value v on v.entry = e.id where e.entity = $1 and e.record = $2 "
    "order by e.id desc limit $3"};
constinit const Statement erase_value{
    "audit.erase_value", engine_right,
    "delete from audit_value v using audit_entry e where v.entry = $1 and e.id = v.entry and e.verb <> $2"};
constinit const Statement state{
    "audit.state", engine_right,
    "select (select coalesce(max(sequence), 0) from audit_seal), count(*), min(e.recorded_at), "
    "(select max(sealed_at) from audit_seal where sequence = (select max(sequence) from audit_seal)) "
    "from audit_pending p left join audit_entry e on e.id = p.entry"};
constinit const Statement last_check{
    "audit.last_check", engine_right,
    "select checked_at, sealed, findings, head from audit_check order by id desc limit 1"};

// --- the audit's page: newest first; one statement for each index, the other filters beside it ---

#define TONGGUAN_ENTRY_LINE                                                                                         \
    "select e.id, e.recorded_at, e.happened_at, e.person, coalesce(v.name, ''), e.post, e.unit, e.verb, e.entity, " \
    "e.record, e.trace, s.sequence from audit_entry e left join audit_value v on v.entry = e.id "                   \
    "left join audit_seal s on s.entry = e.id where e.id < $1 and e.id >= $2 and e.recorded_at >= $3 and "          \
    "e.recorded_at < $4 "
#define TONGGUAN_ENTRY_TAIL " order by e.id desc limit $5"

constinit const Statement entries{"audit.entries", may::read_audit, TONGGUAN_ENTRY_LINE TONGGUAN_ENTRY_TAIL};
constinit const Statement entries_of_person{
    "audit.entries_of_person", may::read_audit,
    TONGGUAN_ENTRY_LINE
    "and e.person = $6 and ($7 = '' or e.verb = $7) and ($8 = '' or e.entity = $8)" TONGGUAN_ENTRY_TAIL};
constinit const Statement entries_of_record{"audit.entries_of_record", may::read_audit,
                                            TONGGUAN_ENTRY_LINE
                                            "and e.entity = $6 and ($7 = 0 or e.record = $7) and ($8 = '' or e.verb = "
                                            "$8) and ($9 = 0 or e.person = $9)" TONGGUAN_ENTRY_TAIL};
constinit const Statement entries_of_verb{"audit.entries_of_verb", may::read_audit,
                                          TONGGUAN_ENTRY_LINE "and e.verb = $6" TONGGUAN_ENTRY_TAIL};
constinit const Statement entry_by_id{
    "audit.entry_by_id", may::read_audit,
    "select " TONGGUAN_ENTRY_COLUMNS
    ", v.salt, v.name, v.content, s.sequence from audit_entry e "
    "left join audit_value v on v.entry = e.id left join audit_seal s on s.entry = e.id where e.id = $1"};

std::vector<const Statement*> statements() {
    return {&insert_entry,
            &take_lease,
            &head,
            &pending,
            &insert_seals,
            &take_pending,
            &seals_after,
            &erasures_of,
            &unsealed,
            &unqueued,
            &values_without_entry,
            &insert_check,
            &last_change,
            &erase_value,
            &state,
            &last_check,
            &entries,
            &entries_of_person,
            &entries_of_record,
            &entries_of_verb,
            &entry_by_id};
}

Entry entry_of(const db::Rows& rows, std::size_t row, std::size_t first) {
    const auto text = [&](std::size_t column) { return std::string(rows.cell(row, first + column).text()); };
    const auto number = [&](std::size_t column) { return rows.cell(row, first + column).integer(); };
    return {.id = number(0),
            .recorded_at = rows.cell(row, first + 1).instant(),
            .happened_at = rows.cell(row, first + 2).instant(),
            .person = number(3),
            .post = number(4),
            .unit = number(5),
            .session = number(6),
            .trace = text(7),
            .verb = text(8),
            .entity = text(9),
            .record = number(10),
            .digest = text(11)};
}

}  // namespace tongguan::audit::store
