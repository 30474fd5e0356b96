// The conversation of one connection without the connection: bytes go in, answers come out in order, and between them
// it says what it wants next. All protocol decisions are here, so tests and fuzzers need no socket.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "platform/http/answer.h"
#include "platform/http/codec.h"
#include "platform/http/site.h"

namespace tongguan::http {

class Dialogue {
public:
    enum class Want : std::uint8_t {
        bytes,   // read into space(), then arrived()
        flush,   // write output() and tail(), then flushed()
        worker,  // call work() on a worker, then worked() on the loop; or busy()
        chunk,   // after a flush: call pull() on a worker, then pulled() on the loop
        events,  // an event stream was accepted; output() holds its head
        close,   // write what is left and close; unread input may follow
    };
    enum class Waiting : std::uint8_t { idle, head, body };

    Dialogue(Site& site, AnswerHead& head, std::string remote, bool secure);
    ~Dialogue();

    Want advance();

    std::span<char> space();
    void arrived(std::size_t bytes) { end_ += bytes; }

    std::string_view output() const { return out_; }
    std::string_view tail() const { return tail_; }
    void flushed();

    bool heavy() const { return handler_ && handler_->heavy; }  // which workers work() is for
    // A stream for the route that asks for one; given before work().
    bool wants_stream() const { return handler_ && handler_->stream; }
    bool streams_events() const { return state_ == State::events; }
    void offer(std::shared_ptr<Stream> stream) { stream_ = std::move(stream); }

    void work() noexcept;  // on a worker
    void worked();
    void pull() noexcept;  // on a worker
    void pulled();
    void busy(std::string_view key);  // 503 with Retry-After instead of work()

    // For which kind of byte we wait, and a number that changes whenever its time starts anew.
    Waiting waiting() const;
    std::uint64_t stage() const { return stage_; }
    bool timed_out();  // true: output() holds a 408 and advance() will say close; false: nothing to say, just close
    bool keeps_unread_input() const { return unread_; }

private:
    enum class State : std::uint8_t { head, body, ready, working, streaming, events, closing };
    bool take_head();
    void begin();
    bool take_body();
    std::optional<Fault> receive(std::string_view bytes);
    void dispatch();
    void run_handler(std::shared_ptr<Stream> stream) noexcept;
    void fail(std::string_view what) noexcept;
    void refuse(const Fault& fault);
    Response said(const Fault& fault, std::string_view allow = {});
    void answer(bool keep);
    void begin_stream(bool keep);
    void begin_events();
    void finish(bool keep);
    void observe(int status);
    void release_body();

    Site& site_;
    AnswerHead& head_;
    std::string remote_;
    bool secure_;
    bool from_proxy_;
    Codec codec_;
    Codec::Sink sink_;
    State state_ = State::head;

    std::vector<char> in_;
    std::size_t begin_ = 0;
    std::size_t end_ = 0;
    bool skipped_line_ = false;

    std::string out_;
    std::string_view tail_;
    std::size_t batched_ = 0;

    const Handler* handler_ = nullptr;
    std::string_view pattern_;
    Response response_;
    std::shared_ptr<Stream> stream_;
    std::string chunk_;
    bool more_chunks_ = false;
    bool chunk_failed_ = false;
    bool accepted_stream_ = false;
    bool keep_after_ = false;
    bool chunked_ = false;
    bool unread_ = false;
    Instant started_{};
    std::uint64_t stage_ = 0;
    std::uint64_t slice_ = 0;     // body bytes since the body deadline was last set
    std::uint64_t reserved_ = 0;  // of Site::body_bytes
};

}  // namespace tongguan::http
