#include "platform/telemetry/trace.h"

#include <doctest/doctest.h>

using namespace tongguan::telemetry;

namespace {
constexpr std::string_view example = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";  // §3.2.4
}

TEST_CASE("the example of the standard, read and said again") {
    const auto parent = parse_traceparent(example);
    REQUIRE(parent);
    CHECK(parent->trace_text() == "4bf92f3577b34da6a3ce929d0e0e4736");
    CHECK(parent->sampled);
    CHECK(parent->header() == example);
    CHECK_FALSE(parse_traceparent("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00")->sampled);
    CHECK(parse_traceparent("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-ff")->sampled);  // unknown flags
}

TEST_CASE("a later version is read by its first four fields") {
    const std::string later = "cc" + std::string(example.substr(2));
    CHECK(parse_traceparent(later));
    CHECK(parse_traceparent(later + "-what-the-future-holds"));
    CHECK(parse_traceparent(later)->header().starts_with("00-"));  // we speak version 00
    CHECK_FALSE(parse_traceparent(later + "x"));
    CHECK_FALSE(parse_traceparent(later + "."));
}

TEST_CASE("what is not right is passed over") {
    for (const std::string_view bad : {
             "",
             "00",
             "00-",
             "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-0",
             "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-",  // version 00 has an end
             "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-011",
             "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
             "FF-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
             "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",  // upper case
             "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
             "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
             "00-4bf92f3577b34da6a3ce929d0e0e473g-00f067aa0ba902b7-01",
             "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-0g",
             "00_4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
             "00-4bf92f3577b34da6a3ce929d0e0e4736_00f067aa0ba902b7-01",
             "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7_01",
             " 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
             "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01\r\nX: y",
         }) {
        CAPTURE(bad);
        CHECK_FALSE(parse_traceparent(bad));
    }
    // any single byte replaced by one outside the alphabet
    for (std::size_t i = 0; i < example.size(); ++i) {
        std::string torn(example);
        torn[i] = '\0';
        CHECK_FALSE(parse_traceparent(torn));
    }
    CHECK_FALSE(parse_traceparent(std::string(1'000'000, '0')));
}

TEST_CASE("new traces differ, a child keeps its trace") {
    const TraceParent first = new_trace();
    CHECK(first != new_trace());
    CHECK(parse_traceparent(first.header()) == first);
    const TraceParent child = first.child();
    CHECK(child.trace_id == first.trace_id);
    CHECK(child.parent_id != first.parent_id);
}
