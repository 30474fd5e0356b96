#include "platform/access/throttle.h"

#include <algorithm>

#include "base/bytes.h"
#include "base/sm3.h"
#include "platform/access/store.h"

namespace tongguan::access {

namespace {

constexpr Duration most_skew = std::chrono::minutes{1};
constexpr std::int64_t most_doublings = 20;  // far past `longest`; keeps the shift inside its type

std::string key_of(std::string_view kind, std::string_view account, std::string_view place) {
    std::string text;
    append_canonical(text, kind);
    append_canonical(text, account);
    append_canonical(text, place);
    return sm3(text);
}

Tally lock(Work& work, const Bucket& bucket) {
    const db::Bytes key{bucket.key};
    work.db().later(store::open_bucket, db::Params(key, work.recorded_at()));
    const db::Rows rows = work.db().run(store::lock_bucket, db::Params(key));
    if (rows.empty()) return {};  // cleared away between the two: as if new
    return {rows.cell(0, 0).integer(), rows.cell(0, 1).instant(), rows.cell(0, 2).instant()};
}

void write(Work& work, const Bucket& bucket, const Tally& tally) {
    work.db().later(store::write_bucket,
                    db::Params(db::Bytes{bucket.key}, tally.failures, tally.last_at, tally.open_at));
}

}  // namespace

// A failure that lies ahead by more than servers' clocks differ was counted before the clock was set back: its delay
// would last as long as that step.
bool heard(const Tally& tally, Instant at) { return tally.open_at <= at || tally.last_at - at > most_skew; }

Tally with_failure(const Tally& tally, const ThrottleRule& rule, Instant at) {
    Tally next = tally;
    if (at - tally.last_at > rule.forgotten) next.failures = 0;
    ++next.failures;
    next.last_at = at;
    next.open_at = at;
    if (next.failures >= rule.free) {
        const auto doublings = std::min(next.failures - rule.free, most_doublings);
        next.open_at = at + std::min(rule.longest, rule.first * (std::int64_t{1} << doublings));
    }
    return next;
}

Tally without_failure(const Tally& tally, const ThrottleRule& rule, Instant at) {
    Tally next = tally;
    next.failures = std::max<std::int64_t>(tally.failures - 1, 0);
    if (next.failures < rule.free) next.open_at = std::min(tally.open_at, at);
    return next;
}

std::string address_group(std::string_view remote) {
    if (remote.find(':') == std::string_view::npos) return std::string(remote);
    if (remote.starts_with("::ffff:")) return std::string(remote.substr(7));
    // "2001:db8:1:2:…": the first four groups, leading zeros off; "::" stands for the rest
    std::string group;
    int groups = 0;
    std::string part;
    for (const char c : remote) {
        if (c != ':') {
            part += c;
            continue;
        }
        if (part.empty()) break;
        part.erase(0, std::min(part.find_first_not_of('0'), part.size() - 1));
        group += part + ':';
        part.clear();
        if (++groups == 4) break;
    }
    return group + '/';
}

std::vector<Bucket> buckets_of(const Origin& origin) {
    const std::string address = address_group(origin.remote);
    std::vector<Bucket> buckets;
    if (origin.known_device) {
        buckets.push_back({key_of("device", origin.login, origin.device), device_rule, true});
    } else {
        buckets.push_back({key_of("pair", origin.login, address), pair_rule, true});
        if (!origin.known_address) {
            buckets.push_back({key_of("account", origin.login, ""), account_rule, false});
            buckets.push_back({key_of("address", "", address), address_rule, false});
        }
    }
    std::sort(buckets.begin(), buckets.end(), [](const Bucket& a, const Bucket& b) { return a.key < b.key; });
    return buckets;
}

Counted count_try(Work& work, const std::vector<Bucket>& buckets) {
    const Instant at = work.recorded_at();
    std::vector<Tally> tallies;
    Counted counted{.heard = true};
    for (const Bucket& bucket : buckets) {
        tallies.push_back(lock(work, bucket));
        if (heard(tallies.back(), at)) continue;
        counted.heard = false;
        counted.wait = std::max(counted.wait, tallies.back().open_at - at);
    }
    if (!counted.heard) return counted;  // not heard, so not counted: hammering does not lengthen a delay
    counted.tries_left = buckets.empty() ? 0 : buckets.front().rule.free;
    for (std::size_t i = 0; i < buckets.size(); ++i) {
        const Tally next = with_failure(tallies[i], buckets[i].rule, at);
        write(work, buckets[i], next);
        counted.wait = std::max(counted.wait, next.open_at - at);
        counted.tries_left =
            std::min(counted.tries_left, std::max<std::int64_t>(buckets[i].rule.free - next.failures, 0));
    }
    return counted;
}

void take_back(Work& work, const std::vector<Bucket>& buckets) {
    for (const Bucket& bucket : buckets) {
        if (bucket.own)
            work.db().later(store::drop_bucket, db::Params(db::Bytes{bucket.key}));
        else
            write(work, bucket, without_failure(lock(work, bucket), bucket.rule, work.recorded_at()));
    }
}

}  // namespace tongguan::access
