#include "platform/telemetry/metrics.h"

#include <doctest/doctest.h>

#include <limits>
#include <stdexcept>
#include <thread>

using namespace tongguan;
using namespace tongguan::telemetry;

TEST_CASE("the exposition, letter for letter") {
    Registry registry;
    auto& requests = registry.counters("http_requests_total", "Requests answered.", {"method", "status"});
    requests.with({"GET", "200"}).add(3);
    requests.with({"POST", "422"}).add();
    registry.gauge("queue_depth", "Jobs that wait.\nA \\ and a second line.").set(2.5);
    registry.gauge_from("log_drops", "Lines lost.", [] { return 7.0; });
    const std::array<double, 2> bounds{0.1, 1};
    auto& seconds = registry.histogram("work_seconds", "Time of a Work.", bounds);
    seconds.observe(0.1);  // a bound belongs to its own bucket (le)
    seconds.observe(0.5);
    seconds.observe(std::chrono::seconds{4});
    CHECK(registry.exposition() ==
          "# HELP http_requests_total Requests answered.\n"
          "# TYPE http_requests_total counter\n"
          "http_requests_total{method=\"GET\",status=\"200\"} 3\n"
          "http_requests_total{method=\"POST\",status=\"422\"} 1\n"
          "# HELP queue_depth Jobs that wait.\\nA \\\\ and a second line.\n"
          "# TYPE queue_depth gauge\n"
          "queue_depth 2.5\n"
          "# HELP log_drops Lines lost.\n"
          "# TYPE log_drops gauge\n"
          "log_drops 7\n"
          "# HELP work_seconds Time of a Work.\n"
          "# TYPE work_seconds histogram\n"
          "work_seconds_bucket{le=\"0.1\"} 1\n"
          "work_seconds_bucket{le=\"1\"} 2\n"
          "work_seconds_bucket{le=\"+Inf\"} 3\n"
          "work_seconds_sum 4.6\n"
          "work_seconds_count 3\n");
}

TEST_CASE("label values cannot break out of their quotes") {
    Registry registry;
    registry.counters("x_total", "x", {"path"}).with({"a\"} 1\nevil_total 9\\"}).add();
    CHECK(registry.exposition() ==
          "# HELP x_total x\n# TYPE x_total counter\nx_total{path=\"a\\\"} 1\\nevil_total 9\\\\\"} 1\n");
}

TEST_CASE("wrong declarations throw at start") {
    Registry registry;
    registry.counter("a_total", "a");
    registry.histogram("b_seconds", "b");
    CHECK_THROWS_AS(registry.counter("a_total", "again"), std::logic_error);
    CHECK_THROWS_AS(registry.gauge("b_seconds_count", "the histogram's own"), std::logic_error);
    CHECK_THROWS_AS(registry.counter("9a", "x"), std::logic_error);
    CHECK_THROWS_AS(registry.counter("a-b", "x"), std::logic_error);
    CHECK_THROWS_AS(registry.counter("", "x"), std::logic_error);
    CHECK_THROWS_AS(registry.counter("c_total", ""), std::logic_error);
    CHECK_THROWS_AS(registry.counters("d_total", "x", {"__name"}), std::logic_error);
    CHECK_THROWS_AS(registry.counters("e_total", "x", {"le"}), std::logic_error);
    CHECK_THROWS_AS(registry.counters("f_total", "x", {"a:b"}), std::logic_error);
    const std::array<double, 2> falling{2, 1};
    const std::array<double, 1> endless{std::numeric_limits<double>::infinity()};
    CHECK_THROWS_AS(registry.histogram("g", "x", falling), std::logic_error);
    CHECK_THROWS_AS(registry.histogram("h", "x", endless), std::logic_error);
    CHECK_THROWS_AS(registry.histograms("i", "x", {}, std::span<const double>{}), std::logic_error);
    auto& two = registry.counters("j_total", "x", {"a", "b"});
    CHECK_THROWS_AS(two.with({"1"}), std::logic_error);
}

TEST_CASE("a family's series are bounded: further values are one series") {
    Registry registry;
    auto& family = registry.counters("y_total", "y", {"route"});
    for (std::size_t i = 0; i < series_max + 50; ++i) family.with({"r" + std::to_string(i)}).add();
    CHECK(family.with({"one more"}).value() == 50);
    CHECK(&family.with({"r0"}) == &family.with({"r0"}));
    CHECK(family.with({"r0"}).value() == 1);
    CHECK(registry.exposition().find("y_total{route=\"other\"} 50\n") != std::string::npos);
}

TEST_CASE("nothing is lost between threads") {
    Registry registry;
    Counter& counter = registry.counter("n_total", "n");
    Gauge& gauge = registry.gauge("g", "g");
    Histogram& histogram = registry.histogram("h_seconds", "h");
    auto& family = registry.counters("f_total", "f", {"k"});
    constexpr int each = 10'000;
    {
        std::vector<std::jthread> threads;
        for (int t = 0; t < 12; ++t) {  // more than there are shards
            threads.emplace_back([&] {
                for (int i = 0; i < each; ++i) {
                    counter.add();
                    gauge.add(1);
                    histogram.observe(0.5);
                    if (i % 100 == 0) family.with({std::to_string(i % 500)}).add();
                }
            });
        }
        for (int i = 0; i < 20; ++i) CHECK_FALSE(registry.exposition().empty());  // scrapes amid
    }
    CHECK(counter.value() == 12 * each);
    CHECK(gauge.value() == 12 * each);
    CHECK(histogram.read().count == 12 * each);
    CHECK(histogram.read().sum == 12 * each * 0.5);
    std::uint64_t sum = 0;
    for (const auto* k : {"0", "100", "200", "300", "400"}) sum += family.with({k}).value();
    CHECK(sum == 12 * each / 100);
}

TEST_CASE("a histogram passes over what is no number, and takes what is beyond all bounds") {
    Histogram histogram(latency_buckets);
    histogram.observe(std::numeric_limits<double>::quiet_NaN());
    CHECK(histogram.read().count == 0);
    histogram.observe(-1);
    histogram.observe(1e9);
    CHECK(histogram.read().buckets.front() == 1);
    CHECK(histogram.read().buckets.back() == 1);
}

TEST_CASE("the process shows itself") {
    Registry registry;
    add_process_metrics(registry, Instant{});
    const std::string text = registry.exposition();
    for (const auto* name : {"process_resident_memory_bytes ", "process_cpu_seconds_total ", "process_open_fds "}) {
        const auto at = text.find(std::string("\n") + name);
        REQUIRE(at != std::string::npos);
        CHECK(std::stod(text.substr(at + 1 + std::string_view(name).size())) > 0);
    }
}
