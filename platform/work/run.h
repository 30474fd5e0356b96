// Runs actions: begin, act, commit or roll back, retry, idempotency, notes. The only place that opens transactions.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "platform/work/work.h"

namespace tongguan::work {

// The Idempotency-Key of a request (RFC draft httpapi-idempotency-key): actor, route, digest of the body, answer.
// The row commits with the action, so an unknown commit can be asked again and gets the first answer.
struct Idempotency {
    std::string key;          // 1–128 visible ASCII, from the client; empty = none
    std::string route;
    std::string body_digest;  // SM3 hex
};

struct Answer {
    int status = 200;
    std::string body;  // JSON
    bool replayed = false;
};

using Act = std::function<Result<Answer>(Work&)>;

// Write: one transaction, at most three runs. A key seen with another body: conflict work.key_reused.
Result<Answer> write(const Services& services, const access::Actor& actor, std::string_view trace, const Idempotency& idempotency,
                     const Act& act);
Result<Answer> read(const Services& services, const access::Actor& actor, std::string_view trace, db::Mode mode, const Act& act);

}  // namespace tongguan::work
