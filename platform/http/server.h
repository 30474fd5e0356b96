// HTTP/1.1 over Boost.Asio with Beast's parser behind a type-erased connection (only platform/http/*.cpp see Boost).
// Keep-alive and pipelining in order, answers streamed, bodies received whole up to their route's limit, TLS, SSE,
// limits on everything. Handlers marked `inline_` run on the event loop and must not block; all others run on the
// worker pool, whose full queue answers 503 at once.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "platform/http/message.h"

namespace tongguan::http {

struct Limits {
    std::size_t line_bytes = 8 * 1024;     // request line → 414, one header line → 431
    std::size_t header_bytes = 16 * 1024;  // the whole head → 431
    std::size_t headers = 64;
    std::size_t query_params = 64;
    std::size_t body_bytes = 1 << 20;       // a route may allow more
    std::size_t bodies_bytes = 256u << 20;  // all bodies being received at one moment; past it 503
    std::size_t connections = 2000;
    std::size_t connections_per_address = 500;      // configured proxies are not counted
    std::size_t pipelined = 32;                     // answered requests waiting on one connection
    std::size_t queue = 512;                        // requests waiting for a worker
    std::size_t heavy_queue = 64;                   // requests waiting for a heavy worker
    std::chrono::milliseconds queue_time{10'000};   // how long one waits for either; then 503
    std::size_t streams = 500;                      // open SSE streams
    std::size_t stream_bytes = 16 * 1024;           // hints waiting for one slow reader; further ones are lost
    std::chrono::milliseconds header_time{10'000};  // to send the whole head (slow loris); also the TLS handshake
    std::chrono::milliseconds body_time{60'000};    // to send each 64 KiB of a body, or all of a smaller one
    std::chrono::milliseconds write_time{30'000};   // for a reader to take each 64 KiB of an answer
    std::chrono::milliseconds idle_time{75'000};    // between two requests
    std::chrono::milliseconds linger_time{2'000};   // to take the last answer after we refused to read on
    std::chrono::milliseconds heartbeat{20'000};    // a comment on silent SSE streams, so that proxies keep them
};

struct Options {
    std::string address = "127.0.0.1";
    std::uint16_t port = 8080;  // 0 = any (tests)
    std::string certificate{};  // PEM files; empty = plain
    std::string private_key{};
    unsigned loops = 1;
    unsigned workers = 4;
    unsigned heavy_workers = 1;
    std::vector<std::string> trusted_proxies{};  // addresses or networks (10.0.0.0/8) whose X-Forwarded-* are believed
    Limits limits{};
};

// One live stream of one browser (text/event-stream). Thread-safe; a slow reader loses hints, never memory.
class Stream {
public:
    virtual ~Stream() = default;
    virtual void send(std::string_view event, std::string_view data) = 0;
    virtual bool open() const = 0;
    virtual void end() = 0;  // by us: the reader has no right to it any more; what was sent before still goes out
};

struct Handler {
    std::function<Response(Request&)> run;  // worker, or loop when inline_
    bool inline_ = false;
    bool heavy = false;  // computes for long: runs on the heavy workers, whose full queue answers 503 at once too
    std::size_t body_bytes = 0;  // 0 = the server's limit
    std::function<std::optional<Response>(Request&, std::shared_ptr<Stream>)>
        stream{};  // SSE: refusal, or keep the stream
};

// Path patterns with {name} segments. Unknown path 404, known path with another method 405 with Allow.
class Router {
public:
    Router();
    ~Router();
    // Throws std::logic_error when the same method and pattern stand there already.
    void add(Method method, std::string_view pattern, Handler handler);
    void fallback(Handler handler);  // static files and the desk's own addresses; GET and HEAD only
    struct Match {
        const Handler* handler = nullptr;
        std::string allow{};         // set when the path is known under other methods only
        std::string_view pattern{};  // as added: what metrics are counted under
    };
    // HEAD falls to GET. A literal segment goes before a {name}; params are named by the matched pattern.
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
    // Reads certificate and key and takes the address, so that root can do both and then become somebody else. Until
    // start() there is no thread, and a caller is refused as if nobody stood there. Refusals (kind invalid):
    // http.port_busy {address, port}, http.address_unusable {address, reason}, http.certificate_unusable {file,
    // reason}, http.proxy_unreadable {value}.
    Outcome bind();
    // Binds when that has not been done, and begins to serve what the router has by now.
    Outcome start();
    // Reads certificate and key again; connections made from now on use them. A refusal leaves the old ones in use.
    Outcome reload_certificate();
    std::uint16_t port() const;
    // SIGTERM: no new connections, idle ones and live streams closed, what runs is finished and answered with
    // connection: close; after `grace` the rest is cut. Returns when all threads have ended.
    void drain(std::chrono::milliseconds grace);
    struct Counters {
        std::uint64_t requests, bytes_out, connections_open, queue_depth, refused_503;
        std::uint64_t connections_refused;  // over a connection limit
        std::uint64_t streams_open;
        std::uint64_t headers_dropped;  // response headers with CR, LF or NUL: a programming error, never sent
    };
    Counters counters() const;
    // Called on the event loop after each answer (keep it short; set it before start()): method, route pattern,
    // status, seconds. For metrics and the access log.
    void on_answer(std::function<void(Method, std::string_view pattern, int status, double seconds)> observer);
    // Called on the thread that failed, with the trace of the request: what a handler threw, unseen by the reader.
    void on_failure(std::function<void(std::string_view trace, std::string_view what)> observer);

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace tongguan::http
