// The server over real sockets: the ordinary life of connections.
#include <atomic>
#include <chrono>
#include <semaphore>
#include <string>
#include <thread>
#include <vector>

#include "platform/http/tests/wire.h"

using namespace tongguan;
using namespace tongguan::http;
using namespace tongguan::http::testing;

namespace {

void echo_routes(Running& running) {
    running.add(Method::get, "/hello", [](Request&) { return Response::text(200, "hello"); }, true);
    running.add(Method::get, "/work/{id}", [](Request& r) { return Response::text(200, std::string(r.param("id"))); });
    running.add(Method::post, "/echo", [](Request& r) { return Response::text(200, r.body); });
    running.add(Method::get, "/seen", [](Request& r) {
        std::string text(name_of(r.method));
        text += "|" + r.target + "|" + r.path;
        for (const auto& [name, value] : r.query) text += "|" + name + "=" + value;
        return Response::text(200, text);
    });
}

}  // namespace

TEST_CASE("an answer carries date, length and every security header") {
    Running running;
    echo_routes(running);
    running.start();
    auto wire = running.wire();
    const auto answer = wire.ask(get("/hello"));
    CHECK(answer.status == 200);
    CHECK(answer.body == "hello");
    CHECK(answer.header("date") == "Fri, 31 Dec 2021 09:00:00 GMT");
    CHECK(answer.header("content-length") == "5");
    CHECK(answer.header("x-content-type-options") == "nosniff");
    CHECK(answer.header("referrer-policy") == "same-origin");
    CHECK(answer.header("cross-origin-opener-policy") == "same-origin");
    CHECK(answer.header("cross-origin-resource-policy") == "same-origin");
    CHECK_FALSE(answer.header("permissions-policy").empty());
    CHECK(answer.header("cache-control") == "no-store");
    CHECK(answer.header("strict-transport-security").empty());  // not over plain http
    CHECK(answer.header("content-security-policy") ==
          "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
          "connect-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'");
    running.clock.advance(std::chrono::seconds{61});
    CHECK(wire.ask(get("/hello")).header("date") == "Fri, 31 Dec 2021 09:01:01 GMT");
}

TEST_CASE("a thousand requests on one connection, inline and on workers") {
    Running running;
    echo_routes(running);
    auto& server = running.start();
    auto wire = running.wire();
    for (int i = 0; i < 500; ++i) {
        CHECK(wire.ask(get("/hello")).body == "hello");
        CHECK(wire.ask(get("/work/" + std::to_string(i))).body == std::to_string(i));
    }
    CHECK(server.counters().requests == 1000);
    CHECK(server.counters().connections_open == 1);
}

TEST_CASE("pipelined requests are answered in order, past the bound of a batch, mixed with bodies") {
    Running running({.limits = {.pipelined = 4}});
    echo_routes(running);
    running.start();
    auto wire = running.wire();
    std::string bytes;
    for (int i = 0; i < 50; ++i) {
        bytes += get("/hello");
        bytes += get("/work/" + std::to_string(i));
        const std::string body = "body " + std::to_string(i);
        bytes += "POST /echo HTTP/1.1\r\nHost: t\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
    }
    REQUIRE(wire.send(bytes));
    for (int i = 0; i < 50; ++i) {
        CHECK(wire.answer().body == "hello");
        CHECK(wire.answer().body == std::to_string(i));
        CHECK(wire.answer().body == "body " + std::to_string(i));
    }
}

TEST_CASE("a request in single bytes is the same request") {
    Running running;
    echo_routes(running);
    running.start();
    auto wire = running.wire();
    for (const char c : std::string(
             "POST /echo HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n"))
        REQUIRE(wire.send(std::string_view(&c, 1)));
    CHECK(wire.answer().body == "abcde");
    CHECK(wire.ask(get("/hello")).status == 200);
}

TEST_CASE("HTTP/1.0 closes unless asked to keep alive") {
    Running running;
    echo_routes(running);
    running.start();
    auto plain = running.wire();
    CHECK(plain.ask("GET /hello HTTP/1.0\r\n\r\n").header("connection") == "close");
    CHECK(plain.is_closed());
    auto kept = running.wire();
    CHECK(kept.ask("GET /hello HTTP/1.0\r\nConnection: keep-alive\r\n\r\n").header("connection") == "keep-alive");
    CHECK(kept.ask("GET /hello HTTP/1.0\r\n\r\n").status == 200);
    CHECK(kept.is_closed());
}

TEST_CASE("connection: close is answered and kept") {
    Running running;
    echo_routes(running);
    running.start();
    auto wire = running.wire();
    CHECK(wire.ask(get("/hello", "Connection: close\r\n")).header("connection") == "close");
    CHECK(wire.is_closed());
}

TEST_CASE("HEAD is GET without its body; unknown paths 404; known paths 405 with Allow") {
    Running running;
    echo_routes(running);
    running.start();
    auto wire = running.wire();
    wire.send("HEAD /hello HTTP/1.1\r\nHost: t\r\n\r\n" + get("/hello"));
    const auto head = wire.answer(true);
    CHECK(head.status == 200);
    CHECK(head.header("content-length") == "5");
    CHECK(wire.answer().body == "hello");
    const auto missing = wire.ask(get("/missing", "Accept-Language: en-GB\r\n"));
    CHECK(missing.status == 404);
    CHECK(missing.header("content-type") == "application/problem+json");
    CHECK(missing.body.find("\"title\":\"There is nothing at this address\"") != std::string::npos);
    CHECK(wire.ask(get("/missing")).body.find("地址不存在") != std::string::npos);
    const auto wrong = wire.ask("DELETE /hello HTTP/1.1\r\nHost: t\r\n\r\n");
    CHECK(wrong.status == 405);
    CHECK(wrong.header("allow") == "GET, HEAD");
    CHECK(wire.ask("FROB /hello HTTP/1.1\r\nHost: t\r\n\r\n").status == 405);
    CHECK(wire.ask("get /hello HTTP/1.1\r\nHost: t\r\n\r\n").status == 405);
}

TEST_CASE("a literal segment goes before a parameter, and methods may lie on different patterns") {
    Running running;
    running.add(
        Method::get, "/a/{id}/b", [](Request& r) { return Response::text(200, "param " + std::string(r.param("id"))); },
        true);
    running.add(Method::get, "/a/new/b", [](Request&) { return Response::text(200, "literal"); }, true);
    running.add(Method::post, "/a/new/c", [](Request&) { return Response::text(200, "posted"); }, true);
    running.add(
        Method::get, "/a/{name}/c", [](Request& r) { return Response::text(200, "c " + std::string(r.param("name"))); },
        true);
    running.start();
    auto wire = running.wire();
    CHECK(wire.ask(get("/a/new/b")).body == "literal");
    CHECK(wire.ask(get("/a/7/b")).body == "param 7");
    CHECK(wire.ask(get("/a/new/c")).body == "c new");
    CHECK(wire.ask(get("/a/%E5%BC%A0/c")).body == "c 张");
    CHECK_THROWS_AS(running.router.add(Method::get, "/a/{other}/b", {}), std::logic_error);
}

TEST_CASE("the target is decoded once; absolute form is taken when it names this host") {
    Running running;
    echo_routes(running);
    running.start();
    auto wire = running.wire();
    CHECK(wire.ask(get("/seen?a=1&b=%E5%BC%A0+%E4%B8%89&c")).body ==
          "GET|/seen?a=1&b=%E5%BC%A0+%E4%B8%89&c|/seen|a=1|b=张 三|c=");
    CHECK(wire.ask("GET http://T/seen?x=1 HTTP/1.1\r\nHost: t\r\n\r\n").body == "GET|http://T/seen?x=1|/seen|x=1");
}

TEST_CASE("Expect: 100-continue is answered before the body, and a refusal instead of it") {
    Running running({.limits = {.body_bytes = 100}});
    echo_routes(running);
    running.start();
    auto wire = running.wire();
    wire.send("POST /echo HTTP/1.1\r\nHost: t\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n");
    CHECK(wire.until("\r\n\r\n") == "HTTP/1.1 100 Continue\r\n\r\n");
    CHECK(wire.ask("data").body == "data");
    CHECK(wire.ask("POST /echo HTTP/1.1\r\nHost: t\r\nExpect: 100-continue\r\nContent-Length: 101\r\n\r\n").status ==
          413);
    CHECK(wire.is_closed());
}

TEST_CASE("a worker that throws answers 500 with the trace, and the server goes on") {
    std::string reported;
    Running running;
    running.add(Method::get, "/throw", [](Request&) -> Response { throw std::runtime_error("secret detail"); });
    running.add(Method::get, "/odd", [](Request&) -> Response { throw 7; }, true);
    running.failure = [&reported](std::string_view trace, std::string_view what) {
        reported = std::string(trace) + " " + std::string(what);
    };
    running.start();
    auto wire = running.wire();
    const auto answer =
        wire.ask(get("/throw", "traceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\r\n"));
    CHECK(answer.status == 500);
    CHECK(answer.body.find("0af7651916cd43dd8448eb211c80319c") != std::string::npos);
    CHECK(answer.body.find("secret") == std::string::npos);
    CHECK(reported == "0af7651916cd43dd8448eb211c80319c secret detail");
    CHECK(wire.ask(get("/odd")).status == 500);
    CHECK(wire.ask(get("/throw")).status == 500);
}

TEST_CASE("a header that would break the answer is left out and counted") {
    Running running;
    running.add(
        Method::get, "/inject",
        [](Request&) {
            return Response::text(200, "x")
                .set("x-fine", "a\tb")
                .set("location", "/a\r\nset-cookie: stolen=1")
                .set("x bad", "1")
                .set("x-nul", std::string("a\0b", 3))
                .set("content-length", "999")
                .set("", "1");
        },
        true);
    auto& server = running.start();
    auto wire = running.wire();
    const auto answer = wire.ask(get("/inject"));
    CHECK(answer.head.find("stolen") == std::string::npos);
    CHECK(answer.head.find("x-nul") == std::string::npos);
    CHECK(answer.header("x-fine") == "a\tb");
    CHECK(answer.header("content-length") == "1");
    CHECK(server.counters().headers_dropped == 4);
}

TEST_CASE("a streamed answer comes in chunks; to HTTP/1.0 until the close; a failure cuts it") {
    Running running;
    running.add(Method::get, "/rows/{mode}", [](Request& request) {
        Response response;
        response.set("content-type", "text/csv");
        response.stream = [i = 0, fails = request.param("mode") == "fail"](std::string& chunk) mutable {
            if (fails && i == 2) throw std::runtime_error("database gone");
            if (i % 2 == 0) chunk = "row " + std::to_string(i) + "\n";  // an empty chunk now and then must not end it
            return ++i < 5;
        };
        return response;
    });
    running.start();
    auto wire = running.wire();
    CHECK(wire.ask(get("/rows/all")).body == "row 0\nrow 2\nrow 4\n");
    wire.send("HEAD /rows/all HTTP/1.1\r\nHost: t\r\n\r\n");
    CHECK(wire.answer(true).status == 200);
    CHECK(wire.ask(get("/rows/all")).body == "row 0\nrow 2\nrow 4\n");
    wire.send(get("/rows/fail"));
    const std::string cut = wire.until_closed();
    CHECK(cut.find("row 0") != std::string::npos);
    CHECK(cut.find("\r\n0\r\n") == std::string::npos);
    auto old = running.wire();
    old.send("GET /rows/all HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
    const std::string all = old.until_closed();
    CHECK(all.find("chunked") == std::string::npos);
    CHECK(all.ends_with("\r\n\r\nrow 0\nrow 2\nrow 4\n"));
}

TEST_CASE("a streamed answer makes no chunk before the reader took the last ones") {
    std::atomic<int> made{0};
    Running running;
    running.add(Method::get, "/endless", [&made](Request&) {
        Response response;
        response.stream = [&made](std::string& chunk) {
            chunk.assign(64 * 1024, 'x');
            return ++made < 4096;  // 256 MiB in all
        };
        return response;
    });
    running.add(Method::get, "/made", [&made](Request&) { return Response::text(200, std::to_string(made)); }, true);
    running.start();
    {
        Wire slow(running.server->port(), nullptr, 8 * 1024);
        slow.send(get("/endless"));
        slow.until("\r\n\r\n");
        // The count stands still once the sockets' buffers are full: two equal looks with work in between.
        auto other = running.wire();
        std::string before, now = "-";
        int same = 0;
        while (same < 2000) {
            before = std::exchange(now, other.ask(get("/made")).body);
            same = before == now ? same + 1 : 0;
        }
        CHECK(made < 1000);
    }
}

TEST_CASE("a large body comes whole, from memory that outlives the answer or not") {
    static const std::string large(3 << 20, 'L');
    Running running;
    running.add(
        Method::get, "/static",
        [](Request&) {
            Response r;
            r.static_body = large;
            return r;
        },
        true);
    running.add(Method::get, "/own", [](Request&) { return Response::text(200, large); });
    running.start();
    auto wire = running.wire();
    wire.send(get("/static") + get("/own") + get("/static"));
    for (int i = 0; i < 3; ++i) CHECK(wire.answer().body == large);
}

TEST_CASE("connection limits: in all and per address, refused with 503 and closed") {
    Running running({.limits = {.connections = 3, .connections_per_address = 2}});
    echo_routes(running);
    auto& server = running.start();
    auto first = running.wire("127.0.0.2"), second = running.wire("127.0.0.2");
    CHECK(first.ask(get("/hello")).status == 200);
    CHECK(second.ask(get("/hello")).status == 200);
    auto per_address = running.wire("127.0.0.2");
    CHECK(per_address.ask(get("/hello")).status == 503);
    CHECK(per_address.is_closed());
    auto third = running.wire("127.0.0.3");
    CHECK(third.ask(get("/hello")).status == 200);
    auto in_all = running.wire("127.0.0.4");
    CHECK(in_all.answer().header("retry-after") == "5");
    CHECK(in_all.is_closed());
    CHECK(server.counters().connections_refused == 2);
    first.close();
    while (server.counters().connections_open == 3) CHECK(second.ask(get("/hello")).status == 200);
    auto again = running.wire("127.0.0.2");
    CHECK(again.ask(get("/hello")).status == 200);
}

TEST_CASE("forwarded headers are believed only from a configured proxy") {
    const auto routes = [](Running& running) {
        running.add(
            Method::get, "/who", [](Request& r) { return Response::text(200, r.remote + (r.secure ? " secure" : "")); },
            true);
    };
    const std::string forged = "X-Forwarded-For: 6.6.6.6, 203.0.113.9, 127.0.0.9\r\nX-Forwarded-Proto: https\r\n";
    Running open;
    routes(open);
    open.start();
    CHECK(open.wire().ask(get("/who", forged)).body == "127.0.0.1");
    Running behind({.trusted_proxies = {"127.0.0.0/24", "::1"}});
    routes(behind);
    behind.start();
    auto wire = behind.wire();
    const auto answer = wire.ask(get("/who", forged));
    CHECK(answer.body == "203.0.113.9 secure");
    CHECK_FALSE(answer.header("strict-transport-security").empty());
    CHECK(wire.ask(get("/who")).body == "127.0.0.1");
    CHECK(wire.ask(get("/who", "X-Forwarded-For: not an address\r\n")).body == "127.0.0.1");
    Running wrong({.trusted_proxies = {"10.0.0.0/33"}});
    Server server({.port = 0, .trusted_proxies = {"10.0.0.0/33"}}, wrong.router, wrong.clock);
    CHECK(server.start().error().key == "http.proxy_unreadable");
}

TEST_CASE("a busy port is a refusal that names it") {
    Running running;
    running.start();
    Server second({.port = running.server->port()}, running.router, running.clock);
    const auto outcome = second.start();
    REQUIRE_FALSE(outcome);
    CHECK(outcome.error().key == "http.port_busy");
    CHECK(outcome.error().args[1].second == std::to_string(running.server->port()));
    Server nowhere({.address = "203.0.113.1", .port = 0}, running.router, running.clock);
    CHECK(nowhere.start().error().key == "http.address_unusable");
}

TEST_CASE(
    "bound, it has the port and no thread, and refuses callers until it starts with what the router has by then") {
    HandClock clock{Instant{}};
    Router router;
    Server server({.port = 0, .loops = 2}, router, clock);
    REQUIRE(server.bind());
    REQUIRE(server.port() != 0);
    CHECK_THROWS(Wire(server.port()));
    router.add(Method::get, "/late", {.run = [](Request&) { return Response::text(200, "late"); }});
    REQUIRE(server.start());
    CHECK(Wire(server.port()).ask(get("/late")).body == "late");
}

TEST_CASE("two loops share one port") {
    Running running({.loops = 2});
    echo_routes(running);
    running.start();
    for (int i = 0; i < 20; ++i) CHECK(running.wire().ask(get("/work/" + std::to_string(i))).body == std::to_string(i));
}

TEST_CASE("the observer hears method, pattern, status and time of every answer") {
    std::vector<std::string> heard;
    Running running;
    running.observer = [&heard](Method method, std::string_view pattern, int status, double seconds) {
        heard.push_back(std::string(name_of(method)) + " " + std::string(pattern) + " " + std::to_string(status) + " " +
                        std::to_string(static_cast<int>(seconds)));
    };
    running.add(
        Method::get, "/slow/{id}",
        [&running](Request&) {
            running.clock.advance(std::chrono::seconds{3});
            return Response::text(200, "");
        },
        true);
    running.start();
    {
        auto wire = running.wire();
        wire.ask(get("/slow/1"));
        wire.ask(get("/nothing"));
        wire.ask("BAD\r\n\r\n");
    }
    running.server->drain(std::chrono::seconds{5});
    CHECK(heard == std::vector<std::string>{"GET /slow/{id} 200 3", "GET  404 0", "OTHER  400 0"});
}

TEST_CASE("drain: idle connections close, what runs is answered with connection: close, new ones are refused") {
    std::binary_semaphore go{0}, begun{0};
    Running running;
    running.add(Method::get, "/block", [&](Request&) {
        begun.release();
        go.acquire();
        return Response::text(200, "done");
    });
    running.add(Method::get, "/hello", [](Request&) { return Response::text(200, "hello"); }, true);
    auto& server = running.start();
    const std::uint16_t port = server.port();
    auto idle = running.wire(), busy = running.wire();
    CHECK(idle.ask(get("/hello")).status == 200);
    busy.send(get("/block"));
    begun.acquire();
    std::jthread draining([&server] { server.drain(std::chrono::seconds{5}); });
    CHECK(idle.is_closed());
    go.release();
    const auto answer = busy.answer();
    CHECK(answer.body == "done");
    CHECK(answer.header("connection") == "close");
    CHECK(busy.is_closed());
    draining.join();
    CHECK_THROWS(Wire(port));
    CHECK(server.counters().connections_open == 0);
}

TEST_CASE("drain under load: every request that was taken is answered whole") {
    Running running;
    echo_routes(running);
    auto& server = running.start();
    std::atomic<int> whole{0}, cut{0};
    std::vector<std::jthread> clients;
    for (int c = 0; c < 4; ++c) {
        clients.emplace_back([&] {
            try {
                Wire wire(server.port());
                for (;;) {
                    if (!wire.send(get("/work/42"))) return;
                    const auto answer = wire.answer();
                    if (answer.status == 200 && answer.body == "42")
                        ++whole;
                    else if (!answer.head.empty())
                        ++cut;
                    if (answer.status == 0 || answer.header("connection") == "close") return;
                }
            } catch (const std::runtime_error&) {  // the door was closed before this client came
            }
        });
    }
    while (whole < 50) std::this_thread::yield();
    server.drain(std::chrono::seconds{5});
    clients.clear();
    CHECK(cut == 0);
    CHECK(server.counters().connections_open == 0);
}

TEST_CASE("a server destroyed with work and connections open leaves nothing behind") {
    std::binary_semaphore begun{0};
    Running running;
    running.add(Method::get, "/work", [&](Request&) {
        begun.release();
        return Response::text(200, std::string(1 << 20, 'x'));
    });
    running.start();
    auto wire = running.wire(), idle = running.wire();
    wire.send(get("/work"));
    begun.acquire();
    running.server.reset();
    wire.until_closed();
}
