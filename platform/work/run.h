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
    std::string key;  // 1–128 visible ASCII, from the client; empty = none
    std::string route;
    std::string body_digest;  // SM3 hex
};

struct Answer {
    int status = 200;
    std::string body;  // JSON
    bool replayed = false;
};

using Act = std::function<Result<Answer>(Work&)>;

inline constexpr int most_runs = 3;  // of one action, on 40001, 40P01 and a connection lost before its commit
inline constexpr std::size_t longest_key = 128;

// Write: one transaction, at most three runs. A key seen with another body or route: conflict work.key_reused.
// The key costs no round trip: its row goes with the commit, and only a clash or a refusal looks for an earlier answer.
// A lost commit is asked again under the same key; without a key it is thrown on (db::Failure::commit_unknown).
Result<Answer> write(const Services& services, const access::Actor& actor, std::string_view trace,
                     const Idempotency& idempotency, const Act& act);
// Read or snapshot. A connection lost on the way is replaced and the reading run again.
Result<Answer> read(const Services& services, const access::Actor& actor, std::string_view trace, db::Mode mode,
                    const Act& act);

// Housekeeping: forgets answers older than `before`, at most `most` of them; answers how many went.
std::int64_t forget_answers(Work& work, Instant before, std::int64_t most = 10'000);

}  // namespace tongguan::work
