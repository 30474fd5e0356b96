#include "platform/db/cluster_watch.h"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace tongguan::db {

struct ClusterWatch::State {
    const Cluster& cluster;
    const Options options;
    std::mutex mutex{};
    std::condition_variable stop_signal{};
    bool stopping = false;
    std::thread thread{};

    bool told_to_stop_within(std::chrono::milliseconds pause);
    bool try_once(int tries) const;
    void bring_back();
    void run();
};

bool ClusterWatch::State::told_to_stop_within(std::chrono::milliseconds pause) {
    std::unique_lock lock(mutex);
    return stop_signal.wait_for(lock, pause, [this] { return stopping; });
}

bool ClusterWatch::State::try_once(int tries) const {
    Outcome revived = Done{};
    try {
        revived = cluster.revive();
    } catch (const std::exception& failure) {  // no process can be made just now: as good as a start that failed
        revived = invalid("db.cluster.start_failed", {{"log", ""}, {"reason", failure.what()}});
    }
    if (!revived && options.failed) options.failed(tries, revived.error());
    if (revived && options.back) options.back(tries);
    return revived.has_value();
}

void ClusterWatch::State::bring_back() {
    if (options.gone) options.gone();
    std::chrono::milliseconds pause = options.first_pause;
    for (int tries = 1; !try_once(tries); ++tries) {
        if (told_to_stop_within(pause)) return;
        pause = std::min(pause * 2, options.longest_pause);
    }
}

void ClusterWatch::State::run() {
    while (!told_to_stop_within(options.every))
        if (cluster.postmaster() == 0) bring_back();
}

ClusterWatch::ClusterWatch(const Cluster& cluster, Options options)
    : state_(std::make_unique<State>(cluster, std::move(options))) {}

ClusterWatch::~ClusterWatch() {
    {
        const std::lock_guard lock(state_->mutex);
        state_->stopping = true;
    }
    state_->stop_signal.notify_all();
    if (state_->thread.joinable()) state_->thread.join();
}

void ClusterWatch::start() {
    state_->thread = std::thread([this] { state_->run(); });
}

}  // namespace tongguan::db
