// W3C Trace Context, level 1 §3.2: which request of which caller this is. The trace id stands in every log line, audit
// entry and problem of a request; a caller's header is used when it is right and passed over when it is not.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tongguan::telemetry {

struct TraceParent {
    std::array<std::uint8_t, 16> trace_id{};
    std::array<std::uint8_t, 8> parent_id{};
    bool sampled = false;

    std::string trace_text() const;  // 32 lower-case digits
    std::string header() const;      // 00-<trace>-<parent>-<flags>
    TraceParent child() const;       // same trace, a new parent id: what we send on
    friend bool operator==(const TraceParent&, const TraceParent&) = default;
};

// Nothing for a header that §3.2 or §4.3 calls invalid: upper case, zero ids, version ff, wrong lengths.
std::optional<TraceParent> parse_traceparent(std::string_view header);
TraceParent new_trace();

}  // namespace tongguan::telemetry
