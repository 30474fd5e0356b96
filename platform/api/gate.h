// What a request must be before anything is read for it: of this site, signed in, permitted, well-formed. Pure: no
// database, no clock. Private to platform/api.
#pragma once

#include <optional>

#include "platform/access/sessions.h"
#include "platform/api/route.h"

namespace tongguan::api {

struct Problem {
    int status = 0;  // 0 = that of the refusal's kind
    Refusal refusal;
};

// 401 signed out; 403 foreign origin, wrong token, password to be changed, no such right; 415 not JSON.
std::optional<Problem> gate(const Route& route, const http::Request& request, const access::Signed* who,
                            std::string_view origin);

// The Idempotency-Key of an action: empty when none was sent; refuses what is not 1–128 visible ASCII.
Result<std::string> idempotency_key(const http::Request& request);

}  // namespace tongguan::api
