// What the applicant and his unit do: apply, answer a notice, withdraw, rate.
#include <algorithm>

#include "base/text.h"
#include "modules/service_centre/actions.h"
#include "modules/service_centre/rules.h"
#include "modules/service_centre/store.h"
#include "modules/service_centre/story.h"

namespace tongguan::service_centre {

namespace {

Json stored(const entity::Document& document) {
    auto json = parse_json(document.json);
    if (!json) throw std::runtime_error("a stored document cannot be parsed");
    return std::move(*json);
}

struct Filled {
    std::string json;   // as the case keeps it
    std::string title;  // as lists show it
};

// A form against the edition of the item that the case is made under.
Result<Filled> check_form(const Item& item, const entity::Document& given, Date today) {
    const entity::Description form = entity::parse_description(stored(item.form)).value();
    const Json json = TRY(parse_json(given.json));
    auto record = entity::read_record(json, form);
    if (!record) {  // the fields lie under "form" in what was sent
        Refusal refusal = std::move(record).error();
        const auto under_form = [](Refusal& each) { each.field = each.field.empty() ? "form" : "form." + each.field; };
        under_form(refusal);
        for (Refusal& each : refusal.also) under_form(each);
        return std::unexpected(std::move(refusal));
    }
    const Json behaviour = stored(item.behaviour);
    TRY(rules::form_agrees(behaviour, *record, today));
    return Filled{entity::store_record(*record), rules::title_of(behaviour, *record, item.name)};
}

Outcome can_be_applied_for(const Item& item) {
    if (item.ended_on)
        return conflict("service_centre.item.ended", {{"item", item.name}, {"ended_on", to_string(*item.ended_on)}});
    if (!item.handling_unit) return conflict("service_centre.item.not_assigned", {{"item", item.name}});
    return Done{};
}

Case new_case(Work& work, const store::ItemFound& found, Filled filled) {
    const access::Actor& actor = work.actor();
    const Item& item = found.item;
    return {.id = work.new_id<Case>(),
            .unit = actor.unit,
            .scope_unit = actor.unit,
            .region = actor.region,
            .handling_unit = item.handling_unit,
            .handling_department = item.handling_department,
            .promised_days = item.promised_days,
            .item = item.id,
            .item_code = item.code,
            .item_edition = item.edition,
            .item_name = item.name,
            .title = filled.title,
            .title_folded = folded(filled.title),
            .form = {std::move(filled.json)},
            .unit_name = found.unit_name,
            .applicant = actor.person,
            .applicant_post = actor.post,
            .applicant_name = actor.name,
            .applicant_department_name = found.department_name,
            .handling_department_name = item.handling_department_name,
            .submitted_at = work.now()};
}

}  // namespace

Result<Submitted> submit_case(Work& work, const SubmitCase& input) {
    const auto found = store::find_item(work, input.item);
    if (!found) return not_found("service_centre.item.missing");
    TRY(can_be_applied_for(found->item));
    Filled filled = TRY(check_form(found->item, input.form, work.today()));
    auto materials =
        TRY(rules::complete_materials(rules::wanted_materials(stored(found->item.materials)), input.materials));

    Case row = new_case(work, *found, std::move(filled));
    // Last of what is read: the year's row stays locked until the commit, and nothing is waited for in between.
    row.number = rules::case_number(work.today().year(), store::next_number(work, work.today().year()));
    work.insert(row, "service_centre.case.submit");
    for (Material& material : materials) {
        material.id = work.new_id<Material>();
        material.case_id = row.id;
    }
    store::insert_materials(work, materials);
    tell(work, row, "submit", {.ask_days = found->item.acceptance_days});
    return Submitted{row.id, row.number, row.state, row.submitted_at};
}

Result<CasePage> resubmit_case(Work& work, Id<Case> id, const ResubmitCase& input) {
    Turn turn = TRY(begin(work, id, "resubmit", may::resubmit, input.version));
    const auto found = store::find_item(work, turn.after.item);
    if (!found) return not_found("service_centre.item.missing");
    if (!input.form.json.empty()) {
        // Days that lay ahead when the case was submitted may have passed while it waited: they are compared with that
        // day.
        Filled filled = TRY(check_form(found->item, input.form, date_of(turn.after.submitted_at)));
        turn.after.title_folded = folded(filled.title);
        turn.after.title = std::move(filled.title);
        turn.after.form.json = std::move(filled.json);
    }
    if (!input.materials.empty()) {
        std::vector<MaterialGiven> given = input.materials;  // what was given once is not asked again
        for (const Material& kept : store::materials_of(work, id))
            if (kept.state != MaterialState::missing &&
                std::none_of(given.begin(), given.end(),
                             [&](const MaterialGiven& each) { return each.key == kept.key; }))
                given.push_back({kept.key, kept.state});
        const auto complete =
            TRY(rules::complete_materials(rules::wanted_materials(stored(found->item.materials)), given));
        store::update_materials(work, id, complete);
    }
    workorder::resume_clock(turn.after, work.now(), work.calendar());
    return end(work, turn, {.note = input.note});
}

Result<CasePage> withdraw_case(Work& work, Id<Case> id, const WithdrawCase& input) {
    Turn turn = TRY(begin(work, id, "withdraw", may::withdraw, input.version));
    workorder::resume_clock(turn.after, work.now(), work.calendar());
    turn.after.finished_at = work.now();
    return end(work, turn, {.note = input.note});
}

Result<CasePage> rate_case(Work& work, Id<Case> id, const RateCase& input) {
    Turn turn = TRY(begin(work, id, "rate", may::rate, input.version));
    turn.after.rating = input.level;
    const Rating rating{.id = work.new_id<Rating>(),
                        .case_id = id,
                        .level = input.level,
                        .points = input.points,
                        .comment = input.comment,
                        .rated_at = work.now(),
                        .person = work.actor().person,
                        .person_name = work.actor().name};
    work.insert(rating, "service_centre.rating.give");
    return end(work, turn, {.note = input.comment});
}

}  // namespace tongguan::service_centre
