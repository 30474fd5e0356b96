// Live streams over real sockets, and the buffer and the broadcast by themselves.
#include <chrono>
#include <memory>
#include <optional>
#include <semaphore>
#include <string>
#include <thread>
#include <vector>

#include "platform/http/sse.h"
#include "platform/http/tests/wire.h"

using namespace tongguan;
using namespace tongguan::http;
using namespace tongguan::http::testing;

namespace {

void live(Running& running, Broadcast& broadcast) {
    Handler handler;
    handler.stream = [&broadcast](Request& request, std::shared_ptr<Stream> stream) -> std::optional<Response> {
        if (request.query_value("refuse")) return Response::text(403, "no");
        stream->send("hello", "");
        broadcast.subscribe(stream, {"cases", "tasks"});
        return std::nullopt;
    };
    running.router.add(Method::get, "/live", std::move(handler));
    running.add(Method::get, "/hello", [](Request&) { return Response::text(200, "hello"); }, true);
}

}  // namespace

TEST_CASE("a stream carries what is told to its topics, and ends for both sides") {
    Broadcast broadcast;
    Running running;
    live(running, broadcast);
    auto& server = running.start();
    {
        auto wire = running.wire();
        wire.send(get("/live"));
        const std::string head = wire.until("\r\n\r\n");
        CHECK(head.find("content-type: text/event-stream") != std::string::npos);
        CHECK(head.find("content-length") == std::string::npos);
        CHECK(head.find("x-content-type-options: nosniff") != std::string::npos);
        CHECK(wire.until("\n\n") == "event: hello\ndata: \n\n");
        while (broadcast.listeners("cases") == 0) std::this_thread::yield();
        broadcast.tell("cases", "changed", "{\"id\":\"7\"}\nsecond\r\nthird");
        broadcast.tell("others", "changed", "not heard");
        broadcast.tell("tasks", "forged\ndata: x", "an event name with a line break is dropped");
        broadcast.tell("tasks", "changed", "last");
        CHECK(wire.until("\n\n") == "event: changed\ndata: {\"id\":\"7\"}\ndata: second\ndata: third\n\n");
        CHECK(wire.until("\n\n") == "event: changed\ndata: last\n\n");
        CHECK(server.counters().streams_open == 1);
    }
    while (server.counters().streams_open != 0)
        std::this_thread::yield();  // the client's close is noticed without a write
    CHECK(broadcast.listeners("cases") == 0);
    broadcast.tell("cases", "changed", "to nobody");
}

TEST_CASE("a refused stream is an ordinary answer and leaves the connection usable") {
    Broadcast broadcast;
    Running running;
    live(running, broadcast);
    auto& server = running.start();
    auto wire = running.wire();
    CHECK(wire.ask(get("/live?refuse=1")).status == 403);
    CHECK(wire.ask(get("/hello")).status == 200);
    CHECK(server.counters().streams_open == 0);
}

TEST_CASE("silent streams get heartbeats; their number is bounded; drain ends them") {
    Broadcast broadcast;
    Running running({.limits = {.streams = 1, .heartbeat = std::chrono::milliseconds{20}}});
    live(running, broadcast);
    auto& server = running.start();
    auto wire = running.wire(), second = running.wire();
    wire.send(get("/live"));
    wire.until("data: \n\n");
    CHECK(wire.until("\n\n") == ":\n\n");
    CHECK(wire.until("\n\n") == ":\n\n");
    const auto refused = second.ask(get("/live"));
    CHECK(refused.status == 503);
    CHECK(refused.header("retry-after") == "1");
    CHECK(second.ask(get("/hello")).status == 200);
    server.drain(std::chrono::seconds{5});
    wire.until_closed();
    CHECK(server.counters().streams_open == 0);
}

TEST_CASE("a stream outlives its server harmlessly") {
    Broadcast broadcast;
    std::shared_ptr<Stream> kept;
    {
        Running running;
        Handler handler;
        handler.stream = [&kept](Request&, std::shared_ptr<Stream> stream) -> std::optional<Response> {
            kept = std::move(stream);
            return std::nullopt;
        };
        running.router.add(Method::get, "/live", std::move(handler));
        running.start();
        auto wire = running.wire();
        wire.send(get("/live"));
        wire.until("\r\n\r\n");
        CHECK(kept->open());
    }
    CHECK_FALSE(kept->open());
    kept->send("changed", "to nobody");
}

TEST_CASE("a slow reader loses hints, is told so once, and costs no more than its bound") {
    int notified = 0;
    LiveStream stream(1000, [&notified] { ++notified; });
    for (int i = 0; i < 10'000; ++i) stream.send("changed", std::string(30, 'x'));
    CHECK(notified == 1);
    const std::string now = stream.take();
    CHECK(now.size() < 1000 + 64);
    CHECK(now.ends_with("event: missed\ndata: \n\n"));
    stream.send("changed", std::string(5'000, '\n'));  // grows six times when written as data lines
    CHECK(stream.take() == "event: missed\ndata: \n\n");
    stream.send("changed", "ok");
    CHECK(stream.take() == "event: changed\ndata: ok\n\n");
    CHECK(stream.take().empty());
    stream.close();
    stream.send("changed", "late");
    CHECK(stream.take().empty());
    CHECK(notified == 3);
}

TEST_CASE("two hundred streams hear a broadcast; a reader that never reads does not hold the others") {
    Broadcast broadcast;
    Running running({.limits = {.connections = 300, .streams = 300, .stream_bytes = 2048}});
    live(running, broadcast);
    auto& server = running.start();
    std::vector<Wire> wires;
    for (int i = 0; i < 200; ++i) {
        wires.push_back(running.wire());
        wires.back().send(get("/live"));
    }
    Wire deaf(server.port(), nullptr, 2048);
    deaf.send(get("/live"));
    for (auto& wire : wires) wire.until("data: \n\n");
    while (broadcast.listeners("cases") < 201) std::this_thread::yield();
    for (int i = 0; i < 100; ++i) broadcast.tell("cases", "changed", std::to_string(i) + std::string(1000, 'x'));
    broadcast.tell("tasks", "changed", "end");
    for (auto& wire : wires) CHECK_FALSE(wire.until("\n\n").empty());
    CHECK(server.counters().streams_open == 201);
}
