// Workers and their queues: full ones refuse at once, and one kind's work never waits behind the other's.
#include <atomic>
#include <chrono>
#include <semaphore>

#include "platform/http/tests/wire.h"

namespace tongguan::http {

using namespace testing;

TEST_CASE("a full queue answers 503 at once with Retry-After, and what waits is still answered") {
    std::binary_semaphore go{0};
    std::counting_semaphore<> begun{0};
    Running running({.workers = 1, .limits = {.queue = 1}});
    running.add(Method::get, "/block", [&](Request&) {
        begun.release();
        go.acquire();
        return Response::text(200, "done");
    });
    running.add(Method::get, "/hello", [](Request&) { return Response::text(200, "hello"); }, true);
    auto& server = running.start();
    auto first = running.wire(), second = running.wire(), third = running.wire();
    first.send(get("/block"));
    begun.acquire();  // the only worker is taken
    second.send(get("/block"));
    while (server.counters().queue_depth < 1) third.ask(get("/hello"));  // the only place is taken
    const auto refused = third.ask(get("/block"));
    CHECK(refused.status == 503);
    CHECK(refused.header("retry-after") == "1");
    CHECK(server.counters().refused_503 == 1);
    go.release();
    CHECK(first.answer().body == "done");
    begun.acquire();
    go.release();
    CHECK(second.answer().body == "done");
    CHECK(third.ask(get("/hello")).status == 200);  // the refusal kept the connection
}

TEST_CASE("who waits too long for a worker is answered 503, and the worker goes on") {
    std::binary_semaphore go{0};
    std::binary_semaphore begun{0};
    std::atomic<int> run{0};
    Running running({.workers = 1, .limits = {.queue_time = std::chrono::milliseconds(50)}});
    running.add(Method::get, "/block", [&](Request&) {
        ++run;
        begun.release();
        go.acquire();
        return Response::text(200, "done");
    });
    auto& server = running.start();
    auto first = running.wire(), second = running.wire();
    first.send(get("/block"));
    begun.acquire();  // the only worker is taken, for longer than anybody waits
    const auto refused = second.ask(get("/block"));
    CHECK(refused.status == 503);
    CHECK(refused.header("retry-after") == "1");
    CHECK(server.counters().queue_depth == 0);
    CHECK(server.counters().refused_503 == 1);
    go.release();
    CHECK(first.answer().body == "done");  // however long it took: what has begun is answered
    CHECK(run == 1);                       // what was refused never ran
    go.release();
    CHECK(second.ask(get("/block")).status == 200);  // the refusal kept the connection
}

TEST_CASE("heavy handlers fill their own workers and queue; the others go on, and pipelined answers keep their order") {
    std::counting_semaphore<> go{0};
    std::counting_semaphore<> begun{0};
    Running running({.workers = 1, .heavy_workers = 1, .limits = {.heavy_queue = 1}});
    running.router.add(Method::get, "/heavy",
                       {.run =
                            [&](Request&) {
                                begun.release();
                                go.acquire();
                                return Response::text(200, "heavy");
                            },
                        .heavy = true});
    running.add(Method::get, "/light", [](Request&) { return Response::text(200, "light"); });
    auto& server = running.start();
    auto first = running.wire(), second = running.wire(), third = running.wire();
    first.send(get("/heavy") + get("/light"));
    begun.acquire();  // the only heavy worker is taken
    second.send(get("/heavy"));
    while (server.counters().queue_depth < 1) CHECK(third.ask(get("/light")).body == "light");
    const auto refused = third.ask(get("/heavy"));
    CHECK(refused.status == 503);
    CHECK(refused.header("retry-after") == "1");
    CHECK(third.ask(get("/light")).body == "light");
    go.release(2);
    CHECK(first.answer().body == "heavy");
    CHECK(first.answer().body == "light");
    CHECK(second.answer().body == "heavy");
}

}  // namespace tongguan::http
