// One event loop: a thread, its connections, and coarse time. Deadlines are counted in ticks, so that setting one is
// an assignment and no clock is read; one timer per loop walks over the connections while there are any.
#pragma once

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <cstdint>
#include <functional>
#include <thread>
#include <unordered_set>

#include "platform/http/answer.h"
#include "platform/http/conn.h"
#include "platform/http/pool.h"
#include "platform/http/site.h"

namespace tongguan::http {

class Connection;

class Loop {
public:
    Loop(Site& site, Pools& pools);
    ~Loop();      // the pools must have ended: nothing may be running for a connection
    void run();   // starts the thread
    void stop();  // from any thread; joins

    asio::io_context& io() { return io_; }
    Site& site() { return site_; }
    Pools& pools() { return pools_; }
    AnswerHead& head() { return head_; }
    std::uint64_t deadline(std::chrono::milliseconds from_now) const;  // a tick, never earlier than asked
    std::uint64_t now() const { return tick_; }

    void enter(Connection& connection);
    void leave(Connection& connection);
    void drain();  // on the loop: closes what is idle; all other connections end with their present answer

private:
    void arm();
    void sweep();

    Site& site_;
    Pools& pools_;
    AnswerHead head_;
    std::unordered_set<Connection*> connections_;  // before io_: the last of them end with it
    asio::io_context io_{1};
    asio::executor_work_guard<Executor> work_{io_.get_executor()};
    asio::basic_waitable_timer<std::chrono::steady_clock, asio::wait_traits<std::chrono::steady_clock>, Executor>
        timer_;
    const std::chrono::milliseconds length_;  // of a tick
    std::uint64_t tick_ = 1;
    bool armed_ = false;
    std::jthread thread_;
};

}  // namespace tongguan::http
