// The only file that sees spdlog.
#include "platform/log/writer.h"

#include <spdlog/logger.h>
#include <spdlog/sinks/basic_file_sink.h>
#include <spdlog/sinks/stdout_sinks.h>

#include <stdexcept>

namespace tongguan::log {
namespace {

std::shared_ptr<spdlog::sinks::sink> open_sink(const std::string& file) {
    try {
        if (file.empty()) return std::make_shared<spdlog::sinks::stderr_sink_st>();
        return std::make_shared<spdlog::sinks::basic_file_sink_st>(file);
    } catch (const spdlog::spdlog_ex& error) {
        throw std::runtime_error(error.what());
    }
}

}  // namespace

Writer::Writer(const Options& options, std::function<std::string(std::uint64_t)> dropped_line)
    : file_(options.file), queue_max_(options.queue), also_(options.also), dropped_line_(std::move(dropped_line)) {
    sink_ = std::make_shared<spdlog::logger>("tongguan", open_sink(file_));
    sink_->set_pattern("%v", spdlog::pattern_time_type::utc);
    sink_->set_level(spdlog::level::trace);
    // A full disk must not end the server, and must not be silent: the loss is counted, and told when there is room.
    sink_->set_error_handler([this](const std::string&) { dropped_.fetch_add(1, std::memory_order_relaxed); });
    thread_ = std::thread([this] { run(); });
}

Writer::~Writer() {
    {
        const std::scoped_lock lock(mutex_);
        stop_ = true;
    }
    wake_.notify_one();
    thread_.join();
}

void Writer::take(Level level, std::string line) {
    const std::size_t room = level >= Level::warn ? queue_max_ : queue_max_ - queue_max_ / 8;
    {
        const std::scoped_lock lock(mutex_);
        if (waiting_.size() >= room) {
            dropped_.fetch_add(1, std::memory_order_relaxed);
            return;
        }
        ++taken_;
        waiting_.push_back({level, std::move(line)});
        if (waiting_.size() > 1) return;  // the thread knows already
    }
    wake_.notify_one();
}

void Writer::flush() {
    std::unique_lock lock(mutex_);
    const std::uint64_t mine = taken_;
    written_.wait(lock, [&] { return done_ >= mine; });
}

bool Writer::reopen() {
    if (file_.empty()) return true;
    try {
        const auto fresh = open_sink(file_);
        fresh->set_pattern("%v");
        const std::scoped_lock lock(sink_mutex_);
        sink_->sinks().front() = fresh;
        return true;
    } catch (const std::runtime_error&) {  // the log goes on where it was; the caller tells
        return false;
    }
}

void Writer::put(const Line& line) {
    sink_->log(spdlog::level::info, spdlog::string_view_t(line.text.data(), line.text.size()));
    if (also_) also_(line.text);
}

void Writer::run() {
    std::vector<Line> batch;
    std::uint64_t told = 0;  // of dropped_
    for (bool last = false; !last;) {
        {
            std::unique_lock lock(mutex_);
            wake_.wait(lock, [&] { return stop_ || !waiting_.empty(); });
            std::swap(batch, waiting_);
            last = stop_;
        }
        const std::uint64_t lost = dropped();
        {
            const std::scoped_lock lock(sink_mutex_);
            for (const Line& line : batch) put(line);
            if (lost > told) put({Level::warn, dropped_line_(lost)});
            sink_->flush();
        }
        told = lost;
        {
            const std::scoped_lock lock(mutex_);
            done_ += batch.size();
        }
        written_.notify_all();
        batch.clear();
    }
}

}  // namespace tongguan::log
