#include "platform/account/views.h"

namespace tongguan::entity {

using namespace account;

template <>
const Description& describe<Named>() {
    static const Description description =
        describe_struct("account.named", {field<&Named::id>(), field<&Named::name>()});
    return description;
}
template <>
const Description& describe<HeldPost>() {
    static const Description description = describe_struct(
        "account.held_post", {field<&HeldPost::id>(), field<&HeldPost::name>(), field<&HeldPost::unit_name>()});
    return description;
}
template <>
const Description& describe<SessionView>() {
    using View = SessionView;
    static const Description description = describe_struct("account.session", {
                                                                                  field<&View::signed_in>(),
                                                                                  field<&View::person>(),
                                                                                  field<&View::post>(),
                                                                                  field<&View::unit>(),
                                                                                  field<&View::posts>().max(200),
                                                                                  field<&View::permissions>().max(1000),
                                                                                  field<&View::demo>(),
                                                                                  field<&View::business_now>(),
                                                                                  field<&View::csrf>(),
                                                                                  field<&View::must_change_password>(),
                                                                                  field<&View::language>(),
                                                                                  field<&View::notices>().max(20),
                                                                              });
    return description;
}
template <>
const Description& describe<SignInForm>() {
    static const Description description = describe_struct(
        "account.sign_in", {field<&SignInForm::account>().max(64), field<&SignInForm::password>().max(256)});
    return description;
}
template <>
const Description& describe<RedeemForm>() {
    static const Description description =
        describe_struct("account.redeem", {field<&RedeemForm::account>().max(64), field<&RedeemForm::code>().max(32),
                                           field<&RedeemForm::password>().max(256)});
    return description;
}
template <>
const Description& describe<PasswordForm>() {
    static const Description description = [] {
        Field fresh = field<&PasswordForm::fresh>().max(256);
        fresh.name = "new";  // a word C++ keeps for itself
        return describe_struct("account.password", {field<&PasswordForm::old>().max(256), std::move(fresh)});
    }();
    return description;
}
template <>
const Description& describe<PostForm>() {
    static const Description description =
        describe_struct("account.switch_post", {field<&PostForm::post>().refers_to("organisation.post")});
    return description;
}
template <>
const Description& describe<LanguageForm>() {
    static const Description description =
        describe_struct("account.language", {field<&LanguageForm::language>().max(8)});
    return description;
}
template <>
const Description& describe<SignedInPlace>() {
    using Place = SignedInPlace;
    static const Description description =
        describe_struct("account.place", {field<&Place::id>(), field<&Place::address>(), field<&Place::browser>(),
                                          field<&Place::started_at>(), field<&Place::last_seen_at>(),
                                          field<&Place::ends_at>(), field<&Place::current>()});
    return description;
}
template <>
const Description& describe<CodeView>() {
    static const Description description = describe_struct(
        "account.code", {field<&CodeView::account>(), field<&CodeView::code>(), field<&CodeView::ends_at>()});
    return description;
}

}  // namespace tongguan::entity
