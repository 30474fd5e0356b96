#include "platform/http/loop.h"

#include <algorithm>

#include "platform/http/connection.h"

namespace tongguan::http {

namespace {

// A tenth of the shortest limit, so that limits of milliseconds (tests) are kept as well as those of seconds.
std::chrono::milliseconds tick_for(const Limits& limits) {
    const auto shortest = std::min({limits.header_time, limits.body_time, limits.write_time, limits.idle_time,
                                    limits.queue_time, limits.linger_time, limits.heartbeat});
    return std::clamp(shortest / 10, std::chrono::milliseconds{1}, std::chrono::milliseconds{250});
}

}  // namespace

Loop::Loop(Site& site, Pools& pools)
    : site_(site), pools_(pools), head_(site.headers_dropped), timer_(io_), length_(tick_for(site.limits)) {}

Loop::~Loop() {
    stop();
    for (Connection* connection : connections_) connection->abandon();
}

void Loop::run() {
    thread_ = std::jthread([this] { io_.run(); });
}

void Loop::stop() {
    io_.stop();
    if (thread_.joinable()) thread_.join();
}

std::uint64_t Loop::deadline(std::chrono::milliseconds from_now) const {
    return tick_ + static_cast<std::uint64_t>((from_now + length_ - std::chrono::milliseconds{1}) / length_) + 1;
}

void Loop::enter(Connection& connection) {
    connections_.insert(&connection);
    arm();
}

void Loop::leave(Connection& connection) { connections_.erase(&connection); }

void Loop::arm() {
    if (armed_) return;
    armed_ = true;
    timer_.expires_after(length_);
    timer_.async_wait([this](const boost::system::error_code& error) {
        armed_ = false;
        if (error) return;
        ++tick_;
        sweep();
        if (!connections_.empty()) arm();
    });
}

void Loop::sweep() {
    for (Connection* connection : connections_) connection->check(tick_);
}

void Loop::drain() {
    for (Connection* connection : connections_) connection->drain();
}

}  // namespace tongguan::http
