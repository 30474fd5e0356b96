// What goes in and comes out of the routes of one's own account.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/id.h"
#include "platform/entity/description.h"

namespace tongguan::account {

struct Named {
    Id<Named> id;
    std::string name{};
};
struct HeldPost {
    Id<HeldPost> id;
    std::string name{};
    std::string unit_name{};
};
struct SessionView {
    bool signed_in = false;
    std::optional<Named> person{};
    std::optional<Named> post{};
    std::optional<Named> unit{};
    std::vector<HeldPost> posts{};
    std::vector<std::string> permissions{};
    bool demo = false;
    Instant business_now{};
    std::string csrf{};
    bool must_change_password = false;
    std::string language{};
    std::vector<std::string> notices{};  // text keys
};
struct SignInForm {
    std::string account{};
    std::string password{};
};
struct RedeemForm {
    std::string account{};
    std::string code{};
    std::string password{};
};
struct PasswordForm {
    std::string old{};
    std::string fresh{};
};  // "new" in JSON
struct PostForm {
    Id<HeldPost> post;
};
struct LanguageForm {
    std::string language{};
};
struct SignedInPlace {
    Id<SignedInPlace> id;
    std::string address{};
    std::string browser{};
    Instant started_at{};
    Instant last_seen_at{};
    Instant ends_at{};
    bool current = false;
};
struct CodeView {
    std::string account{};
    std::string code{};
    Instant ends_at{};
};

}  // namespace tongguan::account

namespace tongguan::entity {

template <>
const Description& describe<account::Named>();
template <>
const Description& describe<account::HeldPost>();
template <>
const Description& describe<account::SessionView>();
template <>
const Description& describe<account::SignInForm>();
template <>
const Description& describe<account::RedeemForm>();
template <>
const Description& describe<account::PasswordForm>();
template <>
const Description& describe<account::PostForm>();
template <>
const Description& describe<account::LanguageForm>();
template <>
const Description& describe<account::SignedInPlace>();
template <>
const Description& describe<account::CodeView>();

}  // namespace tongguan::entity
