// What strangers send: each line is bytes, the status they get, and that the connection ends (or not).
#include <chrono>
#include <string>
#include <thread>
#include <vector>

#include "base/json.h"
#include "platform/http/faults.h"
#include "platform/http/tests/wire.h"

using namespace tongguan;
using namespace tongguan::http;
using namespace tongguan::http::testing;
using namespace std::string_literals;

namespace {

struct Attack {
    std::string name;
    std::string bytes;
    int status;          // of the first answer; 0 = closed without one
    bool closed = true;  // afterwards
};

void routes(Running& running) {
    running.add(Method::get, "/hello", [](Request&) { return Response::text(200, "hello"); }, true);
    running.add(Method::post, "/echo", [](Request& r) { return Response::text(200, r.body); });
    running.add(
        Method::get, "/files/{name}", [](Request& r) { return Response::text(200, std::string(r.param("name"))); },
        true);
    running.router.fallback({.run = [](Request& r) { return Response::text(200, "page " + r.path); }, .inline_ = true});
}

void attack(Running& running, const std::vector<Attack>& attacks) {
    for (const Attack& each : attacks) {
        CAPTURE(each.name);
        auto wire = running.wire();
        wire.send(each.bytes);
        const auto answer = wire.answer();
        CHECK(answer.status == each.status);
        if (each.status >= 400) CHECK(answer.header("content-type") == "application/problem+json");
        if (each.closed) {
            if (each.status != 0) CHECK(answer.header("connection") == "close");
            CHECK(wire.is_closed());
        } else {
            CHECK(wire.ask(get("/hello")).status == 200);
        }
    }
    auto after = running.wire();
    CHECK(after.ask(get("/hello")).body == "hello");  // the server goes on
}

std::string post(std::string_view headers, std::string_view body) {
    return "POST /echo HTTP/1.1\r\nHost: t\r\n" + std::string(headers) + "\r\n" + std::string(body);
}

}  // namespace

TEST_CASE("request smuggling: whatever two readers could cut differently is refused and closed") {
    Running running;
    routes(running);
    running.start();
    const std::string hidden = "GET /hello HTTP/1.1\r\nHost: t\r\n\r\n";
    attack(running,
           {
               {"both lengths", post("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n" + hidden), 400},
               {"both, other order", post("Transfer-Encoding: chunked\r\nContent-Length: 5\r\n", "0\r\n\r\n" + hidden),
                400},
               {"two different lengths", post("Content-Length: 5\r\nContent-Length: 6\r\n", "hello!" + hidden), 400},
               {"two same lengths", post("Content-Length: 5\r\nContent-Length: 5\r\n", "hello" + hidden), 400},
               {"a list of lengths", post("Content-Length: 5, 5\r\n", "hello" + hidden), 400},
               {"signed length", post("Content-Length: +5\r\n", "hello" + hidden), 400},
               {"negative length", post("Content-Length: -1\r\n", hidden), 400},
               {"hex length", post("Content-Length: 0x5\r\n", "hello" + hidden), 400},
               {"empty length", post("Content-Length: \r\n", hidden), 400},
               {"length beyond 64 bits", post("Content-Length: 18446744073709551617\r\n", "x" + hidden), 400},
               {"two encodings",
                post("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n" + hidden), 400},
               {"identity", post("Transfer-Encoding: identity\r\n", hidden), 400},
               {"chunked not last", post("Transfer-Encoding: chunked, gzip\r\n", "0\r\n\r\n" + hidden), 400},
               {"unknown before chunked", post("Transfer-Encoding: gzip, chunked\r\n", "0\r\n\r\n" + hidden), 501},
               {"xchunked", post("Transfer-Encoding: xchunked\r\n", "0\r\n\r\n" + hidden), 400},
               {"quoted chunked", post("Transfer-Encoding: \"chunked\"\r\n", "0\r\n\r\n" + hidden), 400},
               {"vertical tab chunked",
                post("Transfer-Encoding: \x0b"
                     "chunked\r\n",
                     "0\r\n\r\n" + hidden),
                400},
               {"chunked in HTTP/1.0", "POST /echo HTTP/1.0\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                400},
               {"space before colon", post("Content-Length : 5\r\n", "hello" + hidden), 400},
               {"tab before colon", post("Transfer-Encoding\t: chunked\r\n", "0\r\n\r\n" + hidden), 400},
               {"obs-fold", post("X-A: 1\r\n Content-Length: 5\r\n", "hello" + hidden), 400},
               {"obs-fold with tab", post("Transfer-Encoding:\r\n\tchunked\r\n", "0\r\n\r\n" + hidden), 400},
               {"first header folded", "GET /hello HTTP/1.1\r\n Host: t\r\n\r\n", 400},
               {"bare LF after request line", "GET /hello HTTP/1.1\nHost: t\r\n\r\n", 400},
               {"bare LF between headers", "GET /hello HTTP/1.1\r\nHost: t\nX: 1\r\n\r\n", 400},
               {"bare LF at the end", "GET /hello HTTP/1.1\r\nHost: t\r\n\n", 400},
               {"bare CR in a value", "GET /hello HTTP/1.1\r\nHost: t\r\nX: a\rContent-Length: 5\r\n\r\n", 400},
               {"bare CR in the request line", "GET /hello\r HTTP/1.1\r\nHost: t\r\n\r\n", 400},
               {"NUL in a value", get("/hello", "X: a"s + '\0' + "b\r\n"), 400},
               {"NUL in a name", get("/hello", "X"s + '\0' + "A: b\r\n"), 400},
               {"a name that is no token", "GET /hello HTTP/1.1\r\nHost: t\r\nX(A): b\r\n\r\n", 400},
               {"no name", "GET /hello HTTP/1.1\r\nHost: t\r\n: b\r\n\r\n", 400},
               {"no colon", "GET /hello HTTP/1.1\r\nHost: t\r\nNothing\r\n\r\n", 400},
               {"invalid UTF-8 in a value", "GET /hello HTTP/1.1\r\nHost: t\r\nX: \xc3\x28\r\n\r\n", 400},
               {"chunk extension", post("Transfer-Encoding: chunked\r\n", "3;a=b\r\nabc\r\n0\r\n\r\n"), 400},
               {"chunk extension on the last", post("Transfer-Encoding: chunked\r\n", "3\r\nabc\r\n0;a\r\n\r\n"), 400},
               {"space after chunk size", post("Transfer-Encoding: chunked\r\n", "3 \r\nabc\r\n0\r\n\r\n"), 400},
               {"chunk size with 0x", post("Transfer-Encoding: chunked\r\n", "0x3\r\nabc\r\n0\r\n\r\n"), 400},
               {"chunk size beyond 64 bits", post("Transfer-Encoding: chunked\r\n", "fffffffffffffffff\r\nabc"), 400},
               {"negative chunk size", post("Transfer-Encoding: chunked\r\n", "-1\r\nabc\r\n0\r\n\r\n"), 400},
               {"chunk longer than its size", post("Transfer-Encoding: chunked\r\n", "3\r\nabcd\r\n0\r\n\r\n"), 400},
               {"chunk ended by LF", post("Transfer-Encoding: chunked\r\n", "3\r\nabc\n0\r\n\r\n"), 400},
               {"chunk size ended by LF", post("Transfer-Encoding: chunked\r\n", "3\nabc\r\n0\r\n\r\n"), 400},
               {"chunk size that never ends", post("Transfer-Encoding: chunked\r\n", std::string(200, '0')), 400},
               {"trailer", post("Transfer-Encoding: chunked\r\n", "3\r\nabc\r\n0\r\nX-Trailer: 1\r\n\r\n"), 400},
               {"trailer that frames", post("Transfer-Encoding: chunked\r\n", "0\r\nContent-Length: 5\r\n\r\n"), 400},
           });
}

TEST_CASE("exactly one Host, well-formed; targets that are none of ours") {
    Running running;
    routes(running);
    running.start();
    attack(running, {
                        {"no host", "GET /hello HTTP/1.1\r\n\r\n", 400},
                        {"two hosts", "GET /hello HTTP/1.1\r\nHost: t\r\nHost: t\r\n\r\n", 400},
                        {"empty host", "GET /hello HTTP/1.1\r\nHost: \r\n\r\n", 400},
                        {"host with a path", "GET /hello HTTP/1.1\r\nHost: t/evil\r\n\r\n", 400},
                        {"host with a user", "GET /hello HTTP/1.1\r\nHost: a@t\r\n\r\n", 400},
                        {"host list", "GET /hello HTTP/1.1\r\nHost: a, b\r\n\r\n", 400},
                        {"host with a bad port", "GET /hello HTTP/1.1\r\nHost: t:8o\r\n\r\n", 400},
                        {"host with a port", "GET /hello HTTP/1.1\r\nHost: t:80\r\n\r\n", 200, false},
                        {"IPv6 host", "GET /hello HTTP/1.1\r\nHost: [::1]:8080\r\n\r\n", 200, false},
                        {"absolute form of another host", "GET http://evil/hello HTTP/1.1\r\nHost: t\r\n\r\n", 400},
                        {"absolute form with a user", "GET http://a@t/hello HTTP/1.1\r\nHost: t\r\n\r\n", 400},
                        {"absolute form of another scheme", "GET ftp://t/hello HTTP/1.1\r\nHost: t\r\n\r\n", 400},
                        {"absolute form", "GET http://t/hello HTTP/1.1\r\nHost: t\r\n\r\n", 200, false},
                        {"asterisk", "OPTIONS * HTTP/1.1\r\nHost: t\r\n\r\n", 400},
                        {"authority form", "CONNECT t:443 HTTP/1.1\r\nHost: t\r\n\r\n", 400},
                        {"relative", "GET hello HTTP/1.1\r\nHost: t\r\n\r\n", 400},
                        {"two spaces", "GET  /hello HTTP/1.1\r\nHost: t\r\n\r\n", 400},
                        {"no target", "GET HTTP/1.1\r\nHost: t\r\n\r\n", 400},
                        {"HTTP/0.9", "GET /hello\r\n\r\n", 400},
                        {"HTTP/2 preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505},
                        {"HTTP/1.2", "GET /hello HTTP/1.2\r\nHost: t\r\n\r\n", 505},
                        {"lower-case version", "GET /hello http/1.1\r\nHost: t\r\n\r\n", 505},
                        {"an empty line before", "\r\nGET /hello HTTP/1.1\r\nHost: t\r\n\r\n", 200, false},
                        {"two empty lines before", "\r\n\r\nGET /hello HTTP/1.1\r\nHost: t\r\n\r\n", 400},
                        {"TLS on a plain port", "\x16\x03\x01\x02", 400},
                        {"unknown expectation", post("Expect: the-worst\r\nContent-Length: 1\r\n", "x"), 417},
                        {"upgrade to h2c is ignored",
                         get("/hello", "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AA\r\n"),
                         200, false},
                    });
}

TEST_CASE("paths and queries that mean two things are refused") {
    Running running;
    routes(running);
    running.start();
    std::vector<Attack> attacks;
    for (const char* path : {"/..",
                             "/../etc/passwd",
                             "/a/../b",
                             "/a/./b",
                             "/.",
                             "/%2e%2e/etc/passwd",
                             "/a/%2E./b",
                             "/a/.%2e",
                             "/%252e%252e/x",
                             "/%25%32%65",
                             "/a%2fb",
                             "/a%2Fb",
                             "/a%5cb",
                             "/a%5Cb",
                             "/a\\b",
                             "//evil.example",
                             "/a//b",
                             "/a%00b",
                             "/a%0ab",
                             "/a%0d%0ab",
                             "/a%7fb",
                             "/%c3%28",
                             "/%ff",
                             "/%ed%a0%80",
                             "/%c0%af",
                             "/a%",
                             "/a%2",
                             "/a%zz",
                             "/a%c2%85b",
                             "/a#b",
                             "/a?x=%",
                             "/a?x=%zz",
                             "/a?x=%ff",
                             "/a?x=%00",
                             "/a?=1",
                             "/a?%01=1"})
        attacks.push_back({path, get(path), 400});
    std::string many = "/a?";
    for (int i = 0; i < 65; ++i) many += "p" + std::to_string(i) + "=1&";
    attacks.push_back({"65 parameters", get(many), 400});
    many.erase(many.rfind("p64"));
    attacks.push_back({"64 parameters", get(many), 200, false});
    for (const char* path : {"/", "/a/", "/a.b..c/...", "/%E5%BC%A0", "/a%20b", "/a?x=%2e%2e%2f&&y", "/a?x=%252e",
                             "/100%25", "/a?u=http://b/?c=d"})
        attacks.push_back({path, get(path), 200, false});
    attack(running, attacks);
    auto wire = running.wire();
    CHECK(wire.ask(get("/%E5%BC%A0%20b/100%25?x")).body == "page /张 b/100%");
}

TEST_CASE("sizes: line 414, head 431, number of headers 431, body 413 by length and by chunks") {
    Running running({.limits = {.line_bytes = 1000, .header_bytes = 2000, .headers = 10, .body_bytes = 100}});
    routes(running);
    running.add(
        Method::post, "/large", [](Request& r) { return Response::text(200, std::to_string(r.body.size())); }, false,
        200'000);
    running.start();
    std::string eleven, ten;
    for (int i = 0; i < 10; ++i) eleven += "X-" + std::to_string(i) + ": 1\r\n";
    ten = eleven.substr(0, eleven.rfind("X-9"));
    const std::string lines = "X-A: " + std::string(700, 'a') + "\r\nX-B: " + std::string(700, 'a') +
                              "\r\nX-C: " + std::string(700, 'a') + "\r\n";
    attack(running,
           {
               {"long target", get("/" + std::string(2000, 'a')), 414},
               {"long target, no end", "GET /" + std::string(1500, 'a'), 414},
               {"long method, no end", std::string(1500, 'A'), 414},
               {"long header line", get("/hello", "X: " + std::string(1200, 'a') + "\r\n"), 431},
               {"long head", get("/hello", lines), 431},
               {"eleven headers", get("/hello", eleven), 431},
               {"ten headers", get("/hello", ten), 200, false},
               {"declared body", post("Content-Length: 101\r\n", ""), 413},
               {"declared huge body", post("Content-Length: 18446744073709551615\r\n", ""), 413},
               {"body at its limit", post("Content-Length: 100\r\n", std::string(100, 'b')), 200, false},
               {"one chunk too large",
                post("Transfer-Encoding: chunked\r\n", "65\r\n" + std::string(101, 'b') + "\r\n0\r\n\r\n"), 413},
               {"chunks too large together",
                post("Transfer-Encoding: chunked\r\n", "60\r\n" + std::string(96, 'b') + "\r\n5\r\nccccc\r\n0\r\n\r\n"),
                413},
               {"body for nobody", "POST /nowhere HTTP/1.1\r\nHost: t\r\nContent-Length: 5\r\n\r\nhello", 404},
           });
    auto wire = running.wire();
    CHECK(wire.ask("POST /large HTTP/1.1\r\nHost: t\r\nContent-Length: 200000\r\n\r\n" + std::string(200'000, 'b'))
              .body == "200000");
}

TEST_CASE("a refusal of the transport names the rule and its bound in the reader's language") {
    Running running({.limits = {.line_bytes = 1000, .header_bytes = 2000, .headers = 10, .body_bytes = 100}});
    routes(running);
    running.add(Method::post, "/large", [](Request&) { return Response::text(200, "taken"); }, false, 200'000);
    running.start();
    const auto told = [&](const std::string& request) {
        const auto answer = running.wire().ask(request);
        const Json problem = parse_json(answer.body).value();
        CHECK(problem.at("status").as_int64() == answer.status);
        CHECK(problem.at("type").as_string() == "urn:tongguan:" + std::string(problem.at("key").as_string()));
        CHECK_FALSE(problem.at("title").as_string().empty());
        return std::string(problem.at("detail").as_string());
    };
    const std::string english = "Accept-Language: en\r\n";
    CHECK(told(post("Content-Length: 101\r\n", "")) == "此处提交的内容不得超过 100 字节。");
    CHECK(told(post(english + "Content-Length: 101\r\n", "")) == "What is sent here may be at most 100 bytes.");
    CHECK(told("POST /large HTTP/1.1\r\nHost: t\r\nContent-Length: 200001\r\n\r\n") ==
          "此处提交的内容不得超过 200000 字节。");
    CHECK(told(get("/" + std::string(2000, 'a'))) == "请求行（方法、地址与协议版本）不得超过 1000 字节。");
    CHECK(told(get("/hello", "X: " + std::string(1200, 'a') + "\r\n")) ==
          "请求头合计不得超过 2000 字节，单行不得超过 1000 字节，不得多于 10 项。");
    CHECK(told("PUT /hello HTTP/1.1\r\nHost: t\r\n\r\n") == "此地址支持的操作方式为：GET, HEAD。");
    CHECK(told("GET /hello HTTP/1.1\r\n\r\n").starts_with("请求须带有且仅带有一个 Host"));
}

TEST_CASE("every fault has a title and a detail in both languages") {
    for (const std::string key :
         {"bad_head", "bad_target", "bad_query", "bad_framing", "bad_host", "not_found", "method_not_allowed",
          "request_timeout", "body_too_large", "target_too_long", "expectation_unknown", "head_too_large",
          "encoding_unknown", "version_unknown", "failed", "busy", "too_many_connections", "too_many_streams"})
        for (const char* language : {"zh", "en"})
            for (const char* part : {"", ".detail"}) {
                const std::string text = "http." + key + part;
                CHECK_MESSAGE(fault_text(text, language) != text, language, " ", text);
            }
}

TEST_CASE("a refused upload still reads its 413 while it is sending") {
    Running running;
    routes(running);
    running.start();
    auto wire = running.wire();
    wire.send(post("Content-Length: 2000000\r\n", std::string(150'000, 'b')));
    CHECK(wire.answer().status == 413);
    CHECK(wire.is_closed());
}

TEST_CASE("all bodies together have a bound") {
    Running running({.limits = {.bodies_bytes = 1000}});
    routes(running);
    running.start();
    auto holder = running.wire(), other = running.wire();
    holder.send(post("Content-Length: 900\r\n", std::string(899, 'b')));
    while (other.ask(get("/hello")).status == 200) {
        const auto answer = other.ask(post("Content-Length: 200\r\n", std::string(200, 'b')));
        if (answer.status == 200) continue;  // the holder's bytes have not arrived yet
        CHECK(answer.status == 503);
        CHECK(answer.header("retry-after") == "1");
        break;
    }
    holder.send("b");
    CHECK(holder.answer().status == 200);
    CHECK(running.wire().ask(post("Content-Length: 200\r\n", std::string(200, 'b'))).status == 200);
}

TEST_CASE("slow clients: head, body, reader and idle each have their time") {
    using std::chrono::milliseconds;
    Running running({.limits = {.header_time = milliseconds{60},
                                .body_time = milliseconds{60},
                                .write_time = milliseconds{60},
                                .idle_time = milliseconds{60},
                                .linger_time = milliseconds{60}}});
    routes(running);
    static const std::string large(32 << 20, 'L');
    running.add(
        Method::get, "/large",
        [](Request&) {
            Response r;
            r.static_body = large;
            return r;
        },
        true);
    auto& server = running.start();
    auto silent = running.wire(), loris = running.wire(), body = running.wire(), chunked = running.wire(),
         idle = running.wire();
    Wire reader(server.port(), nullptr, 4096);
    loris.send("GET /hello HTTP/1.1\r\nHo");
    body.send(post("Content-Length: 10\r\n", "12345"));
    chunked.send(post("Transfer-Encoding: chunked\r\n", "5\r\n12345\r\n"));
    CHECK(idle.ask(get("/hello")).status == 200);
    reader.send(get("/large"));
    const auto late = loris.answer();
    CHECK(late.status == 408);
    CHECK(late.header("connection") == "close");
    CHECK(loris.is_closed());
    CHECK(body.answer().status == 408);
    CHECK(body.is_closed());
    CHECK(chunked.answer().status == 408);
    CHECK(chunked.is_closed());
    CHECK(silent.is_closed());
    CHECK(idle.is_closed());
    while (server.counters().connections_open > 0) std::this_thread::yield();  // the reader's was cut, unread
    CHECK(reader.until_closed().size() < large.size());
}

TEST_CASE("bytes that trickle do not move the deadline of a head") {
    constexpr std::size_t never_full = 64 << 20;
    Running running(
        {.limits = {
             .line_bytes = never_full, .header_bytes = never_full, .header_time = std::chrono::milliseconds{80}}});
    routes(running);
    running.start();
    auto wire = running.wire();
    wire.send("GET /hello HTTP/1.1\r\nHost: t\r\nX: ");
    char answer[12];
    ssize_t got = 0;
    while (got <= 0 && wire.send("a")) got = recv(wire.fd(), answer, sizeof answer, MSG_DONTWAIT);
    CHECK(std::string(answer, static_cast<std::size_t>(got)) == "HTTP/1.1 408");
}
