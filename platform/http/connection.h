// One connection on its loop: moves bytes between Conn and Dialogue, sends work to the pool, keeps the deadlines.
// All of it runs on the loop's thread except run(), which the pool calls while the coroutine waits for it.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "platform/http/conn.h"
#include "platform/http/dialogue.h"
#include "platform/http/loop.h"
#include "platform/http/sse.h"

namespace tongguan::http {

class Connection final : public std::enable_shared_from_this<Connection>, private Job {
public:
    // `left` is called once when the connection ends, on the loop.
    Connection(Loop& loop, std::unique_ptr<Conn> conn, std::string remote, bool secure, std::function<void()> left);
    ~Connection();

    static void start(std::shared_ptr<Connection> connection);
    void check(std::uint64_t tick);
    void drain();
    void abandon();  // when the loop has ended: lets go of the coroutine that waits to be woken

private:
    enum class Late : std::uint8_t { cancel, close, wake };  // what a passed deadline does

    static Awaitable<void> hold(std::shared_ptr<Connection> connection, bool watch);
    Awaitable<void> serve();
    Awaitable<void> converse();
    Awaitable<bool> read();
    Awaitable<bool> flush();
    Awaitable<bool> on_worker(bool fresh);
    Awaitable<void> events();
    Awaitable<void> watch_end();
    Awaitable<void> linger();
    Awaitable<void> woken();
    void wake();
    void wake_soon();
    void run() noexcept override;
    void set_deadline(std::chrono::milliseconds from_now, Late late);
    void clear_deadline() { deadline_ = 0; }
    bool open_stream();
    void release_stream();

    Loop& loop_;
    std::unique_ptr<Conn> conn_;
    Dialogue dialogue_;
    std::function<void()> left_;
    std::shared_ptr<LiveStream> stream_;
    bool pulling_ = false;  // which of the dialogue's works run() does

    std::uint64_t deadline_ = 0;  // a tick; 0 = none
    Late late_ = Late::cancel;
    std::uint64_t stage_ = UINT64_MAX;
    bool served_ = false;  // a first answer has been written
    bool expired_ = false;
    bool reading_ = false;
    bool ended_ = false;  // the peer closed while a live stream was open
    bool awake_ = false;
    bool work_done_ = false;
    std::move_only_function<void()> waiter_;
};

}  // namespace tongguan::http
