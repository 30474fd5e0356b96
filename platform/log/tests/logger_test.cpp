#include "platform/log/logger.h"

#include <doctest/doctest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdio>
#include <fstream>
#include <iterator>
#include <latch>
#include <thread>
#include <vector>

#include "base/json.h"

using namespace tongguan;
using log::Field;
using log::Level;
using log::Logger;

namespace {

struct Phone {
    using personal = void;
    std::string digits;
};
static_assert(log::Personal<Phone>);
static_assert(!std::is_constructible_v<Field, std::string_view, Phone>);  // personal data do not compile as a field
static_assert(!std::is_constructible_v<Field, std::string_view, const Phone&>);
static_assert(std::is_constructible_v<Field, std::string_view, std::string>);

struct Collected {
    HandClock clock{instant_at(make_date(2021, 12, 31), std::chrono::hours{9})};
    std::vector<std::string> lines;
    log::Options options{.level = Level::debug, .file = "/dev/null"};
    Collected() {
        options.also = [this](std::string_view line) { lines.emplace_back(line); };
    }
};

std::string temporary_file() {
    std::string name = "/tmp/tongguan-log-XXXXXX";
    const int handle = mkstemp(name.data());
    REQUIRE(handle >= 0);
    close(handle);
    return name;
}

}  // namespace

TEST_CASE("a line, letter for letter") {
    Collected out;
    Logger logger(out.clock, out.options);
    logger.info("http.answered",
                {{"method", "GET"},
                 {"status", 200},
                 {"took_us", Duration{1250}},
                 {"cached", false},
                 {"load", 0.5},
                 {"case", Id<struct Case>{42}},
                 {"bytes", std::uint64_t{7}},
                 {"path", std::string("/x\n\"y\"")}},
                "4bf92f3577b34da6a3ce929d0e0e4736");
    logger.error("db.gone");
    logger.flush();
    REQUIRE(out.lines.size() == 2);
    CHECK(out.lines[0] ==
          R"({"at":"2021-12-31T09:00:00+08:00","level":"info","event":"http.answered",)"
          R"("trace":"4bf92f3577b34da6a3ce929d0e0e4736","method":"GET","status":200,"took_us":1250,"cached":false,)"
          R"("load":0.5,"case":"42","bytes":7,"path":"/x\n\"y\""})");
    CHECK(out.lines[1] == R"({"at":"2021-12-31T09:00:00+08:00","level":"error","event":"db.gone"})");
}

TEST_CASE("secrets and persons are redacted by the name of their field") {
    Collected out;
    Logger logger(out.clock, out.options);
    logger.info("x", {{"password", "hunter2"},
                      {"contact_phone", "13800000000"},
                      {"session_token", "abc"},
                      {"name", "钱某"},
                      {"id_number", 330100},
                      {"job_name", "outbox"},
                      {"keyboard", "qwerty"},
                      {"unit", 7}});
    logger.flush();
    CHECK(out.lines.at(0).find("hunter2") == std::string::npos);
    CHECK(out.lines.at(0).ends_with(
        R"("password":"redacted","contact_phone":"redacted","session_token":"redacted",)"
        R"("name":"redacted","id_number":"redacted","job_name":"outbox","keyboard":"qwerty","unit":7})"));
    CHECK(log::is_redacted("authorization"));
    CHECK_FALSE(log::is_redacted("phones"));
    CHECK_FALSE(log::is_redacted(""));
}

TEST_CASE("levels") {
    Collected out;
    out.options.level = Level::warn;
    Logger logger(out.clock, out.options);
    CHECK_FALSE(logger.on(Level::info));
    logger.debug("no");
    logger.info("no");
    logger.warn("yes");
    logger.set_level(Level::debug);
    logger.debug("yes");
    logger.set_level(Level::off);
    logger.error("no");
    logger.flush();
    REQUIRE(out.lines.size() == 2);
    CHECK(out.lines[1].find("\"debug\"") != std::string::npos);
}

TEST_CASE("what a stranger sent cannot break the line: bad UTF-8, newlines, length, many fields") {
    Collected out;
    Logger logger(out.clock, out.options);
    logger.info("x", {{"path", "/\xFF\xC0\n{\"level\":\"error\"}"}});
    std::string lengthy;
    while (lengthy.size() < 10'000) lengthy += "统";
    logger.info("x", {{"agent", lengthy}});
    logger.info("x", {{"cut_in_half", std::string(log::text_bytes_max, 'a') + "\xE7"}}, "\xFF");
    logger.flush();
    REQUIRE(out.lines.size() == 3);
    for (const std::string& line : out.lines) {
        CHECK(line.find('\n') == std::string::npos);
        CHECK(parse_json(line));
        CHECK(line.size() < log::text_bytes_max + 200);
    }
    CHECK(out.lines[0].find("/\uFFFD\uFFFD\\n{") != std::string::npos);
    CHECK(out.lines[1].ends_with("统…\"}"));
}

TEST_CASE("a file that was moved away is opened anew by its name; when that fails the old one goes on and says so") {
    const HandClock clock{instant_at(make_date(2021, 12, 31), std::chrono::hours{9})};
    const std::string file = temporary_file();
    const std::string moved = file + ".1";
    const auto content = [](const std::string& name) {
        std::ifstream stream(name);
        return std::string(std::istreambuf_iterator<char>(stream), {});
    };
    Logger logger(clock, {.file = file});
    logger.info("first");
    logger.flush();
    REQUIRE(std::rename(file.c_str(), moved.c_str()) == 0);
    logger.reopen();
    logger.info("second");
    logger.flush();
    CHECK(content(moved).find("first") != std::string::npos);
    CHECK(content(moved).find("second") == std::string::npos);
    CHECK(content(file).find("second") != std::string::npos);

    REQUIRE(std::remove(file.c_str()) == 0);
    REQUIRE(mkdir(file.c_str(), 0700) == 0);  // a folder stands where the file should be
    std::vector<std::string> lines;
    Logger other(clock, {.file = moved, .also = [&](std::string_view line) { lines.emplace_back(line); }});
    REQUIRE(std::remove(moved.c_str()) == 0);
    REQUIRE(mkdir(moved.c_str(), 0700) == 0);
    other.reopen();
    other.flush();
    REQUIRE(lines.size() == 1);
    CHECK(lines.front().find("log.not_reopened") != std::string::npos);
    for (const std::string& folder : {file, moved}) CHECK(rmdir(folder.c_str()) == 0);
}

TEST_CASE("a full queue drops, counts and tells; warnings keep their own room") {
    Collected out;
    out.options.queue = 16;
    std::latch entered(1);
    std::latch released(1);
    bool first = true;
    out.options.also = [&](std::string_view line) {
        if (first) {
            first = false;
            entered.count_down();
            released.wait();
        }
        out.lines.emplace_back(line);
    };
    Logger logger(out.clock, out.options);
    logger.info("first");
    entered.wait();  // the writer holds the first line and takes no more
    for (int i = 0; i < 20; ++i) logger.info("flood");
    CHECK(logger.dropped() == 6);  // fourteen of sixteen places are for them
    for (int i = 0; i < 3; ++i) logger.warn("grave");
    CHECK(logger.dropped() == 7);
    released.count_down();
    logger.flush();
    CHECK(out.lines.size() == 1 + 14 + 2 + 1);
    CHECK(out.lines.back().ends_with(R"("event":"log.dropped","lines":7})"));
}

TEST_CASE("threads: every line whole, each thread's lines in order, what waits is written at the end") {
    const std::string file = temporary_file();
    HandClock clock{Instant{}};
    {
        Logger logger(clock, {.file = file, .queue = 100'000});
        std::vector<std::jthread> threads;
        for (int t = 0; t < 4; ++t) {
            threads.emplace_back([&logger, t] {
                for (int i = 0; i < 1000; ++i) logger.info("n", {{"thread", t}, {"i", i}});
            });
        }
        threads.clear();
        CHECK(logger.dropped() == 0);
    }
    std::ifstream in(file);
    std::array<std::int64_t, 4> next{};
    int count = 0;
    for (std::string line; std::getline(in, line); ++count) {
        const auto json = parse_json(line);
        REQUIRE(json);
        auto& expected = next.at(static_cast<std::size_t>(json->at("thread").as_int64()));
        CHECK(json->at("i").as_int64() == expected++);
    }
    CHECK(count == 4000);
    std::remove(file.c_str());
}

TEST_CASE("a disk without room loses lines, not the server; a file that cannot be opened is said") {
    HandClock clock{Instant{}};
    Logger logger(clock, {.file = "/dev/full"});
    for (int i = 0; i < 3; ++i) {
        logger.info("x");
        logger.flush();
    }
    CHECK(logger.dropped() > 0);
    CHECK_THROWS_AS(Logger(clock, {.file = "/proc/no/such/folder/log"}), std::runtime_error);
}
