// The line of stages as a table of lives: the plain way, a pause, a way that bends, ends off the way.
#include "practices/workorder/progress.h"

#include <doctest/doctest.h>

#include <map>

using namespace tongguan;
using namespace tongguan::workorder;

namespace {

enum Life : std::size_t { asked, doing, waiting, agreed, declined, done, dropped };
constexpr Permission may_act{"test.act"};
constexpr std::array<State, 7> states{{{"asked", Ticking::not_started},
                                       {"doing", Ticking::runs},
                                       {"waiting", Ticking::paused},
                                       {"agreed", Ticking::runs},
                                       {"declined", Ticking::runs},
                                       {"done", Ticking::stopped, true},
                                       {"dropped", Ticking::stopped, true}}};
constexpr std::array<Step, 8> steps{{
    {"accept", asked, doing, may_act, Party::decision, Tone::primary},
    {"drop", asked, dropped, may_act, Party::nobody, Tone::danger},
    {"agree", doing, agreed, may_act, Party::acceptance, Tone::primary},
    {"decline", doing, declined, may_act, Party::acceptance, Tone::danger},
    {"ask", doing, waiting, may_act, Party::applicant},
    {"answer", waiting, doing, may_act, Party::decision, Tone::primary},
    {"finish", agreed, done, may_act, Party::nobody, Tone::primary},
    {"finish", declined, done, may_act, Party::nobody, Tone::primary},
}};
constexpr Table table{"test.thing", states, steps};
static_assert(fault(table) == Fault::none);

Instant at(const char* text) { return parse_instant(std::string(text) + "+08:00").value(); }

using Moments = std::map<std::size_t, const char*>;
std::vector<Stage> line(Life state, const Moments& moments, const std::vector<Pause>& pauses = {}) {
    return progress(
        table, state,
        [&](std::size_t each) -> std::optional<Instant> {
            const auto found = moments.find(each);
            return found == moments.end() ? std::nullopt : std::optional(at(found->second));
        },
        pauses, WorkingCalendar::published());
}
std::string drawn(const std::vector<Stage>& stages) {  // "asked > [doing] > agreed?"
    std::string text;
    for (const Stage& stage : stages) {
        if (!text.empty()) text += " > ";
        if (stage.standing == Standing::present)
            text += "[" + stage.state + "]";
        else
            text += stage.state + (stage.standing == Standing::ahead ? "?" : "");
    }
    return text;
}
const Moments begun{{asked, "2021-12-06T09:00:00"}, {doing, "2021-12-06T10:31:00"}};

Moments with(Moments moments, std::size_t state, const char* when) {
    moments[state] = when;
    return moments;
}

}  // namespace

TEST_CASE("passed, present and ahead follow from the table and the moments") {
    struct Row {
        const char* why;
        Life state;
        Moments moments;
        const char* line;
    };
    const std::vector<Row> rows{
        {"just asked", asked, {{asked, "2021-12-06T09:00:00"}}, "[asked] > doing? > agreed? > done?"},
        {"being done", doing, begun, "asked > [doing] > agreed? > done?"},
        {"waiting: the way back is not drawn twice", waiting, with(begun, waiting, "2021-12-08T17:02:00"),
         "asked > doing > [waiting] > agreed? > done?"},
        {"declined: what was not gone is not shown", declined, with(begun, declined, "2021-12-09T09:00:00"),
         "asked > doing > [declined] > done?"},
        {"done after a refusal", done, with(with(begun, declined, "2021-12-09T09:00:00"), done, "2021-12-10T09:00:00"),
         "asked > doing > declined > [done]"},
        {"dropped: nothing lies ahead",
         dropped,
         {{asked, "2021-12-06T09:00:00"}, {dropped, "2021-12-06T09:30:00"}},
         "asked > [dropped]"},
    };
    for (const Row& row : rows) {
        INFO(row.why);
        CHECK(drawn(line(row.state, row.moments)) == row.line);
    }
}

TEST_CASE("each stage says its moment and the key of its text") {
    const auto stages = line(doing, begun);
    CHECK(stages[0].at == at("2021-12-06T09:00:00"));
    CHECK(stages[1].at == at("2021-12-06T10:31:00"));
    CHECK_FALSE(stages[2].at);
    CHECK(stages[1].label == "test.thing.stage.doing");
}

TEST_CASE("a pause that is over is counted with the stage in which it began") {
    const Pause over{.from = at("2021-12-08T17:02:00"), .until = at("2021-12-13T08:52:00"), .reason = "test"};
    const Pause open{.from = at("2021-12-14T09:00:00"), .until = {}, .reason = "test"};
    const auto stages = line(waiting, with(begun, waiting, "2021-12-14T09:00:00"), {over, open});
    REQUIRE(drawn(stages) == "asked > doing > [waiting] > agreed? > done?");
    CHECK(stages[0].pauses == 0);
    CHECK(stages[1].pauses == 1);
    CHECK(stages[1].paused_days == 2);  // Thursday and Friday; the weekend takes nothing out
    CHECK(stages[2].pauses == 0);       // the open one is the present stage itself
}
