#include "platform/http/connection.h"

#include <array>
#include <chrono>
#include <span>
#include <string>
#include <vector>

#include <boost/asio/async_result.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace tongguan::http {

namespace {

constexpr std::size_t write_slice = 64 * 1024;    // what a reader must take within write_time
constexpr std::size_t linger_bytes = 256 * 1024;  // of a refused request that we read and throw away
constexpr asio::use_awaitable_t<Executor> use_awaitable{};

}  // namespace

Connection::Connection(Loop& loop, std::unique_ptr<Conn> conn, std::string remote, bool secure,
                       std::function<void()> left)
    : loop_(loop),
      conn_(std::move(conn)),
      dialogue_(loop.site(), loop.head(), std::move(remote), secure),
      left_(std::move(left)) {
    loop_.enter(*this);
}

Connection::~Connection() {
    release_stream();
    loop_.leave(*this);
    left_();
}

void Connection::release_stream() {
    if (!stream_) return;
    stream_->close();
    stream_.reset();
    loop_.site().streams.fetch_sub(1, std::memory_order_relaxed);
}

void Connection::abandon() { waiter_ = nullptr; }

// The shared pointer is the coroutine's parameter, so it lives in its frame as long as anything is pending.
Awaitable<void> Connection::hold(std::shared_ptr<Connection> connection, bool watch) {
    if (watch)
        co_await connection->watch_end();
    else
        co_await connection->serve();
}

void Connection::start(std::shared_ptr<Connection> connection) {
    Loop& loop = connection->loop_;
    asio::co_spawn(loop.io(), hold(std::move(connection), false), asio::detached);
}

void Connection::set_deadline(std::chrono::milliseconds from_now, Late late) {
    deadline_ = loop_.deadline(from_now);
    late_ = late;
}

void Connection::check(std::uint64_t tick) {
    if (deadline_ == 0 || tick < deadline_) return;
    deadline_ = 0;
    expired_ = true;
    switch (late_) {
        case Late::cancel:
            conn_->cancel();
            break;
        case Late::close:
            conn_->close();
            break;
        case Late::wake:
            wake_soon();
            break;
    }
}

void Connection::drain() {
    if (stream_) {
        ended_ = true;
        wake_soon();
    } else if (reading_ && dialogue_.waiting() == Dialogue::Waiting::idle) {
        conn_->cancel();
    }
}

Awaitable<void> Connection::serve() {
    set_deadline(loop_.site().limits.header_time, Late::close);
    const bool opened = co_await conn_->open();
    clear_deadline();
    if (opened) co_await converse();
    conn_->close();
}

// g++ 12 loses `this` in a coroutine that has co_await inside a switch, so the steps are a chain of ifs, each awaited
// into a named local.
Awaitable<void> Connection::converse() {
    bool going = true;
    while (going) {
        const Dialogue::Want want = dialogue_.advance();
        if (want == Dialogue::Want::bytes) {
            going = co_await read();
        } else if (want == Dialogue::Want::flush) {
            going = co_await flush();
        } else if (want == Dialogue::Want::worker) {
            const bool room = !dialogue_.wants_stream() || open_stream();
            if (room)
                going = co_await on_worker(true);
            else
                dialogue_.busy("http.too_many_streams");
        } else if (want == Dialogue::Want::chunk) {
            going = co_await on_worker(false);
        } else if (want == Dialogue::Want::events) {
            co_await events();
            going = false;
        } else {
            const bool sent = co_await flush();
            if (sent) co_await linger();
            going = false;
        }
    }
}

// True to go on with the dialogue: bytes came, or a 408 is to be said.
Awaitable<bool> Connection::read() {
    const Limits& limits = loop_.site().limits;
    const auto waiting = dialogue_.waiting();
    if (waiting == Dialogue::Waiting::idle && loop_.site().draining.load(std::memory_order_relaxed)) co_return false;
    // Bytes of the same head or slice do not move the deadline: that is what stops a slow loris. A first request must
    // come as fast as a head; the next may be long in coming.
    const std::uint64_t stage = dialogue_.stage() * 4 + static_cast<std::uint64_t>(waiting);
    if (stage != stage_) {
        stage_ = stage;
        const bool idle = waiting == Dialogue::Waiting::idle && served_;
        const auto time = waiting == Dialogue::Waiting::body ? limits.body_time
                          : idle                             ? limits.idle_time
                                                             : limits.header_time;
        set_deadline(time, Late::cancel);
    }
    expired_ = false;
    reading_ = true;
    const std::size_t count = co_await conn_->read(dialogue_.space());
    reading_ = false;
    if (expired_) co_return dialogue_.timed_out();
    dialogue_.arrived(count);
    co_return count > 0;
}

Awaitable<bool> Connection::flush() {
    const auto write_time = loop_.site().limits.write_time;
    std::string_view first = dialogue_.output();
    std::string_view second = dialogue_.tail();
    while (!first.empty() || !second.empty()) {
        const std::string_view now_first = first.substr(0, write_slice);
        const std::string_view now_second =
            first.size() > write_slice ? std::string_view{} : second.substr(0, write_slice - now_first.size());
        set_deadline(write_time, Late::close);
        const bool written = co_await conn_->write(now_first, now_second);
        if (!written) co_return false;
        first.remove_prefix(now_first.size());
        second.remove_prefix(now_second.size());
    }
    clear_deadline();
    stage_ = UINT64_MAX;  // time to read begins anew
    served_ = true;
    dialogue_.flushed();
    co_return true;
}

void Connection::run() noexcept {
    if (pulling_)
        dialogue_.pull();
    else
        dialogue_.work();
    // The coroutine that waits holds this connection until it was woken.
    asio::post(loop_.io(), [this] {
        work_done_ = true;
        wake();
    });
}

// Sends the work to the pool, writes what is ready meanwhile, and waits for both.
Awaitable<bool> Connection::on_worker(bool fresh) {
    clear_deadline();
    awake_ = work_done_ = false;
    pulling_ = !fresh;
    if (!fresh) {  // a streamed answer: the reader must have taken the last chunk before the next is made
        const bool taken = co_await flush();
        if (!taken) co_return false;
        loop_.pools().common.resume(*this);
        while (!work_done_) co_await woken();
        dialogue_.pulled();
        co_return true;
    }
    if (!loop_.pools().of(dialogue_.heavy()).submit(*this)) {
        release_stream();
        dialogue_.busy("http.busy");
        co_return true;
    }
    // Earlier answers of a pipeline do not wait for this one's.
    bool sent = true;
    if (!dialogue_.output().empty()) sent = co_await flush();
    expired_ = false;
    set_deadline(loop_.site().limits.queue_time, Late::wake);
    while (!work_done_) {
        co_await woken();  // a hint sent by the handler itself wakes us too
        if (!expired_ || work_done_) continue;
        expired_ = false;
        if (!loop_.pools().of(dialogue_.heavy()).withdraw(*this)) continue;  // it has begun, and will end
        release_stream();
        dialogue_.busy("http.busy");
        co_return sent;
    }
    clear_deadline();
    dialogue_.worked();
    if (!dialogue_.streams_events()) release_stream();
    co_return sent;
}

bool Connection::open_stream() {
    auto& streams = loop_.site().streams;
    if (streams.fetch_add(1, std::memory_order_relaxed) >= loop_.site().limits.streams) {
        streams.fetch_sub(1, std::memory_order_relaxed);
        return false;
    }
    // The connection may be gone when a sender calls; it closes the stream before that, under the stream's lock.
    stream_ = std::make_shared<LiveStream>(loop_.site().limits.stream_bytes, [this] { wake_soon(); });
    dialogue_.offer(stream_);
    return true;
}

Awaitable<void> Connection::events() {
    const bool begun = co_await flush();
    if (!begun) co_return;
    asio::co_spawn(loop_.io(), hold(shared_from_this(), true), asio::detached);
    const Limits& limits = loop_.site().limits;
    while (!ended_ && !loop_.site().draining.load(std::memory_order_relaxed)) {
        const bool last = stream_->ending();  // asked first: what is taken after it is all there is
        std::string hints = stream_->take();
        if (hints.empty() && last) break;
        if (hints.empty()) {
            awake_ = false;
            expired_ = false;
            set_deadline(limits.heartbeat, Late::wake);
            co_await woken();
            clear_deadline();
            hints = stream_->take();
            if (hints.empty() && expired_) hints = ":\n\n";
            if (hints.empty()) continue;
        }
        set_deadline(limits.write_time, Late::close);
        const bool written = co_await conn_->write(hints, std::string_view());
        if (!written) break;
        clear_deadline();
        loop_.site().bytes_out.fetch_add(hints.size(), std::memory_order_relaxed);
    }
    stream_->close();
    conn_->close();  // ends watch_end()
}

// A reader of events sends nothing more; what it does send is thrown away, its end ends the stream.
Awaitable<void> Connection::watch_end() {
    std::array<char, 512> thrown_away;
    std::size_t count = 1;
    while (count > 0) count = co_await conn_->read(std::span<char>(thrown_away));
    ended_ = true;
    wake();
}

// After a refusal with unread input: closing at once would make the kernel send RST, and the peer could lose the
// answer it has not read yet (RFC 9112 §9.6). So: no more writing, read a bounded while, then close.
Awaitable<void> Connection::linger() {
    set_deadline(loop_.site().limits.linger_time, Late::close);
    co_await conn_->finish_writing();
    if (!dialogue_.keeps_unread_input()) co_return;
    std::vector<char> thrown_away(16 * 1024);
    for (std::size_t read = 0; read < linger_bytes;) {
        const std::size_t count = co_await conn_->read(std::span<char>(thrown_away));
        if (count == 0) break;
        read += count;
    }
    clear_deadline();
}

Awaitable<void> Connection::woken() {
    if (awake_) {
        awake_ = false;
        co_return;
    }
    co_await asio::async_initiate<const asio::use_awaitable_t<Executor>, void()>(
        [this](auto handler) { waiter_ = [handler = std::move(handler)]() mutable { std::move(handler)(); }; },
        use_awaitable);
    awake_ = false;
}

// From any thread, as long as the connection lives.
void Connection::wake_soon() {
    asio::post(loop_.io(), [alive = weak_from_this()] {
        if (const auto connection = alive.lock()) connection->wake();
    });
}

void Connection::wake() {
    awake_ = true;
    if (!waiter_) return;
    auto waiter = std::move(waiter_);
    waiter_ = nullptr;
    waiter();
}

}  // namespace tongguan::http
