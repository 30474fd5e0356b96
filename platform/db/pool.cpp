#include "platform/db/pool.h"

#include "platform/db/connection.h"

namespace tongguan::db {

Pool::Pool(Options options) : options_(std::move(options)) {}
Pool::~Pool() = default;

Outcome Pool::check() {
    constexpr Statement limits{"db.connection_limit", current_right,
                               "select current_setting('max_connections')::bigint"
                               " - current_setting('superuser_reserved_connections')::bigint"};
    try {
        Lease lease = take();
        lease->queue(limits, Shape::engine, {}, true);
        const std::int64_t most = lease->finish().cell(0, 0).integer();
        if (std::cmp_greater(options_.size, most))
            return invalid("db.pool.too_large",
                           {{"size", std::to_string(options_.size)}, {"most", std::to_string(most)}});
    } catch (const Failure& failure) {
        return invalid("db.pool.unreachable", {{"reason", failure.what()}});
    }
    return Done{};
}

Pool::Lease::Lease(Pool& pool, std::unique_ptr<Connection> connection)
    : pool_(&pool), connection_(std::move(connection)) {}
Pool::Lease::Lease(Lease&&) noexcept = default;
Pool::Lease::~Lease() {
    if (connection_) pool_->give_back(std::move(connection_));
}

Pool::Lease Pool::take() {
    std::unique_ptr<Connection> connection;
    {
        std::unique_lock lock(mutex_);
        if (!freed_.wait_for(lock, options_.wait, [this] { return out_ < options_.size; })) throw PoolExhausted();
        ++out_;
    }
    try {
        for (;;) {  // at most as often as there are idle connections
            {
                const std::lock_guard lock(mutex_);
                if (idle_.empty()) break;
                connection =
                    std::move(idle_.back());  // the one used last: its statements are prepared, its memory is warm
                idle_.pop_back();
            }
            if (connection->usable()) return Lease(*this, std::move(connection));
        }
        return Lease(*this, std::make_unique<Connection>(options_.conninfo));
    } catch (...) {
        {
            const std::lock_guard lock(mutex_);
            --out_;
        }
        freed_.notify_one();
        throw;
    }
}

void Pool::give_back(std::unique_ptr<Connection> connection) {
    bool keep = !connection->broken() && connection->idle();
    if (keep) {
        try {
            connection->tidy();
        } catch (const std::
                     exception&) {  // a connection that cannot even be tidied is closed; the next taker makes a new one
            keep = false;
        }
    }
    if (!keep) connection.reset();
    {
        const std::lock_guard lock(mutex_);
        if (connection) idle_.push_back(std::move(connection));
        --out_;
    }
    freed_.notify_one();
}

std::size_t Pool::idle() const {
    const std::lock_guard lock(mutex_);
    return idle_.size();
}

std::size_t Pool::out() const {
    const std::lock_guard lock(mutex_);
    return out_;
}

}  // namespace tongguan::db
