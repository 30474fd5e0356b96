#include "platform/http/server.h"

#include <algorithm>
#include <array>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/socket_base.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <span>
#include <unordered_map>

#include "platform/http/connection.h"
#include "platform/http/faults.h"
#include "platform/http/loop.h"
#include "platform/http/pool.h"
#include "platform/http/site.h"
#include "platform/http/tls.h"

namespace tongguan::http {

namespace {

using Acceptor = asio::basic_socket_acceptor<asio::ip::tcp, Executor>;
using Timer =
    asio::basic_waitable_timer<std::chrono::steady_clock, asio::wait_traits<std::chrono::steady_clock>, Executor>;
using ReusePort = asio::detail::socket_option::boolean<SOL_SOCKET, SO_REUSEPORT>;

constexpr int backlog = 1024;
constexpr int refused_retry_s = 5;                              // Retry-After of a refused connection, in seconds
constexpr std::size_t refused_at_once = 64;                     // refused connections that may still read their 503
constexpr std::chrono::milliseconds no_descriptors_pause{100};  // accept() failed for want of files: breathe

std::string address_text(const asio::ip::address& address) {
    if (address.is_v6() && address.to_v6().is_v4_mapped())
        return asio::ip::make_address_v4(asio::ip::v4_mapped, address.to_v6()).to_string();
    return address.to_string();
}

}  // namespace

struct Server::State {
    State(Options given, const Router& router, const Clock& machine)
        : options(std::move(given)), site{.router = router, .clock = machine, .limits = options.limits} {}

    Options options;
    Site site;
    std::unique_ptr<Pools> pools;
    struct Door {
        explicit Door(Loop& on) : loop(on), acceptor(on.io()), pause(on.io()) {}
        Loop& loop;
        Acceptor acceptor;
        Timer pause;
        std::size_t refusing = 0;
    };
    std::vector<std::unique_ptr<Loop>> loops;
    std::vector<std::unique_ptr<Door>> doors;  // before loops end
    std::uint16_t port = 0;

    std::mutex mutex;  // guards tls, per_address and the wait for the last connection
    std::condition_variable empty;
    std::shared_ptr<asio::ssl::context> tls;
    std::unordered_map<std::string, std::size_t> per_address;

    Outcome bind(Door& door, const asio::ip::tcp::endpoint& endpoint);
    Outcome listen(Door& door);
    Outcome unusable(const boost::system::error_code& error) const;
    Awaitable<void> accept(Door& door);
    void take(Door& door, Socket socket, const std::string& remote);
    Awaitable<void> refuse(Door& door, std::shared_ptr<Conn> conn);
    bool enter(const std::string& remote);
    void leave(const std::string& remote);
    void stop();
};

Outcome Server::State::unusable(const boost::system::error_code& error) const {
    const std::string at = std::to_string(port);
    if (error == asio::error::address_in_use)
        return invalid("http.port_busy", {{"address", options.address}, {"port", at}});
    return invalid("http.address_unusable", {{"address", options.address + ":" + at}, {"reason", error.message()}});
}

Outcome Server::State::bind(Door& door, const asio::ip::tcp::endpoint& endpoint) {
    boost::system::error_code error;
    Acceptor& acceptor = door.acceptor;
    acceptor.open(endpoint.protocol(), error);
    if (!error) acceptor.set_option(asio::socket_base::reuse_address(true), error);
    if (!error && loops.size() > 1) acceptor.set_option(ReusePort(true), error);
    if (!error) acceptor.bind(endpoint, error);
    return error ? unusable(error) : Outcome(Done{});
}

Outcome Server::State::listen(Door& door) {
    boost::system::error_code error;
    door.acceptor.listen(backlog, error);
    return error ? unusable(error) : Outcome(Done{});
}

bool Server::State::enter(const std::string& remote) {
    const std::lock_guard lock(mutex);
    if (site.connections.load(std::memory_order_relaxed) >= site.limits.connections) return false;
    std::size_t& here = per_address[remote];
    // All the world comes through a proxy's one address.
    if (here >= site.limits.connections_per_address && !site.proxies.trusts(remote)) return false;
    ++here;
    site.connections.fetch_add(1, std::memory_order_relaxed);
    return true;
}

void Server::State::leave(const std::string& remote) {
    const std::lock_guard lock(mutex);
    const auto here = per_address.find(remote);
    if (--here->second == 0) per_address.erase(here);
    if (site.connections.fetch_sub(1, std::memory_order_relaxed) == 1) empty.notify_all();
}

Awaitable<void> Server::State::accept(Door& door) {
    while (door.acceptor.is_open()) {
        auto [error, socket] = co_await door.acceptor.async_accept(as_result);
        if (error == asio::error::operation_aborted) co_return;
        if (error) {
            door.pause.expires_after(no_descriptors_pause);
            co_await door.pause.async_wait(as_result);
            continue;
        }
        boost::system::error_code gone;
        const auto peer = socket.remote_endpoint(gone);
        if (gone) continue;
        socket.set_option(asio::ip::tcp::no_delay(true), gone);
        take(door, std::move(socket), address_text(peer.address()));
    }
}

void Server::State::take(Door& door, Socket socket, const std::string& remote) {
    std::shared_ptr<asio::ssl::context> context;
    {
        const std::lock_guard lock(mutex);
        context = tls;
    }
    if (!enter(remote)) {
        site.connections_refused.fetch_add(1, std::memory_order_relaxed);
        // Inside TLS a refusal would cost us a handshake: that socket just closes.
        if (context || door.refusing >= refused_at_once) return;
        asio::co_spawn(door.loop.io(), refuse(door, tcp_conn(std::move(socket))), asio::detached);
        return;
    }
    const bool secure = context != nullptr;
    auto conn = secure ? tls_conn(std::move(socket), std::move(context)) : tcp_conn(std::move(socket));
    Connection::start(
        std::make_shared<Connection>(door.loop, std::move(conn), remote, secure, [this, remote] { leave(remote); }));
}

// Over the limit: says so at once, and gives the peer a moment to read it before the close.
Awaitable<void> Server::State::refuse(Door& door, std::shared_ptr<Conn> conn) {
    ++door.refusing;
    Response response = fault_answer({503, "http.too_many_connections"}, {}, {});
    response.set("retry-after", std::to_string(refused_retry_s));
    std::string bytes;
    door.loop.head().write(bytes, response, {.length = response.body.size(), .keep_alive = false}, site.clock.now());
    Timer timer(door.loop.io(), site.limits.linger_time);
    timer.async_wait([conn](const boost::system::error_code& error) {
        if (!error) conn->close();
    });
    const bool written = co_await conn->write(bytes, response.body);
    if (written) {
        co_await conn->finish_writing();
        std::array<char, 4096> thrown_away;
        std::size_t count = 1;
        for (int reads = 0; reads < 16 && count > 0; ++reads) count = co_await conn->read(std::span<char>(thrown_away));
    }
    --door.refusing;
}

void Server::State::stop() {
    for (auto& loop : loops) loop->stop();
    pools.reset();
    doors.clear();
    loops.clear();
}

Server::Server(Options options, const Router& router, const Clock& machine)
    : state_(std::make_unique<State>(std::move(options), router, machine)) {}

Server::~Server() { state_->stop(); }

Outcome Server::bind() {
    State& state = *state_;
    const Options& options = state.options;
    state.site.proxies = TRY(Proxies::parse(options.trusted_proxies));
    if (!options.certificate.empty()) TRY(reload_certificate());
    boost::system::error_code error;
    const auto address = asio::ip::make_address(options.address, error);
    if (error) return invalid("http.address_unusable", {{"address", options.address}, {"reason", error.message()}});
    const Limits& limits = options.limits;
    state.pools = std::make_unique<Pools>(limits.queue, limits.heavy_queue);
    for (unsigned i = 0; i < std::max(options.loops, 1u); ++i)
        state.loops.push_back(std::make_unique<Loop>(state.site, *state.pools));
    state.port = options.port;
    for (auto& loop : state.loops) {
        auto& door = *state.doors.emplace_back(std::make_unique<State::Door>(*loop));
        if (auto bound = state.bind(door, {address, state.port}); !bound) {
            state.stop();
            return bound;
        }
        state.port = door.acceptor.local_endpoint().port();  // port 0: the other loops share what the first was given
    }
    return Done{};
}

Outcome Server::start() {
    State& state = *state_;
    if (state.doors.empty()) TRY(bind());
    for (auto& door : state.doors) {
        if (auto listening = state.listen(*door); !listening) {
            state.stop();
            return listening;
        }
    }
    state.pools->start(state.options.workers, state.options.heavy_workers);
    for (auto& door : state.doors) {
        asio::co_spawn(door->loop.io(), state.accept(*door), asio::detached);
        door->loop.run();
    }
    return Done{};
}

Outcome Server::reload_certificate() {
    auto context = TRY(load_tls(state_->options.certificate, state_->options.private_key));
    const std::lock_guard lock(state_->mutex);
    state_->tls = std::move(context);
    return Done{};
}

std::uint16_t Server::port() const { return state_->port; }

void Server::drain(std::chrono::milliseconds grace) {
    State& state = *state_;
    state.site.draining = true;
    for (auto& door : state.doors) {
        asio::post(door->loop.io(), [&door = *door] {
            boost::system::error_code ignored;
            door.acceptor.close(ignored);
            door.loop.drain();
        });
    }
    {
        std::unique_lock lock(state.mutex);
        state.empty.wait_for(lock, grace, [&state] { return state.site.connections.load() == 0; });
    }
    state.stop();
}

Server::Counters Server::counters() const {
    const Site& site = state_->site;
    return {.requests = site.requests.load(),
            .bytes_out = site.bytes_out.load(),
            .connections_open = site.connections.load(),
            .queue_depth = state_->pools ? state_->pools->waiting() : 0,
            .refused_503 = site.refused_503.load(),
            .connections_refused = site.connections_refused.load(),
            .streams_open = site.streams.load(),
            .headers_dropped = site.headers_dropped.load()};
}

void Server::on_answer(std::function<void(Method, std::string_view, int, double)> observer) {
    state_->site.observer = std::move(observer);
}

void Server::on_failure(std::function<void(std::string_view, std::string_view)> observer) {
    state_->site.failure = std::move(observer);
}

}  // namespace tongguan::http
