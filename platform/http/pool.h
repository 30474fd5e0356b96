// The worker threads, where handlers may block. New requests are refused when the queue is full; what already runs
// (the next chunk of a streamed answer) always gets its place, of which there is at most one per connection. Heavy
// handlers have workers of their own, so that people signing in never hold up the work of those who have.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <thread>
#include <vector>

namespace tongguan::http {

class Job {
public:
    virtual void run() noexcept = 0;  // on a worker

protected:
    ~Job() = default;
};

class Pool {
public:
    explicit Pool(std::size_t queue);
    ~Pool();  // runs what is queued, then joins
    void start(unsigned workers);
    bool submit(Job& job);                                                            // false: the queue is full
    bool withdraw(Job& job);                                                          // false: it has begun already
    void resume(Job& job);                                                            // never refused
    std::size_t waiting() const { return waiting_.load(std::memory_order_relaxed); }  // new requests in the queue

private:
    struct Place {
        Job* job;
        bool fresh;
    };
    void serve();

    const std::size_t queue_;
    std::mutex mutex_;
    std::condition_variable something_;
    std::deque<Place> jobs_;
    std::atomic<std::size_t> waiting_{0};
    bool ending_ = false;
    std::vector<std::jthread> threads_;
};

struct Pools {
    Pools(std::size_t common_queue, std::size_t heavy_queue) : common(common_queue), heavy(heavy_queue) {}
    void start(unsigned common_workers, unsigned heavy_workers) {
        common.start(common_workers);
        heavy.start(heavy_workers);
    }
    Pool common;
    Pool heavy;
    Pool& of(bool is_heavy) { return is_heavy ? heavy : common; }
    std::size_t waiting() const { return common.waiting() + heavy.waiting(); }
};

}  // namespace tongguan::http
