#include "platform/audit/check.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <utility>

#include "platform/audit/store.h"
#include "platform/db/pool.h"

namespace tongguan::audit {

namespace {

constexpr std::int64_t page = 2'000;        // seals read at a time
constexpr std::int64_t keys_page = 50'000;  // keys compared at a time
constexpr std::size_t most_compared = 200;  // seals that do not hold, tried against each other's places

constexpr std::array<std::pair<Fault, std::string_view>, 11> words{{{Fault::removed, "removed"},
                                                                    {Fault::removed_unsealed, "removed_unsealed"},
                                                                    {Fault::changed, "changed"},
                                                                    {Fault::reordered, "reordered"},
                                                                    {Fault::gap, "gap"},
                                                                    {Fault::values_removed, "values_removed"},
                                                                    {Fault::values_changed, "values_changed"},
                                                                    {Fault::slipped_in, "slipped_in"},
                                                                    {Fault::foreign_key, "foreign_key"},
                                                                    {Fault::tail_cut, "tail_cut"},
                                                                    {Fault::tail_replaced, "tail_replaced"}}};

const db::Scope* engine_only(Permission permission) {
    static const db::Scope engine = db::Scope::engine();
    return permission == engine_right || permission == current_right ? &engine : nullptr;
}

struct Seal {
    std::int64_t sequence = 0;
    std::int64_t entry = 0;
    std::string previous, mac, key_id;
    std::string form;  // canonical entry; empty when the entry is gone
};

class Walk {
public:
    Walk(db::Session& session, const std::vector<SealKey>& keys, const std::vector<Head>& remembered)
        : session_(session), remembered_(remembered) {
        for (const SealKey& key : keys) keys_.emplace(key.id(), &key);
    }

    Report run() {
        for (bool more = true; more;) more = read_page();
        sort_out();
        check_tail();
        check_outside();
        std::stable_sort(report_.findings.begin(), report_.findings.end(),
                         [](const Finding& a, const Finding& b) { return a.sequence < b.sequence; });
        return std::move(report_);
    }

private:
    void find(const Finding& finding) {
        if (report_.findings.size() < most_findings)
            report_.findings.push_back(finding);
        else
            ++report_.more_findings;
    }

    bool read_page() {
        const db::Rows rows = session_.run(store::seals_after, db::Params(report_.head.sequence, page));
        std::vector<Finding> valueless;
        for (std::size_t i = 0; i < rows.size(); ++i) {
            Seal seal{rows.cell(i, 0).integer(),           rows.cell(i, 1).integer(),
                      std::string(rows.cell(i, 2).text()), std::string(rows.cell(i, 3).text()),
                      std::string(rows.cell(i, 4).text()), {}};
            const bool there = !rows.cell(i, 5).is_null();
            if (there) {
                const Entry entry = store::entry_of(rows, i, 5);
                seal.form = canonical(entry);
                constexpr std::size_t salt = 17;
                if (rows.cell(i, salt).is_null())
                    valueless.push_back({Fault::values_removed, seal.sequence, seal.entry});
                else if (values_digest(rows.cell(i, salt).text(), rows.cell(i, salt + 1).text(),
                                       rows.cell(i, salt + 2).text()) != entry.digest)
                    find({Fault::values_changed, seal.sequence, seal.entry});
            }
            link(std::move(seal));
        }
        tell_erased(valueless);
        return !rows.empty();
    }

    // Holds the seal where it stands? The walk goes on from the seal as it is kept, so one change is one finding.
    void link(Seal seal) {
        ++report_.sealed;
        for (const Head& head : remembered_)
            if (head.sequence == seal.sequence && head.mac != seal.mac)
                find({Fault::tail_replaced, seal.sequence, seal.entry});
        const std::int64_t missing = seal.sequence - report_.head.sequence - 1;
        if (missing > 0) find({Fault::gap, report_.head.sequence + 1, 0, missing});
        const bool linked = missing > 0 || seal.previous == report_.head.mac;
        const bool after_good = std::exchange(good_, false);
        report_.head = {seal.sequence, seal.mac};
        const auto key = keys_.find(seal.key_id);
        if (key == keys_.end()) {
            find({Fault::foreign_key, seal.sequence, seal.entry});
            return;
        }
        const auto holds = [&](const std::string& form) {
            return key->second->mac(seal.previous, seal.sequence, form) == seal.mac;
        };
        if (seal.form.empty()) {
            find({holds(canonical_missing(seal.entry)) ? Fault::removed_unsealed : Fault::removed, seal.sequence,
                  seal.entry});
        } else if (holds(seal.form)) {
            good_ = true;
            // two seals that hold, but not one after the other: two histories were put together
            if (!linked && after_good) find({Fault::changed, seal.sequence, seal.entry});
        } else if (broken_.size() < most_compared) {
            broken_.push_back(std::move(seal));
        } else {
            find({Fault::changed, seal.sequence, seal.entry});
        }
    }

    // A seal that does not hold where it stands may hold with another's entry or in another's place: then rows were
    // exchanged, not rewritten.
    void sort_out() {
        for (const Seal& seal : broken_) {
            const SealKey& key = *keys_.at(seal.key_id);
            const bool elsewhere = std::any_of(broken_.begin(), broken_.end(), [&](const Seal& other) {
                return key.mac(seal.previous, seal.sequence, other.form) == seal.mac ||
                       key.mac(seal.previous, other.sequence, seal.form) == seal.mac ||
                       key.mac(other.previous, other.sequence, seal.form) == other.mac;
            });
            find({elsewhere ? Fault::reordered : Fault::changed, seal.sequence, seal.entry});
        }
    }

    void tell_erased(const std::vector<Finding>& valueless) {
        if (valueless.empty()) return;
        std::vector<std::int64_t> ids;
        for (const Finding& finding : valueless) ids.push_back(finding.entry);
        const db::Rows rows = session_.run(store::erasures_of, db::Params(ids));
        std::set<std::int64_t> lawful;
        for (std::size_t i = 0; i < rows.size(); ++i) lawful.insert(rows.cell(i, 0).integer());
        for (const Finding& finding : valueless) {
            if (lawful.contains(finding.entry))
                ++report_.erased;
            else
                find(finding);
        }
    }

    void check_tail() {
        for (const Head& head : remembered_)
            if (head.sequence > report_.head.sequence)
                find({Fault::tail_cut, report_.head.sequence + 1, 0, head.sequence - report_.head.sequence});
    }

    // Rows that no seal speaks of: the queue, entries that went past it, values whose entry is gone.
    void check_outside() {
        const db::Rows waiting = session_.run(store::unsealed);
        report_.unsealed = waiting.cell(0, 0).integer();
        if (!waiting.cell(0, 1).is_null()) report_.oldest_unsealed = waiting.cell(0, 1).instant();
        find_unexplained(store::unqueued, Fault::slipped_in);
        find_unexplained(store::values_without_entry, Fault::removed_unsealed);
    }

    void find_unexplained(const db::Statement& statement, Fault fault) {
        for (std::int64_t after = 0;;) {
            const db::Rows rows = session_.run(statement, db::Params(after, keys_page));
            if (rows.cell(0, 0).is_null()) return;
            after = rows.cell(0, 0).integer();
            for (const std::int64_t id : rows.cell(0, 1).integers()) find({fault, 0, id});
        }
    }

    db::Session& session_;
    const std::vector<Head>& remembered_;
    std::map<std::string, const SealKey*, std::less<>> keys_;
    std::vector<Seal> broken_;  // seals that do not hold where they stand
    bool good_ = true;          // the seal before held
    Report report_;
};

}  // namespace

std::string_view word_of(Fault fault) {
    for (const auto& [known, word] : words)
        if (known == fault) return word;
    return {};
}

Report check(const Services& services, const std::vector<SealKey>& keys, const std::vector<Head>& remembered) {
    const auto lease = services.pool.take();
    Report report;
    {
        db::Session session(*lease, db::Mode::snapshot, engine_only);
        report = Walk(session, keys, remembered).run();
    }
    const Instant now = services.clocks.machine.now();
    db::Session session(*lease, db::Mode::write, engine_only);
    session.later(
        store::insert_check,
        db::Params(services.ids.next(now.millis()), now, report.sealed,
                   static_cast<std::int64_t>(report.findings.size()) + report.more_findings, report.head.sequence));
    session.commit();
    return report;
}

}  // namespace tongguan::audit
