#include "platform/db/session.h"

#include <libpq-fe.h>

#include <charconv>

#include "platform/db/connection.h"

namespace tongguan::db {

namespace {
PGresult* of(void* result) { return static_cast<PGresult*>(result); }
}  // namespace

Rows::Rows(void* pg_result)
    : result_(pg_result),
      size_(static_cast<std::size_t>(PQntuples(of(pg_result)))),
      width_(static_cast<std::size_t>(PQnfields(of(pg_result)))) {}

Rows::Rows(Rows&& other) noexcept
    : result_(std::exchange(other.result_, nullptr)),
      size_(std::exchange(other.size_, 0)),
      width_(std::exchange(other.width_, 0)) {}

Rows& Rows::operator=(Rows&& other) noexcept {
    if (this == &other) return *this;
    PQclear(of(result_));
    result_ = std::exchange(other.result_, nullptr);
    size_ = std::exchange(other.size_, 0);
    width_ = std::exchange(other.width_, 0);
    return *this;
}

Rows::~Rows() { PQclear(of(result_)); }

entity::Cell Rows::cell(std::size_t row, std::size_t column) const {
    if (row >= size_ || column >= width_) throw std::out_of_range("no such cell in the answer");
    const int r = static_cast<int>(row);
    const int c = static_cast<int>(column);
    if (PQgetisnull(of(result_), r, c)) return {};
    return {PQgetvalue(of(result_), r, c), PQgetlength(of(result_), r, c)};
}

std::span<const entity::Cell> Rows::row(std::size_t row, std::vector<entity::Cell>& room) const {
    room.resize(width_);
    for (std::size_t column = 0; column < width_; ++column) room[column] = cell(row, column);
    return room;
}

std::int64_t Rows::affected() const {
    const std::string_view text = result_ ? PQcmdTuples(of(result_)) : "";
    std::int64_t count = 0;
    std::from_chars(text.data(), text.data() + text.size(), count);
    return count;
}

struct Session::State {
    Connection& connection;
    Mode mode;
    ScopeOf scope_of;
    bool begun = false;
    bool ended = false;
    std::optional<Scope> wall{};  // what stands in the open transaction

    const Scope& scope_for(const Statement& statement) const {
        static const Scope engine = Scope::engine();
        if (statement.permission == current_right) return wall ? *wall : engine;
        if (const Scope* scope = scope_of(statement.permission)) return *scope;
        throw std::logic_error("statement " + std::string(statement.name) + " needs the right " +
                               std::string(statement.permission.key) + ", which was not checked before");
    }

    void queue(const Scope& scope, const Statement& statement, const Params& params, bool wanted) {
        if (ended)
            throw std::logic_error("statement " + std::string(statement.name) + " after the end of its transaction");
        if (mode == Mode::read || mode == Mode::single) {
            // one Sync = one implicit transaction: local to this statement
            connection.queue_scope(scope, mode == Mode::read ? Connection::Access::read : Connection::Access::write);
        } else {
            if (!begun) {
                connection.queue(mode == Mode::write ? Command::begin : Command::begin_snapshot);
                begun = true;
            }
            if (wall != scope) {
                connection.queue_scope(scope);
                wall = scope;
            }
        }
        connection.queue(statement, scope.shape, params, wanted);
    }
};

Session::Session(Connection& connection, Mode mode, ScopeOf scope_of)
    : state_(new State{.connection = connection, .mode = mode, .scope_of = std::move(scope_of)}) {}

Session::~Session() { rollback(); }

bool Session::in_transaction() const { return state_->begun && !state_->ended; }

Rows Session::run(const Statement& statement, const Params& params) {
    return run_under(state_->scope_for(statement), statement, params);
}

Rows Session::run_under(const Scope& scope, const Statement& statement, const Params& params) {
    const Scope wall = scope;  // `scope` may be the wall that queue() replaces
    state_->queue(wall, statement, params, true);
    return state_->connection.finish();
}

void Session::later(const Statement& statement, const Params& params) {
    if (state_->mode != Mode::write) throw std::logic_error("later() outside a writing session");
    const Scope scope = state_->scope_for(statement);
    state_->queue(scope, statement, params, false);
    if (state_->connection.queued() >= Connection::most_queued) state_->connection.finish();
}

std::int64_t Session::run_affected(const Statement& statement, const Params& params) {
    return run(statement, params).affected();
}

std::optional<std::int64_t> Session::integer(const Statement& statement, const Params& params) {
    const Rows rows = run(statement, params);
    if (rows.empty() || rows.cell(0, 0).is_null()) return std::nullopt;
    return rows.cell(0, 0).integer();
}

void Session::commit() {
    if (state_->ended) throw std::logic_error("a second end of one transaction");
    if (state_->begun) {
        state_->connection.queue(Command::commit);
        state_->connection.finish();
    }
    state_->ended = true;
}

void Session::rollback() noexcept {
    if (!state_ || state_->ended) return;
    state_->ended = true;
    if (!state_->begun || state_->connection.broken()) return;
    try {
        state_->connection.abandon();
    } catch (...) {                    // tidy: allow words – noexcept: what cannot be rolled back is thrown away whole
        state_->connection.give_up();  // the pool throws it away; the server rolls back when the socket closes
    }
}

}  // namespace tongguan::db
