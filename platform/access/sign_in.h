// Signing in, by password or by a one-time code; changing one's password; handing out a code. Everything that hashes
// stands here and is never done inside a transaction.
#pragma once

#include <string>
#include <string_view>

#include "platform/access/password.h"
#include "platform/access/sessions.h"

namespace tongguan::access {

inline constexpr Duration code_life = std::chrono::minutes{15};

struct Visitor {         // where a try comes from
    std::string remote;  // as the server saw it
    std::string agent;
    std::string device;   // device token of this browser, or empty
    std::string session;  // the session token it still carries, or empty: ended when the sign-in succeeds
    std::string trace;
};
struct Credentials {
    std::string account;
    std::string password;
};
struct Redemption {
    std::string account;
    std::string code;
    std::string password;  // the new one
};
struct Admitted {
    std::string token;   // of the new session
    std::string device;  // of this browser; the one it sent when that was ours
    bool must_change_password = false;
};

class SignIn {
public:
    SignIn(const Services& services, Sessions& sessions, const Directory& directory, Hashing& hashing)
        : services_(services), sessions_(sessions), directory_(directory), hashing_(hashing) {}

    // Unauthenticated: access.sign_in.wrong {tries_left} or {seconds}; throttled: access.sign_in.wait {seconds}.
    // Unknown, closed and known accounts answer alike and in equal time. Failures are kept in the audit though the try
    // is refused: under the person and the main post when the account is known.
    Result<Admitted> sign_in(const Credentials& credentials, const Visitor& visitor);
    Result<Admitted> redeem(const Redemption& redemption, const Visitor& visitor);
    // Ends the person's other sessions and gives this one a new token, which is answered.
    Result<std::string> change_password(const Signed& who, std::string_view old_password, std::string_view new_password,
                                        const Visitor& visitor);

private:
    struct Account;
    struct Try;
    Result<Try> begin(std::string_view login, const Visitor& visitor);
    Result<Admitted> admit(const Try& tried, const Visitor& visitor, std::string_view verb,
                           const std::function<Outcome(Work&)>& first);
    Refusal fail(const Try& tried, const Visitor& visitor, std::string_view verb, Refusal refusal);

    const Services& services_;
    Sessions& sessions_;
    const Directory& directory_;
    Hashing& hashing_;
};

// A one-time code for somebody of the actor's unit; shown once, never kept. The person's password stays until the code
// is redeemed. Refuses the actor himself, and whoever holds a post
// outside the actor's scope or an administrator's role (as if not there).
struct ResetCode {
    std::string account;
    std::string code;
    Instant ends_at;
};
Result<ResetCode> make_reset_code(Work& work, const Directory& directory, Id<Person> person);

// For app/ (init, demo): an account with a password that was made for it.
Outcome create_account(Work& work, Hashing& hashing, Id<Person> person, std::string_view login,
                       std::string_view password, bool must_change);
// Ends its sessions too; the caller forgets them (Sessions::forget_person) after the commit.
Outcome close_account(Work& work, Id<Person> person);
std::string made_password();  // 16 random characters that anyone can type: for one-time and demo passwords

}  // namespace tongguan::access
