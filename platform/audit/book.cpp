#include "platform/audit/book.h"

#include <algorithm>
#include <ranges>
#include <utility>

#include "base/bytes.h"
#include "base/json.h"
#include "platform/audit/permissions.h"
#include "platform/audit/store.h"

namespace tongguan::audit {

namespace {

constexpr std::string_view erase_verb = "audit.erase_values";
constexpr std::string_view changes_begin = R"({"changes":)";  // as content_of writes it
constexpr std::int64_t most_looked_at = 50;                   // entries, for what a stale edit is told
constexpr std::size_t most_erased = 10'000;                   // of one action

// {"changes":[{"field":"title","before":"…","after":"…"}],"detail":{…}}; the changes come masked from the entity.
std::string content_of(const AuditRecord& record) {
    std::string content;
    JsonWriter out(content);
    out.begin_object();
    if (!record.changes.empty()) {
        out.key("changes").begin_array();
        for (const entity::Change& change : record.changes) {
            out.begin_object().member("field", std::string_view(change.field->name));
            out.member("label", std::string_view(change.field->label));
            out.key("before");
            entity::write_value(out, *change.field, change.before);
            out.key("after");
            entity::write_value(out, *change.field, change.after);
            out.end_object();
        }
        out.end_array();
    }
    if (record.detail_json != "{}") out.key("detail").raw(record.detail_json);
    out.end_object();
    return content;
}

std::string shown(const Json& value) {
    if (value.is_null()) return {};
    if (value.is_string()) return std::string(std::string_view(value.get_string()));
    std::string text;
    JsonWriter(text).value(value);
    return text;
}

// The changes of one entry onto those of older ones: a field keeps its oldest value before and takes the newest after.
void gather(std::vector<ChangedField>& fields, std::string_view content) {
    const auto json = parse_json(content);
    const Json* changes = json && json->is_object() ? json->get_object().if_contains("changes") : nullptr;
    if (changes == nullptr) return;
    for (const Json& change : changes->as_array()) {
        const std::string name = shown(change.at("field"));
        const auto known = std::ranges::find(fields, name, &ChangedField::name);
        if (known != fields.end())
            known->after = shown(change.at("after"));
        else
            fields.push_back({.name = name,
                              .label = shown(change.at("label")),
                              .before = shown(change.at("before")),
                              .after = shown(change.at("after"))});
    }
}

}  // namespace

void Book::append(Work& work, const AuditRecord& record) {
    const access::Actor& actor = work.actor();
    const std::string salt = random_bytes(salt_bytes);
    const std::string content = content_of(record);
    const std::string digest = values_digest(salt, actor.name, content);
    work.db().later(store::insert_entry,
                    db::Params(work.new_id<Entry>(), work.recorded_at(), work.now(), actor.person, actor.post,
                               actor.unit, actor.session, work.trace(), record.verb, record.entity, record.record_id,
                               db::Bytes{digest}, db::Bytes{salt}, actor.name, content));
}

std::optional<LastChange> Book::last_change(Work& work, std::string_view entity, std::int64_t record_id,
                                            std::int64_t changes) {
    const db::Rows rows = work.db().run(store::last_change, db::Params(entity, record_id, most_looked_at));
    if (rows.empty()) return std::nullopt;
    LastChange last{.who = std::string(rows.cell(0, 0).text()), .at = rows.cell(0, 1).instant()};
    std::vector<std::string_view> told;  // the newest first; an entry that changed nothing is none of them
    for (std::size_t i = 0; i < rows.size() && std::cmp_less(told.size(), changes); ++i)
        if (rows.cell(i, 2).text().starts_with(changes_begin)) told.push_back(rows.cell(i, 2).text());
    for (const std::string_view content : std::views::reverse(told)) gather(last.fields, content);
    std::erase_if(last.fields, [](const ChangedField& field) { return field.before == field.after; });
    return last;
}

Result<std::int64_t> erase_values(Work& work, std::span<const std::int64_t> entries, std::string_view reason) {
    if (reason.empty()) return invalid("audit.erase.reason_needed", {}, "reason");
    if (entries.size() > most_erased)
        return invalid("audit.erase.too_many", {{"most", std::to_string(most_erased)}}, "entries");
    std::string detail;
    JsonWriter(detail).begin_object().member("reason", reason).end_object();
    std::int64_t erased = 0;
    for (const std::int64_t id : entries) {
        if (work.db().run_affected(store::erase_value, db::Params(id, erase_verb)) == 0) continue;
        work.audit(erase_verb, "audit.entry", id, detail);
        ++erased;
    }
    return erased;
}

}  // namespace tongguan::audit
