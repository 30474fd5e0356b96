#include "platform/audit/views.h"

#include "base/bytes.h"
#include "platform/api/list.h"
#include "platform/audit/store.h"

namespace tongguan::entity {

template <>
const Description& describe<audit::EntryLine>() {
    using Line = audit::EntryLine;
    static const Description description = describe_struct("audit.entry", {
                                                                              field<&Line::id>(),
                                                                              field<&Line::recorded_at>(),
                                                                              field<&Line::happened_at>(),
                                                                              field<&Line::person>().optional(),
                                                                              field<&Line::name>(),
                                                                              field<&Line::post>().optional(),
                                                                              field<&Line::unit>().optional(),
                                                                              field<&Line::verb>(),
                                                                              field<&Line::entity>(),
                                                                              field<&Line::record>().optional(),
                                                                              field<&Line::trace>(),
                                                                              field<&Line::sequence>(),
                                                                          });
    return description;
}

template <>
const Description& describe<audit::EntryView>() {
    using View = audit::EntryView;
    static const Description description = describe_struct("audit.entry_view", {
                                                                                   field<&View::line>(),
                                                                                   field<&View::session>().optional(),
                                                                                   field<&View::digest>(),
                                                                                   field<&View::erased>(),
                                                                                   field<&View::values_hold>(),
                                                                                   field<&View::values>(),
                                                                               });
    return description;
}

template <>
const Description& describe<audit::State>() {
    using State = audit::State;
    static const Description description = describe_struct("audit.state", {
                                                                              field<&State::head>(),
                                                                              field<&State::unsealed>(),
                                                                              field<&State::oldest_unsealed>(),
                                                                              field<&State::sealed_at>(),
                                                                              field<&State::checked_at>(),
                                                                              field<&State::checked_seals>(),
                                                                              field<&State::findings>(),
                                                                          });
    return description;
}

}  // namespace tongguan::entity

namespace tongguan::audit {

namespace {

constexpr std::string_view list = "audit.entries";
constexpr std::int64_t last_id = INT64_MAX;
const Instant earliest = instant_at(make_date(2000, 1, 1));
const Instant latest = instant_at(make_date(2200, 1, 1));

// Ids begin with machine time (base/id.h): a range of time is also a range of the key. A day of slack on either side
// for servers whose clocks went back. The 41 bits of milliseconds end in 2089; what lies past them is past every key.
std::int64_t id_at(Instant instant) {
    static const Instant epoch{std::chrono::sys_days{std::chrono::year{2020} / 1 / 1}};
    constexpr std::int64_t milliseconds_end = std::int64_t{1} << 41U;
    const std::int64_t milliseconds = instant.millis() - epoch.millis();
    if (milliseconds >= milliseconds_end) return last_id;
    return milliseconds <= 0 ? 0 : milliseconds << 22U;
}

struct Asked {
    std::int64_t person = 0, record = 0;
    std::string verb, entity;
    Instant from = earliest, until = latest;
    std::int64_t before = last_id;
};

// A day or a moment; a day at the end means all of it.
Result<Instant> instant_of(std::string_view text, int days_more, std::string_view field) {
    if (auto moment = parse_instant(text)) return *moment;
    const auto day = parse_date(text);
    if (!day) return invalid("audit.filter.time", {}, std::string(field));
    return instant_at(*day + days_more);
}

Result<Asked> asked_of(const api::ListQuery& query) {
    Asked asked{.verb = std::string(query.filter("verb")), .entity = std::string(query.filter("entity"))};
    asked.person = TRY(api::key_filter(query, "person")).value_or(0);
    asked.record = TRY(api::key_filter(query, "record")).value_or(0);
    if (const auto text = query.filter("from"); !text.empty()) asked.from = TRY(instant_of(text, 0, "from"));
    if (const auto text = query.filter("until"); !text.empty()) asked.until = TRY(instant_of(text, 1, "until"));
    if (asked.record != 0 && asked.entity.empty()) return invalid("audit.filter.record_needs_entity", {}, "entity");
    asked.before = TRY(api::key_after(list, query, last_id));
    return asked;
}

// The narrowest index first: a record's own history, then a person's, then a verb's.
db::Rows rows_of(Work& work, const Asked& asked, std::int64_t limit) {
    using std::chrono::hours;
    const std::int64_t before =
        std::min(asked.before, asked.until == latest ? last_id : id_at(asked.until + hours{24}));
    const std::int64_t after = asked.from == earliest ? 0 : id_at(asked.from - hours{24});
    const auto with = [&](const db::Statement& statement, const auto&... more) {
        return work.db().run(statement, db::Params(before, after, asked.from, asked.until, limit, more...));
    };
    if (asked.person != 0 && asked.record == 0)
        return with(store::entries_of_person, asked.person, asked.verb, asked.entity);
    if (!asked.entity.empty())
        return with(store::entries_of_record, asked.entity, asked.record, asked.verb, asked.person);
    if (!asked.verb.empty()) return with(store::entries_of_verb, asked.verb);
    return with(store::entries);
}

EntryLine line_of(const Entry& entry, std::string name, std::optional<std::int64_t> sequence) {
    return {.id = {entry.id},
            .recorded_at = entry.recorded_at,
            .happened_at = entry.happened_at,
            .person = {entry.person},
            .name = std::move(name),
            .post = {entry.post},
            .unit = {entry.unit},
            .verb = entry.verb,
            .entity = entry.entity,
            .record = {entry.record},
            .trace = entry.trace,
            .sequence = sequence};
}

}  // namespace

Result<api::Page<EntryLine>> list_entries(Work& work, const api::ListQuery& query) {
    const Asked asked = TRY(asked_of(query));
    const db::Rows rows = rows_of(work, asked, static_cast<std::int64_t>(query.limit) + 1);
    api::Page<EntryLine> page;
    std::vector<entity::Cell> room;
    const std::size_t shown = std::min(rows.size(), query.limit);
    page.items.resize(shown);
    for (std::size_t i = 0; i < shown; ++i)
        entity::load(entity::describe<EntryLine>(), rows.row(i, room), &page.items[i]);
    if (rows.size() > query.limit)
        page.next =
            api::Cursor{.order = api::order_of(list, query), .keys = {}, .id = page.items.back().id.value}.text();
    return page;
}

Result<EntryView> view_entry(Work& work, Id<Entry> id) {
    const db::Rows rows = work.db().run(store::entry_by_id, db::Params(id));
    if (rows.empty()) return not_found("audit.entry_not_found");
    const Entry entry = store::entry_of(rows, 0, 0);
    constexpr std::size_t salt = 12, name = 13, content = 14, sequence = 15;
    EntryView view;
    view.erased = rows.cell(0, salt).is_null();
    std::optional<std::int64_t> sealed;
    if (!rows.cell(0, sequence).is_null()) sealed = rows.cell(0, sequence).integer();
    view.line = line_of(entry, view.erased ? "" : std::string(rows.cell(0, name).text()), sealed);
    view.session = {entry.session};
    view.digest = hex(entry.digest);
    if (!view.erased) {
        view.values.json = rows.cell(0, content).text();
        view.values_hold =
            values_digest(rows.cell(0, salt).text(), rows.cell(0, name).text(), view.values.json) == entry.digest;
    }
    work.note([id](Work& after) {
        after.audit("audit.view_entry", "audit.entry", id.value);
    });  // reading it is itself on record
    return view;
}

Result<State> view_state(Work& work) {
    State state;
    {
        const db::Rows rows = work.db().run(store::state);
        state.head = rows.cell(0, 0).integer();
        state.unsealed = rows.cell(0, 1).integer();
        if (!rows.cell(0, 2).is_null()) state.oldest_unsealed = rows.cell(0, 2).instant();
        if (!rows.cell(0, 3).is_null()) state.sealed_at = rows.cell(0, 3).instant();
    }
    const db::Rows rows = work.db().run(store::last_check);
    if (!rows.empty()) {
        state.checked_at = rows.cell(0, 0).instant();
        state.checked_seals = rows.cell(0, 1).integer();
        state.findings = rows.cell(0, 2).integer();
    }
    return state;
}

}  // namespace tongguan::audit
