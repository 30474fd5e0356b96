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
    Pool(unsigned workers, std::size_t queue);
    ~Pool();                                                                          // runs what is queued, then joins
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
    struct Size {
        unsigned workers;
        std::size_t queue;
    };
    Pools(Size of_common, Size of_heavy)
        : common(of_common.workers, of_common.queue), heavy(of_heavy.workers, of_heavy.queue) {}
    Pool common;
    Pool heavy;
    Pool& of(bool is_heavy) { return is_heavy ? heavy : common; }
    std::size_t waiting() const { return common.waiting() + heavy.waiting(); }
};

}  // namespace tongguan::http
