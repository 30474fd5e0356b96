#include "modules/service_centre/views.h"

namespace tongguan::entity {

using namespace service_centre;  // NOLINT: this file says nothing else

template <>
const Description& describe<ItemLine>() {
    static const Description description = describe_struct(
        "service_centre.item_line",
        {
            field<&ItemLine::id>().label("service_centre.item.id"),
            field<&ItemLine::code>().label("service_centre.item.code"),
            field<&ItemLine::edition>().label("service_centre.item.edition"),
            field<&ItemLine::category>().label("service_centre.item.category"),
            field<&ItemLine::name>().label("service_centre.item.name"),
            field<&ItemLine::name_en>().label("service_centre.item.name_en"),
            field<&ItemLine::handling_department_name>().label("service_centre.item.handling_department_name"),
            field<&ItemLine::promised_days>().label("service_centre.item.promised_days"),
            field<&ItemLine::statutory_days>().label("service_centre.item.statutory_days"),
            field<&ItemLine::handling_unit>().label("service_centre.item.handling_unit").optional(),
            field<&ItemLine::sample>().label("service_centre.item.sample"),
        });
    return description;
}

template <>
const Description& describe<ItemView>() {
    static const Description description =
        describe_struct("service_centre.item_view", {
                                                        field<&ItemView::item>(),
                                                        field<&ItemView::materials>(),
                                                        field<&ItemView::form_fields>(),
                                                        field<&ItemView::prefill>(),
                                                        field<&ItemView::prefilled>(),
                                                        field<&ItemView::applicant_name>(),
                                                        field<&ItemView::unit_name>(),
                                                        field<&ItemView::department_name>(),
                                                        field<&ItemView::open>(),
                                                        field<&ItemView::closed_reason>(),
                                                    });
    return description;
}

template <>
const Description& describe<AssignItem>() {
    static const Description description =
        describe_struct("service_centre.assign_item", {
                                                          field<&AssignItem::handling_unit>()
                                                              .label("service_centre.item.handling_unit")
                                                              .refers_to("organisation.unit"),
                                                          field<&AssignItem::handling_department_name>()
                                                              .label("service_centre.item.handling_department_name")
                                                              .max(60)
                                                              .optional(),
                                                      });
    return description;
}

template <>
const Description& describe<CaseLine>() {
    static const Description description = describe_struct(
        "service_centre.case_line",
        {
            field<&CaseLine::id>().label("service_centre.case.id"),
            field<&CaseLine::number>().label("service_centre.case.number"),
            field<&CaseLine::item_code>().label("service_centre.case.item_code"),
            field<&CaseLine::item_name>().label("service_centre.case.item_name"),
            field<&CaseLine::title>().label("service_centre.case.title").personal("service"),
            field<&CaseLine::unit>().label("service_centre.case.unit"),
            field<&CaseLine::unit_name>().label("service_centre.case.unit_name"),
            field<&CaseLine::applicant_name>().label("service_centre.case.applicant_name").personal("service"),
            field<&CaseLine::handling_department_name>().label("service_centre.case.handling_department_name"),
            field<&CaseLine::channel>().label("service_centre.case.channel"),
            field<&CaseLine::state>().label("service_centre.case.state"),
            field<&CaseLine::submitted_at>().label("service_centre.case.submitted_at"),
            field<&CaseLine::promised_days>().label("service_centre.case.promised_days"),
            field<&CaseLine::accepted_at>().label("service_centre.case.accepted_at"),
            field<&CaseLine::due_on>().label("service_centre.case.due_on"),
            field<&CaseLine::pauses>().label("service_centre.case.pauses").hidden(),
            field<&CaseLine::finished_at>().label("service_centre.case.finished_at"),
            field<&CaseLine::returns>().label("service_centre.case.returns"),
            field<&CaseLine::rating>().label("service_centre.case.rating"),
            field<&CaseLine::clock>(),
        });
    return description;
}

template <>
const Description& describe<MaterialView>() {
    static const Description description = describe_struct(
        "service_centre.material_view", {
                                            field<&MaterialView::key>().label("service_centre.material.key"),
                                            field<&MaterialView::name>().label("service_centre.material.name"),
                                            field<&MaterialView::required>().label("service_centre.material.required"),
                                            field<&MaterialView::state>().label("service_centre.material.state"),
                                        });
    return description;
}

template <>
const Description& describe<RatingView>() {
    static const Description description = describe_struct(
        "service_centre.rating_view",
        {
            field<&RatingView::level>().label("service_centre.rating.level"),
            field<&RatingView::points>().label("service_centre.rating.points").optional(),
            field<&RatingView::comment>().label("service_centre.rating.comment").optional(),
            field<&RatingView::rated_at>().label("service_centre.rating.rated_at"),
            field<&RatingView::person_name>().label("service_centre.rating.person_name").personal("service"),
        });
    return description;
}

template <>
const Description& describe<CasePage>() {
    static const Description description =
        describe_struct("service_centre.case_page", {
                                                        field<&CasePage::row>(),
                                                        field<&CasePage::clock>(),
                                                        field<&CasePage::progress>(),
                                                        field<&CasePage::steps>(),
                                                        field<&CasePage::materials>(),
                                                        field<&CasePage::rated>(),
                                                    });
    return description;
}

template <>
const Description& describe<SubmitCase>() {
    static const Description description = describe_struct(
        "service_centre.submit_case",
        {
            field<&SubmitCase::item>().label("service_centre.case.item").refers_to("service_centre.item"),
            field<&SubmitCase::form>().label("service_centre.case.form").personal("service"),
            field<&SubmitCase::materials>().label("service_centre.case_page.materials").max(20).optional(),
        });
    return description;
}

template <>
const Description& describe<Submitted>() {
    static const Description description = describe_struct(
        "service_centre.submitted", {
                                        field<&Submitted::id>().label("service_centre.case.id"),
                                        field<&Submitted::number>().label("service_centre.case.number"),
                                        field<&Submitted::state>().label("service_centre.case.state"),
                                        field<&Submitted::submitted_at>().label("service_centre.case.submitted_at"),
                                    });
    return description;
}

template <>
const Description& describe<AcceptCase>() {
    static const Description description =
        describe_struct("service_centre.accept_case",
                        {
                            field<&AcceptCase::version>().label("service_centre.case.version").min(1),
                            field<&AcceptCase::note>().label("service_centre.entry.note").max(500).optional(),
                        });
    return description;
}

template <>
const Description& describe<ReturnCase>() {
    static const Description description =
        describe_struct("service_centre.return_case",
                        {
                            field<&ReturnCase::version>().label("service_centre.case.version").min(1),
                            field<&ReturnCase::notice>().label("service_centre.case.notice").min(2).max(1000),
                            field<&ReturnCase::why_again>().max(500).optional(),
                        });
    return description;
}

template <>
const Description& describe<ResubmitCase>() {
    static const Description description = describe_struct(
        "service_centre.resubmit_case",
        {
            field<&ResubmitCase::version>().label("service_centre.case.version").min(1),
            field<&ResubmitCase::form>().label("service_centre.case.form").personal("service").optional(),
            field<&ResubmitCase::materials>().label("service_centre.case_page.materials").max(20).optional(),
            field<&ResubmitCase::note>().label("service_centre.entry.note").max(500).optional(),
        });
    return description;
}

template <>
const Description& describe<RefuseCase>() {
    static const Description description =
        describe_struct("service_centre.refuse_case",
                        {
                            field<&RefuseCase::version>().label("service_centre.case.version").min(1),
                            field<&RefuseCase::clause>().label("service_centre.case.clause").min(2).max(300),
                            field<&RefuseCase::remedy>().label("service_centre.case.remedy").min(2).max(300),
                        });
    return description;
}

template <>
const Description& describe<ApproveCase>() {
    static const Description description =
        describe_struct("service_centre.approve_case",
                        {
                            field<&ApproveCase::version>().label("service_centre.case.version").min(1),
                            field<&ApproveCase::opinion>().label("service_centre.case.opinion").max(1000).optional(),
                        });
    return description;
}

template <>
const Description& describe<RejectCase>() {
    static const Description description =
        describe_struct("service_centre.reject_case",
                        {
                            field<&RejectCase::version>().label("service_centre.case.version").min(1),
                            field<&RejectCase::opinion>().label("service_centre.case.opinion").max(1000).optional(),
                            field<&RejectCase::clause>().label("service_centre.case.clause").min(2).max(300),
                            field<&RejectCase::remedy>().label("service_centre.case.remedy").min(2).max(300),
                        });
    return description;
}

template <>
const Description& describe<FinishCase>() {
    static const Description description =
        describe_struct("service_centre.finish_case",
                        {
                            field<&FinishCase::version>().label("service_centre.case.version").min(1),
                            field<&FinishCase::result>().label("service_centre.case.result").max(300).optional(),
                            field<&FinishCase::visits>().label("service_centre.case.visits").max(99).optional(),
                        });
    return description;
}

template <>
const Description& describe<RateCase>() {
    static const Description description =
        describe_struct("service_centre.rate_case",
                        {
                            field<&RateCase::version>().label("service_centre.case.version").min(1),
                            field<&RateCase::level>().label("service_centre.rating.level"),
                            field<&RateCase::points>().label("service_centre.rating.points").max(8).optional(),
                            field<&RateCase::comment>().label("service_centre.rating.comment").max(300).optional(),
                        });
    return description;
}

template <>
const Description& describe<WithdrawCase>() {
    static const Description description =
        describe_struct("service_centre.withdraw_case",
                        {
                            field<&WithdrawCase::version>().label("service_centre.case.version").min(1),
                            field<&WithdrawCase::note>().label("service_centre.entry.note").max(500).optional(),
                        });
    return description;
}

template <>
const Entity& entity<ItemLine>() {
    static const Entity entity{"service_centre.item_line", "service_centre_item", Walls{.open = true},
                               &describe<ItemLine>()};
    return entity;
}

template <>
const Entity& entity<CaseLine>() {
    static const Entity entity{"service_centre.case_line", "service_centre_case", Walls{}, &describe<CaseLine>()};
    return entity;
}

}  // namespace tongguan::entity
