// What all connections of one server share. Counters are written by every loop; the rest stands still after start().
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <string_view>

#include "base/clock.h"
#include "platform/http/proxies.h"
#include "platform/http/server.h"

namespace tongguan::http {

struct Site {
    const Router& router;
    const Clock& clock;
    Limits limits;
    Proxies proxies{};
    std::function<void(Method, std::string_view, int, double)> observer{};
    std::function<void(std::string_view trace, std::string_view what)> failure{};

    std::atomic<bool> draining{false};
    std::atomic<std::uint64_t> requests{0};
    std::atomic<std::uint64_t> bytes_out{0};
    std::atomic<std::uint64_t> refused_503{0};
    std::atomic<std::uint64_t> connections_refused{0};
    std::atomic<std::uint64_t> headers_dropped{0};
    std::atomic<std::uint64_t> connections{0};
    std::atomic<std::uint64_t> streams{0};
    std::atomic<std::uint64_t> body_bytes{0};  // of all bodies being received or worked on
};

}  // namespace tongguan::http
