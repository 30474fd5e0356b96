#include "platform/http/sse.h"

#include <algorithm>

namespace tongguan::http {

namespace {

bool has_line_break(std::string_view text) {
    return text.find_first_of(std::string_view("\r\n\0", 3)) != std::string_view::npos;
}

void append_event(std::string& out, std::string_view event, std::string_view data) {
    out.append("event: ").append(event).append("\n");
    for (;;) {
        const std::size_t end = data.find_first_of("\r\n");
        out.append("data: ").append(data.substr(0, end)).append("\n");
        if (end == std::string_view::npos) break;
        const bool pair = data[end] == '\r' && end + 1 < data.size() && data[end + 1] == '\n';
        data.remove_prefix(end + (pair ? 2 : 1));
    }
    out.append("\n");
}

}  // namespace

void LiveStream::send(std::string_view event, std::string_view data) {
    if (event.empty() || has_line_break(event)) return;
    const std::lock_guard lock(mutex_);
    if (!notify_ || ending_) return;
    const std::size_t before = pending_.size();
    if (before + event.size() + data.size() < bound_) append_event(pending_, event, data);
    if (pending_.size() == before || pending_.size() > bound_) {
        pending_.resize(before);
        missed_ = true;
    }
    if (told_) return;
    told_ = true;
    notify_();  // only posts to the event loop
}

bool LiveStream::open() const {
    const std::lock_guard lock(mutex_);
    return static_cast<bool>(notify_) && !ending_;
}

void LiveStream::end() {
    const std::lock_guard lock(mutex_);
    if (!notify_ || ending_) return;
    ending_ = true;
    if (!told_) notify_();
    told_ = true;
}

bool LiveStream::ending() const {
    const std::lock_guard lock(mutex_);
    return ending_;
}

std::string LiveStream::take() {
    const std::lock_guard lock(mutex_);
    told_ = false;
    std::string now;
    now.swap(pending_);
    if (missed_) append_event(now, "missed", "");
    missed_ = false;
    return now;
}

void LiveStream::close() {
    const std::lock_guard lock(mutex_);
    notify_ = nullptr;
    pending_ = std::string();
}

void Broadcast::subscribe(const std::shared_ptr<Stream>& stream, const std::vector<std::string>& topics) {
    const std::lock_guard lock(mutex_);
    for (std::size_t i = 0; i < std::min(topics.size(), topics_per_stream); ++i) {
        auto& list = streams_[topics[i]];
        std::erase_if(list, [](const std::weak_ptr<Stream>& other) {
            const auto held = other.lock();
            return !held || !held->open();
        });
        list.push_back(stream);
    }
}

void Broadcast::tell(std::string_view topic, std::string_view event, std::string_view data) {
    std::vector<std::shared_ptr<Stream>> to;
    {
        const std::lock_guard lock(mutex_);
        const auto found = streams_.find(topic);
        if (found == streams_.end()) return;
        std::erase_if(found->second, [&to](const std::weak_ptr<Stream>& other) {
            auto stream = other.lock();
            if (!stream || !stream->open()) return true;
            to.push_back(std::move(stream));
            return false;
        });
        if (found->second.empty()) streams_.erase(found);
    }
    for (const auto& stream : to) stream->send(event, data);
}

std::size_t Broadcast::listeners(std::string_view topic) const {
    const std::lock_guard lock(mutex_);
    const auto found = streams_.find(topic);
    if (found == streams_.end()) return 0;
    return static_cast<std::size_t>(std::ranges::count_if(found->second, [](const std::weak_ptr<Stream>& other) {
        const auto stream = other.lock();
        return stream && stream->open();
    }));
}

}  // namespace tongguan::http
