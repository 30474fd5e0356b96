#include "modules/service_centre/demo_plan.h"

#include <algorithm>

namespace tongguan::service_centre {

namespace {

using std::chrono::hours, std::chrono::minutes;

enum class Fate {
    praised,       // very satisfied
    content,       // satisfied
    fair,          // fairly satisfied
    scolded,       // dissatisfied
    unrated,       // finished, never rated
    late,          // finished two working days after the promise
    corrected,     // one notice, answered three working days later
    rejected,      // 不予同意, finished
    not_accepted,  // 不予受理
    withdrawn,     // after acceptance
    // as they stand on 31 December at 9:00
    new_today,
    new_yesterday,
    due_today,
    running,
    overdue,
    paused,
    approved,
    rejected_open,
    unrated_new,
};

constexpr std::array<std::string_view, 3> items{"person_pass", "seal_certificate", "meal_card"};

// 50 cases from 1 November to 24 December, in this rhythm.
constexpr std::size_t past_cases = 50;
constexpr std::array<Fate, 25> rhythm{
    Fate::praised,      Fate::content, Fate::praised,  Fate::corrected, Fate::content, Fate::praised,   Fate::unrated,
    Fate::content,      Fate::late,    Fate::praised,  Fate::fair,      Fate::praised, Fate::withdrawn, Fate::content,
    Fate::praised,      Fate::content, Fate::rejected, Fate::praised,   Fate::content, Fate::corrected, Fate::praised,
    Fate::not_accepted, Fate::content, Fate::scolded,  Fate::praised};

struct Last {
    Fate fate;
    std::size_t item;
    unsigned month, day;
};
// What the desk shows on the last day of the year.
constexpr std::array<Last, 12> last_days{{
    {Fate::overdue, 1, 12, 27},
    {Fate::overdue, 0, 12, 24},
    {Fate::paused, 0, 12, 23},
    {Fate::paused, 2, 12, 27},
    {Fate::due_today, 1, 12, 30},
    {Fate::due_today, 2, 12, 30},
    {Fate::due_today, 0, 12, 29},
    {Fate::running, 0, 12, 30},
    {Fate::approved, 0, 12, 29},
    {Fate::rejected_open, 2, 12, 30},
    {Fate::new_yesterday, 0, 12, 30},
    {Fate::unrated_new, 1, 12, 29},
}};

class Planning {
public:
    explicit Planning(const WorkingCalendar& calendar) : calendar_(calendar) {}

    void add(Fate fate, std::string_view item, Date day) {
        const std::size_t n = plan_.cases.size();
        plan_.cases.push_back(
            {.applicant = n % demo_applicants, .item_code = std::string(item), .day = day, .serial = n});
        promised_ = item == "person_pass" ? 2 : 1;
        day_ = day;
        move(0, hours{9} + minutes{5 + n % 50}, Deed::submit);
        if (fate == Fate::new_today || fate == Fate::new_yesterday) return;
        if (fate == Fate::not_accepted) return move(0, hours{11}, Deed::refuse);
        move(0, hours{10} + minutes{5 + n % 40}, Deed::accept);
        go_on(fate);
    }

    Plan take() {
        std::stable_sort(plan_.moves.begin(), plan_.moves.end(),
                         [](const Move& a, const Move& b) { return a.at < b.at; });
        return std::move(plan_);
    }

private:
    void move(int working_days, Duration time, Deed deed, Level level = Level::satisfied) {
        const Date day = working_days == 0 ? day_ : calendar_.add(day_, working_days);
        plan_.moves.push_back(
            {.at = instant_at(day, time), .planned = plan_.cases.size() - 1, .deed = deed, .level = level});
    }
    void close(int decided, int finished, Deed decision = Deed::approve) {
        move(decided, hours{14} + minutes{30}, decision);
        move(finished, hours{16} + minutes{10}, Deed::finish);
    }
    void rate(int after, Level level) { move(after, hours{9} + minutes{40}, Deed::rate, level); }

    void go_on(Fate fate) {
        const int due = promised_;
        switch (fate) {
            case Fate::praised:
                close(due - 1, due), rate(due + 1, Level::very_satisfied);
                break;
            case Fate::content:
                close(0, due), rate(due + 1, Level::satisfied);
                break;
            case Fate::fair:
                close(due, due), rate(due + 2, Level::fairly_satisfied);
                break;
            case Fate::scolded:
                close(due + 1, due + 3), rate(due + 4, Level::dissatisfied);
                break;
            case Fate::unrated:
                close(due, due);
                break;
            case Fate::late:
                close(due + 1, due + 2), rate(due + 3, Level::fairly_satisfied);
                break;
            case Fate::corrected:
                move(1, hours{9} + minutes{30}, Deed::give_notice);
                move(4, hours{11}, Deed::resubmit);
                close(4, 4), rate(5, Level::satisfied);
                break;
            case Fate::rejected:
                close(due, due, Deed::reject), rate(due + 1, Level::satisfied);
                break;
            case Fate::withdrawn:
                move(0, hours{15}, Deed::withdraw);
                break;
            case Fate::paused:
                move(1, hours{16} + minutes{20}, Deed::give_notice);
                break;
            case Fate::approved:
                move(1, hours{15}, Deed::approve);
                break;
            case Fate::rejected_open:
                move(0, hours{16}, Deed::reject);
                break;
            case Fate::unrated_new:
                close(0, 1);
                break;
            default:
                break;  // due today, running, overdue: nobody has decided yet
        }
    }

    const WorkingCalendar& calendar_;
    Plan plan_;
    Date day_;
    int promised_ = 1;
};

}  // namespace

Plan demo_plan(const WorkingCalendar& calendar) {
    Planning planning(calendar);
    const Date first = make_date(2021, 10, 31);
    const int days = calendar.between(first, make_date(2021, 12, 17));
    for (std::size_t i = 0; i < past_cases; ++i) {
        const int nth = 1 + static_cast<int>(i) * days / static_cast<int>(past_cases);
        planning.add(rhythm[i % rhythm.size()], items[i % items.size()], calendar.add(first, nth));
    }
    for (const Last& last : last_days) planning.add(last.fate, items[last.item], make_date(2021, last.month, last.day));
    return planning.take();
}

}  // namespace tongguan::service_centre
