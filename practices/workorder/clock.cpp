#include "practices/workorder/clock.h"

#include <algorithm>
#include <stdexcept>

#include "base/json.h"

namespace tongguan::workorder {

namespace {

// The first day on which an answer given at this moment lets the clock run: that day, or the next one after closing.
Date counts_from(Instant moment) {
    const Date day = date_of(moment);
    return time_of_day(moment) > closing_time ? day + 1 : day;
}

// Working days in (from, until).
int between_exclusive(const WorkingCalendar& calendar, Date from, Date until) {
    return until - from <= 1 ? 0 : calendar.between(from, until - 1);
}

bool in_pause(const Pause& pause, Date day, Instant now) {
    const Date end = pause.until ? counts_from(*pause.until) : date_of(now) + 1;
    return day > date_of(pause.from) && day < end;
}

// The moment up to which the clock has been observed.
Instant observed(const ClockFacts& facts, Instant now) {
    return facts.stopped_at && *facts.stopped_at < now ? *facts.stopped_at : now;
}

std::int64_t all_paused(const WorkingCalendar& calendar, const ClockFacts& facts, Instant until) {
    std::int64_t days = 0;
    for (const Pause& pause : facts.pauses) days += paused_days(calendar, pause, until);
    return days;
}

std::string draw_cells(const WorkingCalendar& calendar, const ClockFacts& facts, Instant until, const ClockView& view) {
    std::string cells;
    std::int64_t used = 0;
    const Date last = date_of(until);
    for (Date day = *view.started_on + 1; day <= last && cells.size() < cells_max; day = day + 1) {
        if (!calendar.is_working(day)) continue;
        const bool paused = std::any_of(facts.pauses.begin(), facts.pauses.end(),
                                        [&](const Pause& pause) { return in_pause(pause, day, until); });
        if (paused)
            cells += 'p';
        else
            cells += ++used > view.promised ? 'o' : 'u';
    }
    if (!facts.stopped_at)
        for (std::int64_t left = view.promised - used; left > 0 && cells.size() < cells_max; --left) cells += 'r';
    return cells;
}

ClockState state_of(const ClockFacts& facts, const ClockView& view, Instant now) {
    if (facts.stopped_at) return ClockState::done;
    if (!facts.pauses.empty() && !facts.pauses.back().until) return ClockState::paused;
    if (view.overdue > 0) return ClockState::overdue;
    return date_of(now) == view.due_on ? ClockState::due_today : ClockState::running;
}

}  // namespace

int paused_days(const WorkingCalendar& calendar, const Pause& pause, Instant now) {
    const Date end = pause.until ? counts_from(*pause.until) : date_of(now) + 1;
    return between_exclusive(calendar, date_of(pause.from), end);
}

std::optional<Date> due_on(const WorkingCalendar& calendar, const ClockFacts& facts) {
    if (!facts.started_at) return std::nullopt;
    Date due = calendar.add(date_of(*facts.started_at), static_cast<int>(facts.promised_days));
    for (const Pause& pause : facts.pauses) {
        if (!pause.until || pause.from > instant_at(due, closing_time))
            continue;  // a late one cannot make up for lateness
        due = calendar.add(due, paused_days(calendar, pause, *pause.until));
    }
    return due;
}

bool on_time(const WorkingCalendar& calendar, const ClockFacts& facts, Instant now) {
    const auto due = due_on(calendar, facts);
    if (!due) return true;
    // While it stands still, the clock stands at the moment it was stopped.
    Instant until = observed(facts, now);
    if (!facts.pauses.empty() && !facts.pauses.back().until) until = std::min(until, facts.pauses.back().from);
    return until <= instant_at(*due, closing_time);
}

ClockView read_clock(const WorkingCalendar& calendar, const ClockFacts& facts, Instant now) {
    ClockView view;
    view.promised = facts.promised_days;
    view.remaining = facts.promised_days;
    if (!facts.started_at) return view;

    const Instant until = observed(facts, now);
    view.started_on = date_of(*facts.started_at);
    view.due_on = due_on(calendar, facts);
    view.due_at = instant_at(*view.due_on, closing_time);
    view.provisional = calendar.is_provisional(*view.due_on);
    view.paused = all_paused(calendar, facts, until);
    view.used = std::max<std::int64_t>(0, calendar.between(*view.started_on, date_of(until)) - view.paused);
    view.remaining = facts.stopped_at ? 0 : std::max<std::int64_t>(0, view.promised - view.used);
    view.on_time = on_time(calendar, facts, now);
    // Past closing time of the last day one day is begun at least, also when it is a holiday.
    if (!view.on_time) view.overdue = std::max<std::int64_t>(1, view.used - view.promised);
    view.state = state_of(facts, view, now);
    view.cells = draw_cells(calendar, facts, until, view);
    return view;
}

std::string write_pauses(const std::vector<Pause>& pauses) {
    std::string out;
    JsonWriter json(out);
    json.begin_array();
    for (const Pause& pause : pauses) {
        json.begin_object().member("from", pause.from).key("until");
        if (pause.until)
            json.value(*pause.until);
        else
            json.null();
        json.member("reason", pause.reason).end_object();
    }
    json.end_array();
    return out;
}

std::vector<Pause> read_pauses(std::string_view text) {
    if (text.empty() || text == "[]" || text == "{}") return {};
    const auto json = parse_json(text);
    if (!json || !json->is_array()) throw std::runtime_error("a stored list of pauses cannot be read");
    std::vector<Pause> pauses;
    for (const Json& entry : json->get_array()) {
        const auto instant = [&entry](std::string_view name) {
            const auto parsed = parse_instant(std::string_view(entry.at(name).as_string()));
            if (!parsed) throw std::runtime_error("a stored pause has no moment");
            return *parsed;
        };
        Pause pause{.from = instant("from"), .until = {}, .reason = std::string(entry.at("reason").as_string())};
        if (!entry.at("until").is_null()) pause.until = instant("until");
        pauses.push_back(std::move(pause));
    }
    return pauses;
}

}  // namespace tongguan::workorder

namespace tongguan::entity {

template <>
const Description& describe<workorder::ClockView>() {
    using workorder::ClockView;
    static const Description description =
        describe_struct("workorder.clock", {
                                               field<&ClockView::state>(),
                                               field<&ClockView::promised>(),
                                               field<&ClockView::used>(),
                                               field<&ClockView::paused>(),
                                               field<&ClockView::remaining>(),
                                               field<&ClockView::overdue>(),
                                               field<&ClockView::started_on>(),
                                               field<&ClockView::due_on>(),
                                               field<&ClockView::due_at>(),
                                               field<&ClockView::on_time>(),
                                               field<&ClockView::provisional>(),
                                               field<&ClockView::cells>().max(workorder::cells_max),
                                           });
    return description;
}

}  // namespace tongguan::entity
