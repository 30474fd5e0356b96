#include <doctest/doctest.h>

#include <algorithm>
#include <thread>
#include <vector>

#include "base/clock.h"
#include "base/id.h"

using namespace tongguan;

namespace {

constexpr std::int64_t start_2021 = 1'609'459'200'000;  // 2021-01-01T00:00Z

}  // namespace

TEST_CASE("ids hold time, node and count, and only grow") {
    IdSource ids(5);
    const std::int64_t first = ids.next(start_2021);
    CHECK((first >> 22) == start_2021 - 1'577'836'800'000);
    CHECK((first >> 12 & 0x3FF) == 5);
    CHECK((first & 0xFFF) == 0);
    CHECK(ids.next(start_2021) == first + 1);
    CHECK(ids.next(start_2021 - 60'000) == first + 2);  // the clock went back
    CHECK((ids.next(start_2021 + 1) >> 22) == (first >> 22) + 1);
}

TEST_CASE("a full millisecond borrows from the next") {
    IdSource ids(0);
    std::int64_t last = 0;
    for (int i = 0; i < 4097; ++i) {
        const std::int64_t id = ids.next(start_2021);
        CHECK_MESSAGE(id > last, i);
        last = id;
    }
    CHECK((last >> 22) == start_2021 - 1'577'836'800'000 + 1);
}

TEST_CASE("no id is none, even before the epoch") {
    CHECK(IdSource(0).next(0) != 0);
    CHECK(IdSource(1024 + 3).next(0) == (3 << 12) + 1);  // ten bits of node
    CHECK_FALSE(Id<int>{});
    CHECK(Id<int>{1});
}

TEST_CASE("threads never draw the same id") {
    IdSource ids(1);
    constexpr std::size_t each = 20'000;
    std::vector<std::vector<std::int64_t>> drawn(4);
    {
        std::vector<std::jthread> threads;
        for (auto& mine : drawn) {
            threads.emplace_back([&] {
                for (std::size_t i = 0; i < each; ++i) mine.push_back(ids.next(start_2021));
            });
        }
    }
    std::vector<std::int64_t> all;
    for (const auto& mine : drawn) {
        CHECK(std::ranges::is_sorted(mine));
        all.insert(all.end(), mine.begin(), mine.end());
    }
    std::ranges::sort(all);
    CHECK(std::ranges::adjacent_find(all) == all.end());
    CHECK(all.size() == 4 * each);
}

TEST_CASE("business time is machine time and an offset; a hand clock stands still") {
    HandClock machine(instant_at(make_date(2026, 8, 1)));
    const ShiftedClock business(machine, instant_at(make_date(2021, 12, 31)) - instant_at(make_date(2026, 8, 1)));
    CHECK(date_of(business.now()) == make_date(2021, 12, 31));
    machine.advance(std::chrono::hours{24});
    CHECK(date_of(business.now()) == make_date(2022, 1, 1));
    CHECK(business.now() == business.now());
    const MachineClock real;
    CHECK(real.now() > instant_at(make_date(2024, 1, 1)));
}
