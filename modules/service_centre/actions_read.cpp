// Reading: the page of a case, its time line, the lists.
#include "base/text.h"
#include "modules/service_centre/actions.h"
#include "modules/service_centre/store.h"
#include "modules/service_centre/story.h"
#include "platform/api/list.h"
#include "platform/task/task.h"

namespace tongguan::service_centre {

namespace {

// Sorts after everything that begins with the same letters (C.UTF-8 compares code points).
constexpr std::string_view last_letter = "\U0010FFFF";

std::unexpected<Refusal> bad_filter(std::string_view name, std::string_view value) {
    return invalid("service_centre.list.bad_filter", {{"filter", std::string(name)}, {"value", std::string(value)}},
                   std::string(name));
}

Outcome choose_state(std::string_view state, store::CaseQuery& query) {
    if (state.empty()) return Done{};
    if (state == "open") {
        if (query.order == store::Order::submitted)
            query.order = store::Order::submitted_open;
        else if (query.order == store::Order::accepted)
            query.states = std::vector<std::string>{"submitted", "accepted", "returned", "approved", "rejected"};
        return Done{};
    }
    const auto known = entity::from_word<CaseState>(state);
    if (!known) return bad_filter("state", state);
    if (query.order == store::Order::due && !open_in(*known))
        return invalid("service_centre.list.due_needs_open", {}, "sort");
    if (open_in(*known) && query.order == store::Order::submitted) query.order = store::Order::submitted_open;
    query.states = std::vector<std::string>{std::string(state)};
    return Done{};
}

// overdue: past closing time of the due day, the clock running; today; week: until Sunday.
Outcome choose_due(std::string_view due, const Work& work, store::CaseQuery& query) {
    if (due.empty()) return Done{};
    const Date today = work.today();
    const bool closed = time_of_day(work.now()) > workorder::closing_time;
    if (due == "overdue") {
        query.due_until = closed ? today : today - 1;
        if (!query.states) query.states = std::vector<std::string>{"accepted", "approved", "rejected"};
    } else if (due == "today") {
        query.due_from = query.due_until = today;
    } else if (due == "week") {
        query.due_from = today;
        query.due_until = today + static_cast<int>(7 - today.weekday_iso());
    } else {
        return bad_filter("due", due);
    }
    if (query.order == store::Order::submitted) query.order = store::Order::submitted_open;
    return Done{};
}

void choose_words(std::string_view words, store::CaseQuery& query) {
    const std::string wanted = folded(words);
    if (wanted.empty()) return;
    const bool is_number =
        wanted.size() >= 2 && wanted[0] >= '0' && wanted[0] <= '9' && wanted[1] >= '0' && wanted[1] <= '9';
    (is_number ? query.number_from : query.title_from) = wanted;
    (is_number ? query.number_until : query.title_until) = wanted + std::string(last_letter);
}

constexpr std::string_view list_name = "service_centre.cases";

Outcome choose_place(const api::ListQuery& asked, store::CaseQuery& query) {
    if (asked.cursor.empty()) return Done{};
    const auto cursor = TRY(api::Cursor::parse(asked.cursor, api::order_of(list_name, asked), 1));
    query.after_id = cursor.id;
    if (query.order == store::Order::due)
        query.after_day = TRY(cursor.date(0));
    else
        query.after_moment = TRY(cursor.instant(0));
    return Done{};
}

std::string cursor_after(const CaseLine& line, store::Order order, const api::ListQuery& asked) {
    api::Cursor cursor{.order = api::order_of(list_name, asked), .keys = {}, .id = line.id.value};
    if (order == store::Order::due)
        cursor.add(line.due_on.value_or(make_date(9999, 12, 31)));
    else
        cursor.add(order == store::Order::accepted ? line.accepted_at.value_or(line.submitted_at) : line.submitted_at);
    return cursor.text();
}

Result<store::CaseQuery> understand(const Work& work, const api::ListQuery& asked) {
    store::CaseQuery query;
    query.limit = asked.limit + 1;  // one more tells whether there is a next page
    if (asked.sort == "-accepted_at") query.order = store::Order::accepted;
    if (asked.sort == "due_on") query.order = store::Order::due;
    TRY(choose_state(asked.filter("state"), query));
    TRY(choose_due(asked.filter("due"), work, query));
    if (!asked.filter("item").empty()) query.item_code = asked.filter("item");
    query.unit = TRY(api::key_filter(asked, "unit"));
    if (const std::string_view mine = asked.filter("mine"); mine == "true")
        query.applicant = work.actor().person.value;
    else if (!mine.empty() && mine != "false")
        return bad_filter("mine", mine);
    choose_words(asked.filter("q"), query);
    TRY(choose_place(asked, query));
    return query;
}

// Who is asked to act on a case outside the scope of his post (an applicant who acts under another post today) may
// read exactly that case until the to-do is closed.
std::optional<db::Scope> asked_about(Work& work, Id<Case> id) {
    return task::record_right(work, "service_centre.case", id.value);
}

}  // namespace

Result<CasePage> view_case(Work& work, Id<Case> id) {
    auto found = store::find_case(work, id);
    if (!found)
        if (const auto right = asked_about(work, id)) found = store::find_case(work, id, right);
    if (!found) return not_found("service_centre.case.missing");
    return page_of(work, std::move(found->row), std::move(found->materials), std::move(found->rated));
}

Result<api::Page<Entry>> view_time_line(Work& work, Id<Case> id) {
    auto entries = store::time_line(work, id);
    if (entries.empty())
        if (const auto right = asked_about(work, id)) entries = store::time_line(work, id, right);
    if (entries.empty()) return not_found("service_centre.case.missing");  // every case has its submission
    return api::Page<Entry>{.items = std::move(entries)};
}

Result<api::Page<CaseLine>> list_cases(Work& work, const api::ListQuery& asked) {
    const store::CaseQuery query = TRY(understand(work, asked));
    api::Page<CaseLine> page{.items = store::list_cases(work, query)};
    if (page.items.size() > asked.limit) {
        page.items.resize(asked.limit);
        page.next = cursor_after(page.items.back(), query.order, asked);
    }
    for (CaseLine& line : page.items)
        line.clock = workorder::read_clock(work.calendar(), workorder::clock_facts(line), work.now());
    return page;
}

}  // namespace tongguan::service_centre
