// What a piece of work may do with the database. One connection for the length of one Work; statements are queued and
// sent together, answers are read when they are needed. Reading a statement's rows flushes what was queued before it.
//
//   read mode:   each call is one pipeline with one Sync: set_config(role, scope, read only), the statement. No BEGIN.
//   single mode: the same for the engine's own bookkeeping, whose statements may write and commit one by one.
//   write mode:  BEGIN … COMMIT; `later` queues without waiting, its failure is reported by the next read or commit.
//   snapshot:    REPEATABLE READ READ ONLY, so that a page of figures agrees with itself.
//
// A statement under a permission that the actor lacks is a bug (the dispatcher refused earlier): std::logic_error.
#pragma once

#include <functional>
#include <memory>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

#include "platform/db/params.h"
#include "platform/db/scope.h"
#include "platform/db/statement.h"
#include "platform/entity/entity.h"

namespace tongguan::db {

class Connection;

inline constexpr std::string_view lost_state = "08006";  // connection_failure: what a lost connection is given as

// A failure of the database that nobody below can act on. `state` is the SQLSTATE ("40001", "57P01", "53100" …).
class Failure : public std::runtime_error {
public:
    Failure(std::string state, std::string constraint, const std::string& message)
        : std::runtime_error(message), state_(std::move(state)), constraint_(std::move(constraint)) {}
    const std::string& state() const { return state_; }
    const std::string& constraint() const { return constraint_; }  // of 23505, 23503, 23514, 23P01
    bool retryable() const { return state_ == "40001" || state_ == "40P01"; }
    bool connection_lost() const { return state_.empty() || state_.starts_with("08") || state_.starts_with("57P"); }
    bool disk_full() const { return state_ == "53100"; }
    // A lock or a statement took too long, or the database has no room for another connection: later it may.
    bool overloaded() const { return state_ == "55P03" || state_ == "57014" || state_ == "53300" || state_ == "53200"; }
    // The connection broke between COMMIT and its answer: the work may or may not have happened. Ask by its
    // idempotency key on another connection.
    bool commit_unknown() const { return commit_unknown_; }
    Failure as_commit_unknown() const {
        Failure copy = *this;
        copy.commit_unknown_ = true;
        return copy;
    }

private:
    std::string state_;
    std::string constraint_;
    bool commit_unknown_ = false;
};

// Rows of one answer; owns libpq's result.
class Rows {
public:
    Rows() = default;
    explicit Rows(void* pg_result);
    Rows(Rows&&) noexcept;
    Rows& operator=(Rows&&) noexcept;
    ~Rows();
    std::size_t size() const { return size_; }
    std::size_t width() const { return width_; }
    bool empty() const { return size_ == 0; }
    entity::Cell cell(std::size_t row, std::size_t column) const;
    std::span<const entity::Cell> row(std::size_t row, std::vector<entity::Cell>& room) const;
    std::int64_t affected() const;

private:
    void* result_ = nullptr;
    std::size_t size_ = 0;
    std::size_t width_ = 0;
};

enum class Mode : std::uint8_t { read, single, write, snapshot };

class Session {
public:
    // `scope_of` answers which scope a permission gives this actor; called when a statement is sent.
    using ScopeOf = std::function<const Scope*(Permission)>;
    Session(Connection& connection, Mode mode, ScopeOf scope_of);
    ~Session();  // rolls back what was not committed
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;

    Rows run(const Statement& statement, const Params& params = {});  // flush and wait
    void later(const Statement& statement, const Params& params);     // write mode: queued
    std::int64_t run_affected(const Statement& statement, const Params& params);
    // A scope given for once (a `record` grant that was checked), instead of the permission's own.
    Rows run_under(const Scope& scope, const Statement& statement, const Params& params);

    template <class T>
    std::vector<T> all(const Statement& statement, const Params& params = {});
    template <class T>
    std::vector<T> all_under(const Scope& scope, const Statement& statement, const Params& params);
    template <class T>
    std::optional<T> one(const Statement& statement, const Params& params = {});
    // First column of the first row.
    std::optional<std::int64_t> integer(const Statement& statement, const Params& params = {});

    void commit();  // write mode; throws Failure, with commit_unknown() true when the answer was lost
    void rollback() noexcept;
    bool in_transaction() const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

// Every row as a thing.
template <class T>
std::vector<T> loaded(const Rows& rows) {
    std::vector<T> things(rows.size());
    std::vector<entity::Cell> room;
    for (std::size_t i = 0; i < rows.size(); ++i) entity::load(entity::describe<T>(), rows.row(i, room), &things[i]);
    return things;
}

template <class T>
std::vector<T> Session::all(const Statement& statement, const Params& params) {
    return loaded<T>(run(statement, params));
}

template <class T>
std::vector<T> Session::all_under(const Scope& scope, const Statement& statement, const Params& params) {
    return loaded<T>(run_under(scope, statement, params));
}

template <class T>
std::optional<T> Session::one(const Statement& statement, const Params& params) {
    const Rows rows = run(statement, params);
    if (rows.empty()) return std::nullopt;
    std::optional<T> thing(std::in_place);
    std::vector<entity::Cell> room;
    entity::load(entity::describe<T>(), rows.row(0, room), &*thing);
    return thing;
}

}  // namespace tongguan::db
