// The thread behind the log: takes all waiting lines at once and hands them to spdlog's sinks.
#pragma once

#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "platform/log/logger.h"

namespace spdlog {
class logger;
}

namespace tongguan::log {

class Writer {
public:
    // `dropped_line` makes the line that tells of `count` lost ones.
    Writer(const Options& options, std::function<std::string(std::uint64_t count)> dropped_line);
    ~Writer();

    void take(Level level, std::string line);
    void flush();
    bool reopen();  // false: it could not be opened, the old one stays
    std::uint64_t dropped() const { return dropped_.load(std::memory_order_relaxed); }

private:
    struct Line {
        Level level;
        std::string text;
    };
    void run();
    void put(const Line& line);

    const std::string file_;
    const std::size_t queue_max_;
    const std::function<void(std::string_view)> also_;
    const std::function<std::string(std::uint64_t)> dropped_line_;
    std::mutex sink_mutex_;  // the writing thread, and whoever opens the file anew
    std::shared_ptr<spdlog::logger> sink_;
    std::atomic<std::uint64_t> dropped_{0};

    std::mutex mutex_;
    std::condition_variable wake_;
    std::condition_variable written_;
    std::vector<Line> waiting_;
    std::uint64_t taken_ = 0;  // lines accepted since the start
    std::uint64_t done_ = 0;   // of them, handed to the sinks
    bool stop_ = false;
    std::thread thread_;  // last: it starts when all else stands
};

}  // namespace tongguan::log
