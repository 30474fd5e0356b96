// The answer of bench/hello.sh through our whole middleware: router, trace, security headers, observer. Prints its
// port and serves until its input ends.
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "base/clock.h"
#include "platform/http/server.h"

int main(int count, char** arguments) {
    using namespace tongguan;
    const unsigned loops = count > 1 ? static_cast<unsigned>(std::atoi(arguments[1])) : 2;
    const std::size_t padding = count > 2 ? static_cast<std::size_t>(std::atoi(arguments[2])) : 0;  // for equal bytes
    static const MachineClock clock;
    http::Router router;
    router.add(http::Method::get, "/api/hello/{name}",
               {.run =
                    [padding](http::Request&) {
                        http::Response response;
                        response.set("content-type", "text/plain");
                        if (padding > 7) response.set("x-pad", std::string(padding - 9, 'p'));
                        response.body = "hello, tongguan\n";
                        return response;
                    },
                .inline_ = true});
    // A real desk has some hundred routes beside this one.
    for (int i = 0; i < 200; ++i)
        router.add(http::Method::get, "/api/module" + std::to_string(i % 20) + "/things" + std::to_string(i) + "/{id}",
                   {.run = [](http::Request&) { return http::Response::text(200, ""); }});
    http::Server server({.port = 0, .loops = loops, .workers = 1}, router, clock);
    std::atomic<std::uint64_t> answers{0}, micros{0};
    server.on_answer([&](http::Method, std::string_view, int, double seconds) {
        answers.fetch_add(1, std::memory_order_relaxed);
        micros.fetch_add(static_cast<std::uint64_t>(seconds * 1e6), std::memory_order_relaxed);
    });
    if (const auto started = server.start(); !started) {
        std::fprintf(stderr, "%s\n", started.error().key.c_str());
        return 1;
    }
    std::printf("%u\n", static_cast<unsigned>(server.port()));
    std::fflush(stdout);
    while (std::getchar() != EOF) {
    }
    server.drain(std::chrono::seconds{1});
    return 0;
}
