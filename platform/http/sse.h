// Live hints (text/event-stream, WHATWG HTML §9.2). A stream carries only "this changed"; the page reads again through
// its normal route, so a lost hint costs a moment of staleness and never a record.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "platform/http/server.h"

namespace tongguan::http {

// The buffer between senders on any thread and the one connection that writes. When the reader is slow and the buffer
// full, hints are dropped and the next thing the reader gets is the event "missed": read everything again.
class LiveStream final : public Stream {
public:
    LiveStream(std::size_t bound, std::function<void()> notify) : bound_(bound), notify_(std::move(notify)) {}
    // Lines of `data` become data lines; an event name with a line break in it is refused (dropped).
    void send(std::string_view event, std::string_view data) override;
    bool open() const override;
    void end() override;

    bool ending() const;  // nothing more is to come
    std::string take();   // what is to be written now; empty when there is nothing
    void close();         // by the connection: nothing is kept from now on

private:
    mutable std::mutex mutex_;
    const std::size_t bound_;
    std::function<void()> notify_;  // empty once closed
    std::string pending_;
    bool told_ = false;  // notify_ was called and take() not yet
    bool missed_ = false;
    bool ending_ = false;
};

// Who wants to hear of what. Topics are the server's words ("service_centre.case"); the caller decides before
// subscribing whether the reader may know of them. Thread-safe; streams that have ended fall out by themselves.
class Broadcast {
public:
    static constexpr std::size_t topics_per_stream = 64;  // further ones are ignored

    void subscribe(const std::shared_ptr<Stream>& stream, const std::vector<std::string>& topics);
    void tell(std::string_view topic, std::string_view event, std::string_view data);
    std::size_t listeners(std::string_view topic) const;  // open ones

private:
    mutable std::mutex mutex_;
    std::map<std::string, std::vector<std::weak_ptr<Stream>>, std::less<>> streams_;
};

}  // namespace tongguan::http
