// Queries, hosts, traces and the table of who a proxy says asked: the parts that need no server.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "platform/http/answer.h"
#include "platform/http/proxies.h"
#include "platform/http/target.h"
#include "platform/http/trace.h"

using namespace tongguan;
using namespace tongguan::http;

TEST_CASE("queries keep order, repeat names, decode plus and percent once") {
    Pairs query;
    REQUIRE_FALSE(read_query("b=2&a=%2B+x&b=&c&&%E5%8D%95=%252e", 64, query));
    CHECK(query == Pairs{{"b", "2"}, {"a", "+ x"}, {"b", ""}, {"c", ""}, {"单", "%2e"}});
    query.clear();
    CHECK(read_query("a=1&b=2", 1, query)->status == 400);
}

TEST_CASE("a trace is the caller's when well-formed, else new, never zero") {
    const std::string id = "0af7651916cd43dd8448eb211c80319c";
    CHECK(trace_of("00-" + id + "-b7ad6b7169203331-01") == id);
    CHECK(trace_of("cc-" + id + "-b7ad6b7169203331-01-what-the-future-adds") == id);
    for (const std::string& bad : std::vector<std::string>{
             std::string(), "00-" + id, "ff-" + id + "-b7ad6b7169203331-01", "00-" + id + "-b7ad6b7169203331-01-more",
             "00-" + id + "-0000000000000000-01", "00-" + std::string(32, '0') + "-b7ad6b7169203331-01",
             "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01", "00_" + id + "-b7ad6b7169203331-01"}) {
        CAPTURE(bad);
        const std::string trace = trace_of(bad);
        CHECK(trace != id);
        CHECK(trace.size() == 32);
        CHECK(trace.find_first_not_of("0123456789abcdef") == std::string::npos);
        CHECK(trace != trace_of(bad));
    }
}

TEST_CASE("hosts") {
    for (const char* fine : {"t", "tongguan.hangzhou.gov.cn", "127.0.0.1:8080", "[::1]", "[fe80::1]:443", "a_b-c"})
        CHECK(is_host(fine));
    for (const char* bad :
         {"", ":80", "a:", "a:123456", "a:-1", "[::1", "[]", "[::1]x", "a b", "a/b", "a?b", "张", "a%41"})
        CHECK_FALSE(is_host(bad));
}

TEST_CASE("dates are IMF-fixdate") {
    CHECK(imf_date(784111777) == "Sun, 06 Nov 1994 08:49:37 GMT");  // RFC 9110 §5.6.7
    CHECK(imf_date(951827696) == "Tue, 29 Feb 2000 12:34:56 GMT");
}

TEST_CASE("proxies: addresses, networks, v4 in v6, and the rightmost stranger") {
    const auto proxies = Proxies::parse({"10.0.0.0/8", "192.168.1.5", "fd00::/8"});
    REQUIRE(proxies);
    for (const char* yes : {"10.1.2.3", "192.168.1.5", "fd12::1", "::ffff:10.0.0.1"}) CHECK(proxies->trusts(yes));
    for (const char* no : {"11.0.0.1", "192.168.1.6", "fe80::1", "", "x"}) CHECK_FALSE(proxies->trusts(no));
    for (const char* bad : {"10.0.0.0/", "10.0.0.0/33", "::/129", "10.0.0", "10.0.0.1/8x", ""})
        CHECK_FALSE(Proxies::parse({bad}));
    Request request;
    request.remote = "10.0.0.1";
    request.headers = {{"x-forwarded-for", "1.1.1.1"},
                       {"x-forwarded-for", "9.9.9.9 , 10.2.2.2"},
                       {"x-forwarded-proto", "http, https"}};
    proxies->apply(request);
    CHECK(request.remote == "9.9.9.9");
    CHECK(request.secure);
}

TEST_CASE("inside: this machine and the trusted proxies themselves, never somebody behind a proxy") {
    const auto none = Proxies::parse({}).value();
    const auto some = Proxies::parse({"10.0.0.0/8"}).value();
    const auto local = Proxies::parse({"127.0.0.1"}).value();
    const auto asked = [](const Proxies& proxies, std::string remote, std::vector<Header> headers = {}) {
        Request request;
        request.remote = std::move(remote);
        request.headers = std::move(headers);
        if (proxies.trusts(request.remote)) proxies.apply(request);
        return proxies.inside(request);
    };
    for (const char* here : {"127.0.0.1", "127.8.8.8", "::1", "::ffff:127.0.0.1"}) CHECK(asked(none, here));
    for (const char* far : {"9.9.9.9", "10.0.0.1", "fd12::1", "::ffff:9.9.9.9", "", "x"}) CHECK_FALSE(asked(none, far));
    CHECK(asked(some, "10.0.0.1"));
    CHECK_FALSE(asked(some, "10.0.0.1", {{"x-forwarded-for", "9.9.9.9"}}));
    CHECK_FALSE(asked(some, "10.0.0.1", {{"x-forwarded-for", "127.0.0.1, 9.9.9.9"}}));
    CHECK_FALSE(asked(none, "127.0.0.1", {{"x-forwarded-for", "127.0.0.1"}}));  // by a proxy that nobody named
    CHECK_FALSE(asked(none, "127.0.0.1", {{"forwarded", "for=9.9.9.9"}}));
    CHECK(asked(local, "127.0.0.1"));
    CHECK_FALSE(asked(local, "127.0.0.1", {{"x-forwarded-for", "9.9.9.9"}}));
}

TEST_CASE("cookies are found by their whole name") {
    Request request;
    request.headers = {{"cookie", "a=1; __Host-s=x=y ; bb=2"}, {"cookie", "late=3"}};
    CHECK(request.cookie("a") == "1");
    CHECK(request.cookie("__Host-s") == "x=y");
    CHECK(request.cookie("b").empty());
    CHECK(request.cookie("late") == "3");
}
