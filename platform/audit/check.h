// Walks the chain and says what does not hold. What it can and cannot find is in README.md.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/audit/chain.h"
#include "platform/work/work.h"

namespace tongguan::audit {

enum class Fault : std::uint8_t {
    removed,           // a sealed entry is gone
    removed_unsealed,  // an entry was gone before it could be sealed
    changed,           // entry or seal is not what was sealed
    reordered,         // it is, but in another place of the chain
    gap,               // seals are missing between two that stand
    values_removed,    // values are gone without an erasure
    values_changed,    // values are not what was recorded
    slipped_in,        // an entry that never went through the queue
    foreign_key,       // sealed under a key that is not among ours
    tail_cut,          // the chain ends before the head that was remembered
    tail_replaced,     // it goes on, but not from the head that was remembered
};
std::string_view word_of(Fault fault);

struct Finding {
    Fault fault{};
    std::int64_t sequence = 0;  // of the seal; 0 = none
    std::int64_t entry = 0;     // 0 = none
    std::int64_t count = 1;     // of seals in a gap
};

inline constexpr std::size_t most_findings = 1'000;  // reported one by one; beyond them only counted

struct Report {
    Head head{};
    std::int64_t sealed = 0;
    std::int64_t erased = 0;    // values lawfully erased
    std::int64_t unsealed = 0;  // waiting for the sealer
    std::optional<Instant> oldest_unsealed{};
    std::vector<Finding> findings{};
    std::int64_t more_findings = 0;
    bool whole() const { return findings.empty(); }
};

// `remembered`: heads kept outside the database (the log's lines, the file beside the key). Keeps its result for the
// audit's page. Bounded memory; a snapshot, so a busy server does not disturb it.
Report check(const Services& services, const std::vector<SealKey>& keys, const std::vector<Head>& remembered = {});

}  // namespace tongguan::audit
