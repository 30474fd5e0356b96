// HTTP/1.1 over Boost.Asio with Beast's parser behind a type-erased connection (only platform/http/*.cpp see Boost).
// Keep-alive and pipelining in order, streaming both ways, TLS, SSE, limits on everything. Handlers marked `inline_`
// run on the event loop and must not block; all others run on the worker pool, whose full queue answers 503 at once.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/clock.h"
#include "platform/http/message.h"

namespace tongguan::http {

struct Limits {
    std::size_t line_bytes = 8 * 1024;
    std::size_t header_bytes = 16 * 1024;
    std::size_t headers = 64;
    std::size_t body_bytes = 1 << 20;              // a route may allow more
    std::size_t connections = 2000;
    std::size_t connections_per_address = 500;
    std::size_t pipelined = 32;                    // answered requests waiting on one connection
    std::size_t queue = 512;                       // requests waiting for a worker
    std::chrono::seconds header_time{10};          // to send the whole head (slow loris)
    std::chrono::seconds body_time{60};
    std::chrono::seconds idle_time{75};
    std::size_t streams = 500;                     // open SSE streams
};

struct Options {
    std::string address = "127.0.0.1";
    std::uint16_t port = 8080;                     // 0 = any (tests)
    std::string certificate{};                     // PEM files; empty = plain
    std::string private_key{};
    unsigned loops = 1;
    unsigned workers = 4;
    std::vector<std::string> trusted_proxies{};    // addresses whose X-Forwarded-* are believed
    Limits limits{};
};

// One live stream of one browser (text/event-stream). Thread-safe; a slow reader loses hints, never memory.
class Stream {
public:
    virtual ~Stream() = default;
    virtual void send(std::string_view event, std::string_view data) = 0;
    virtual bool open() const = 0;
};

struct Handler {
    std::function<Response(Request&)> run;                                        // worker, or loop when inline_
    bool inline_ = false;
    std::size_t body_bytes = 0;                                                   // 0 = the server's limit
    std::function<std::optional<Response>(Request&, std::shared_ptr<Stream>)> stream{};  // SSE: refusal, or keep the stream
};

// Path patterns with {name} segments. Unknown path 404, known path with another method 405 with Allow.
class Router {
public:
    Router();
    ~Router();
    void add(Method method, std::string_view pattern, Handler handler);
    void fallback(Handler handler);  // static files and the desk's own addresses
    struct Match { const Handler* handler = nullptr; std::string allow{}; };
    Match match(Method method, std::string_view path, std::vector<std::pair<std::string, std::string>>& params) const;

private:
    struct Node;
    std::unique_ptr<Node> root_;
    Handler fallback_;
};

class Server {
public:
    Server(Options options, const Router& router, const Clock& machine);
    ~Server();
    Outcome start();                 // binds; refusal http.port_busy {port} with the way out
    std::uint16_t port() const;
    void drain(std::chrono::seconds grace);  // SIGTERM: no new connections, finish what runs, then stop
    struct Counters { std::uint64_t requests, bytes_out, connections_open, queue_depth, refused_503; };
    Counters counters() const;
    // Called after each answer: method, route pattern, status, seconds. For metrics and the access log.
    void on_answer(std::function<void(Method, std::string_view pattern, int status, double seconds)> observer);

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace tongguan::http
