#include "app/live_wire.h"

#include <boost/json/object.hpp>
#include <charconv>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "base/csv.h"
#include "base/origin.h"
#include "platform/db/listener.h"
#include "platform/work/hints.h"
#include "platform/work/work.h"

namespace tongguan {

namespace {

inline constexpr std::string_view channel = "tongguan_live";
inline constexpr std::size_t longest_call = 7'900;               // bytes; NOTIFY takes less than 8000
inline constexpr std::chrono::milliseconds stop_looked_at{250};  // how often a silent wire looks whether to stop
inline constexpr std::chrono::seconds pause_after_loss{1};

constexpr db::Statement call{"app.call_out", engine_right, "select pg_notify($1, $2)"};

// "<origin> <topic> <topic> …", in as many calls as it takes. The database sends them when the batch has committed.
Outcome call_out(Work& work, const outbox::Event& event) {
    const auto* fields = event.fields.if_object();
    const auto* list = fields ? fields->if_contains("topics") : nullptr;
    if (!list || !list->is_array()) return invalid("app.live.malformed");
    const std::string origin = std::to_string(origin_of(event.id));
    std::string line = origin;
    for (const Json& topic : list->get_array()) {
        if (!topic.is_string() || topic.get_string().size() + origin.size() + 1 > longest_call)
            return invalid("app.live.malformed");
        if (line.size() + 1 + topic.get_string().size() > longest_call)
            work.db().later(call, db::Params(channel, std::exchange(line, origin)));
        line.append(" ").append(topic.get_string());
    }
    work.db().later(call, db::Params(channel, line));
    return Done{};
}

}  // namespace

outbox::Reaction calling_out() { return {.consumer = "app.call_out", .event = work::hinted_event, .run = &call_out}; }

struct LiveWire::State {
    const std::string conninfo;
    LiveHints& pages;
    const std::string origin;
    const Trouble trouble;
    std::mutex mutex{};
    std::condition_variable wake{};
    bool stopping = false;
    std::thread thread{};

    bool stopped() {
        const std::lock_guard lock(mutex);
        return stopping;
    }
    void pass_on(const std::string& line) const;
    void listen();
    void run();
};

void LiveWire::State::pass_on(const std::string& line) const {
    std::vector<std::string> words = split(line, ' ');
    if (words.empty() || words.front() == origin) return;
    words.erase(words.begin());
    pages.publish(words);
}

// Until told to stop, or until the connection is lost.
void LiveWire::State::listen() {
    db::Listener listener(conninfo, channel);
    pages.tell_missed();  // what was called out before we listened
    while (!stopped())
        for (const std::string& line : listener.wait(stop_looked_at)) pass_on(line);
}

void LiveWire::State::run() {
    while (!stopped()) {
        try {
            listen();
        } catch (const std::exception& failure) {  // the job loop: the database is gone; listen again after the pause
            if (trouble) trouble(failure.what());
            std::unique_lock lock(mutex);
            wake.wait_for(lock, pause_after_loss, [this] { return stopping; });
        }
    }
}

LiveWire::LiveWire(std::string conninfo, LiveHints& pages, std::int64_t origin, Trouble trouble)
    : state_(std::make_unique<State>(std::move(conninfo), pages, std::to_string(origin), std::move(trouble))) {}

LiveWire::~LiveWire() {
    {
        const std::lock_guard lock(state_->mutex);
        state_->stopping = true;
    }
    state_->wake.notify_all();
    if (state_->thread.joinable()) state_->thread.join();
}

void LiveWire::start() {
    state_->thread = std::thread([this] { state_->run(); });
}

}  // namespace tongguan
