#include "platform/http/pool.h"

#include <algorithm>

namespace tongguan::http {

Pool::Pool(std::size_t queue) : queue_(queue) {}

void Pool::start(unsigned workers) {
    for (unsigned i = 0; i < std::max(workers, 1u); ++i) threads_.emplace_back([this] { serve(); });
}

Pool::~Pool() {
    {
        const std::lock_guard lock(mutex_);
        ending_ = true;
    }
    something_.notify_all();
}

bool Pool::submit(Job& job) {
    {
        const std::lock_guard lock(mutex_);
        if (waiting_.load(std::memory_order_relaxed) >= queue_) return false;
        waiting_.fetch_add(1, std::memory_order_relaxed);
        jobs_.push_back({&job, true});
    }
    something_.notify_one();
    return true;
}

bool Pool::withdraw(Job& job) {
    const std::lock_guard lock(mutex_);
    const auto place = std::ranges::find_if(jobs_, [&](const Place& each) { return each.job == &job && each.fresh; });
    if (place == jobs_.end()) return false;
    jobs_.erase(place);
    waiting_.fetch_sub(1, std::memory_order_relaxed);
    return true;
}

void Pool::resume(Job& job) {
    {
        const std::lock_guard lock(mutex_);
        jobs_.push_back({&job, false});
    }
    something_.notify_one();
}

void Pool::serve() {
    std::unique_lock lock(mutex_);
    for (;;) {
        something_.wait(lock, [this] { return ending_ || !jobs_.empty(); });
        if (jobs_.empty()) return;
        const Place place = jobs_.front();
        jobs_.pop_front();
        if (place.fresh) waiting_.fetch_sub(1, std::memory_order_relaxed);
        lock.unlock();
        place.job->run();
        lock.lock();
    }
}

}  // namespace tongguan::http
