// Connections, one per worker, all of one login that holds no table rights of its own (NOINHERIT; rights come with
// the role of a shape). Checked against max_connections at start. Waiting for one is bounded; a full pool throws
// PoolExhausted, which the dispatcher answers 503.
#pragma once

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <string>
#include <vector>

#include "base/result.h"

namespace tongguan::db {

class Connection;

struct PoolExhausted : std::runtime_error {
    PoolExhausted() : std::runtime_error("no database connection became free in time") {}
};

class Pool {
public:
    struct Options {
        std::string conninfo;  // libpq key=value
        std::size_t size = 8;
        std::chrono::milliseconds wait{2000};
    };
    // Opens nothing yet: connections are made when they are first needed.
    explicit Pool(Options options);
    ~Pool();
    // At start: can the database be reached, does it let this many in? Refuses with db.pool.unreachable, .too_large.
    Outcome check();

    // A connection for one piece of work; given back when it goes out of scope, reconnected when it broke.
    class Lease {
    public:
        Lease(Pool& pool, std::unique_ptr<Connection> connection);
        Lease(Lease&&) noexcept;
        ~Lease();
        Connection& operator*() const { return *connection_; }
        Connection* operator->() const { return connection_.get(); }

    private:
        Pool* pool_;
        std::unique_ptr<Connection> connection_;
    };
    Lease take();
    std::size_t size() const { return options_.size; }
    std::size_t idle() const;
    std::size_t out() const;

private:
    friend class Lease;
    void give_back(std::unique_ptr<Connection> connection);
    Options options_;
    mutable std::mutex mutex_;
    std::condition_variable freed_;
    std::vector<std::unique_ptr<Connection>> idle_;
    std::size_t out_ = 0;
};

}  // namespace tongguan::db
