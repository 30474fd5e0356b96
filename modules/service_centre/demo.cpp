// The service centre's part of the demo: its plan carried out by the module's own actions, each at its moment of
// business time, by the demo's people. Deterministic; every holder is an 示例 of nobody.
#include "base/clock.h"
#include "modules/organisation/api.h"
#include "modules/service_centre/actions.h"
#include "modules/service_centre/demo_plan.h"
#include "modules/service_centre/module_parts.h"
#include "modules/service_centre/store.h"
#include "platform/task/task.h"
#include "platform/work/run.h"

namespace tongguan::service_centre {

Module module();

namespace {

constexpr std::array<std::string_view, demo_applicants> applicants{"clerk", "employee", "clerk2", "district_admin"};

// The words of the demo: data/demo_words.json.
std::string say(std::string_view key) {
    static const Json words = parse_json(asset("data/demo_words.json")).value();
    return std::string(std::string_view(words.at(key).as_string()));
}

struct People {
    std::map<std::string, access::Actor, std::less<>> by_login;
    const access::Actor& at(std::string_view login) const { return by_login.find(login)->second; }
};

struct Standing {  // where a planned case stands
    Id<Case> id;
    std::int64_t version = 1;
};

struct Stage {
    const Services& services;  // with the moved business clock
    HandClock& clock;
    People people;
    std::map<std::string, Id<Item>> items;
    Plan plan;
    std::vector<Standing> standing;
};

template <class F>
Outcome act(const Services& services, const access::Actor& actor, F&& what) {
    const auto answer = work::write(services, actor, "demo", {}, [&](Work& work) -> Result<work::Answer> {
        TRY(what(work));
        return work::Answer{};
    });
    if (!answer) return std::unexpected(answer.error());
    return Done{};
}

access::Actor founder() {
    return access::Actor::platform(
        {organisation::may::read_unit, organisation::may::read_person, may::read_item, may::assign_item});
}

// A demo person as he signs in: under his main post, with the shipped rights of its roles.
access::Actor signed_in(const access::PostHolder& post) {
    std::vector<access::RoleRight> rights;
    for (const auto& granted : {module().grants, task::module().grants})
        for (const access::Grant& each : granted)
            rights.push_back({std::string(each.role), std::string(each.permission.key), each.reach});
    return {.person = post.person,
            .post = post.post,
            .unit = post.unit,
            .department = post.department,
            .region = post.region,
            .session = 0,
            .name = post.person_name,
            .rights = std::make_shared<const access::Rights>(access::rights_of(post, rights))};
}

Outcome gather(Work& work, Stage& stage) {
    const auto directory = organisation::directory();
    for (const auto& account : organisation::demo_accounts()) {
        const auto person = organisation::find_person_by_code(work, account.staff_code);
        if (!person)
            return not_found("service_centre.demo.person_missing", {{"staff_code", std::string(account.staff_code)}});
        const auto posts = directory->posts_of(work.db(), person->id, make_date(2021, 12, 31));
        if (!posts.empty()) stage.people.by_login.emplace(account.login, signed_in(posts.front()));
    }
    const auto bureau = organisation::find_unit_named(work, say("bureau"));
    if (!bureau) return not_found("service_centre.item.unit_unknown");
    for (const ItemLine& line : store::living_items(work)) {
        TRY(assign_item(work, line.id,
                        {.handling_unit = bureau->id, .handling_department_name = line.handling_department_name}));
        stage.items.emplace(line.code, line.id);
    }
    return Done{};
}

// One of the invented holders, in turn.
std::string holder_of(const Planned& planned) {
    const std::string all = say("holders");
    std::vector<std::string> names;
    for (std::size_t from = 0; from <= all.size();) {
        const std::size_t bar = std::min(all.find('|', from), all.size());
        names.push_back(all.substr(from, bar - from));
        from = bar + 1;
    }
    return names[planned.serial % names.size()];
}

std::string form_of(const Planned& planned) {
    std::string out;
    JsonWriter json(out);
    json.begin_object();
    if (planned.item_code == "person_pass") {
        json.member("holder_name", holder_of(planned))
            .member("pass_kind", planned.serial % 2 == 0 ? "temporary" : "staff");
        json.member("valid_from", planned.day + 1).member("valid_until", planned.day + 180).key("areas").begin_array();
        json.value("main_building").value("car_park").end_array().member("reason", say("pass_reason"));
    } else if (planned.item_code == "seal_certificate") {
        json.member("paper_kind", planned.serial % 2 == 0 ? "seal" : "certificate");
        json.member("document_title", say("seal_title") + " " + std::to_string(planned.serial + 1));
        json.member("copies", static_cast<std::int64_t>(1 + planned.serial % 4)).member("reason", say("seal_reason"));
    } else {
        json.member("card_kind", planned.serial % 3 == 0 ? "replace" : "open")
            .member("holder_name", holder_of(planned));
        json.member("canteen", "civic_centre").member("reason", say("meal_reason"));
    }
    json.end_object();
    return out;
}

std::vector<MaterialGiven> materials_of(const Planned& planned) {
    if (planned.item_code == "person_pass") return {{"unit_letter"}, {"holder_photo"}};
    if (planned.item_code == "seal_certificate") return {{"draft"}, {"unit_approval"}};
    return {};
}

const access::Actor& actor_of(const Stage& stage, const Planned& planned, Deed deed) {
    switch (deed) {
        case Deed::accept:
        case Deed::refuse:
        case Deed::give_notice:
        case Deed::finish:
            return stage.people.at(planned.serial % 3 == 0 ? "acceptor2" : "acceptor");
        case Deed::approve:
        case Deed::reject:
            return stage.people.at(planned.item_code == "meal_card" ? "division_head2" : "division_head");
        default:
            return stage.people.at(applicants[planned.applicant]);
    }
}

Result<CasePage> later_deed(Work& work, const Move& move, const Standing& standing) {
    const Id<Case> id = standing.id;
    const std::int64_t version = standing.version;
    switch (move.deed) {
        case Deed::accept:
            return accept_case(work, id, {.version = version, .note = {}});
        case Deed::refuse:
            return refuse_case(
                work, id,
                {.version = version, .clause = say("not_accepted_clause"), .remedy = say("not_accepted_remedy")});
        case Deed::give_notice:
            return return_case(work, id, {.version = version, .notice = say("notice"), .why_again = {}});
        case Deed::resubmit:
            return resubmit_case(work, id, {.version = version, .form = {""}, .materials = {}, .note = say("answer")});
        case Deed::approve:
            return approve_case(work, id, {.version = version, .opinion = say("opinion")});
        case Deed::reject:
            return reject_case(work, id,
                               {.version = version,
                                .opinion = say("rejected_opinion"),
                                .clause = say("rejected_clause"),
                                .remedy = say("rejected_remedy")});
        case Deed::finish:
            return finish_case(work, id,
                               {.version = version, .result = say("result"), .visits = version % 5 == 0 ? 1 : 0});
        case Deed::rate:
            return rate_case(work, id,
                             {.version = version,
                              .level = move.level,
                              .points = {},
                              .comment = is_bad(move.level) ? say("bad_comment") : std::string()});
        case Deed::withdraw:
            return withdraw_case(work, id, {.version = version, .note = say("withdrawn")});
        case Deed::submit:
            break;
    }
    throw std::logic_error("a case is submitted once");
}

Outcome carry_out(Stage& stage, const Move& move) {
    const Planned& planned = stage.plan.cases[move.planned];
    Standing& standing = stage.standing[move.planned];
    stage.clock.set(move.at);
    return act(stage.services, actor_of(stage, planned, move.deed), [&](Work& work) -> Outcome {
        if (move.deed == Deed::submit) {
            const Submitted submitted = TRY(submit_case(work, {.item = stage.items.at(planned.item_code),
                                                               .form = {form_of(planned)},
                                                               .materials = materials_of(planned)}));
            standing = {submitted.id, 1};
            return Done{};
        }
        const CasePage page = TRY(later_deed(work, move, standing));
        standing.version = page.row.version;
        return Done{};
    });
}

}  // namespace

Outcome demo(const Services& services) {
    HandClock clock(instant_at(make_date(2021, 11, 1)));
    const Services shown{.clocks = {clock, services.clocks.machine},
                         .ids = services.ids,
                         .pool = services.pool,
                         .calendar = services.calendar,
                         .demo = services.demo,
                         .indicators = services.indicators,
                         .sessions = services.sessions,
                         .audit = services.audit};
    Stage stage{.services = shown,
                .clock = clock,
                .people = {},
                .items = {},
                .plan = demo_plan(services.calendar),
                .standing = {}};
    stage.standing.resize(stage.plan.cases.size());
    TRY(act(shown, founder(), [&](Work& work) { return gather(work, stage); }));
    for (const Move& move : stage.plan.moves) TRY(carry_out(stage, move));
    return Done{};
}

}  // namespace tongguan::service_centre
