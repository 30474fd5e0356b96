#include "platform/db/connection.h"

#include <libpq-fe.h>
#include <poll.h>

#include <cerrno>
#include <cstring>

#include "platform/entity/entity.h"

namespace tongguan::db {

namespace {

// Our own statements, prepared once per connection under these names.
struct Own {
    const char* name;
    const char* sql;
};
constexpr Own scope_statement{"tongguan:scope",
                              "select set_config('role', $1, true), set_config('tongguan.scope', $2, true)"};
constexpr Own reading_scope_statement{"tongguan:reading_scope",
                                      "select set_config('role', $1, true), set_config('tongguan.scope', $2, true), "
                                      "set_config('transaction_read_only', 'on', true)"};
constexpr std::array own_statements{
    scope_statement,
    reading_scope_statement,
    Own{"tongguan:begin", "begin"},
    Own{"tongguan:snapshot", "begin isolation level repeatable read read only"},
    Own{"tongguan:commit", "commit"},
    Own{"tongguan:rollback", "rollback"},
};
const char* name_of(Command command) { return own_statements[static_cast<std::size_t>(command) + 2].name; }

std::string field_of(const PGresult* result, int code) {
    const char* text = PQresultErrorField(result, code);
    return text ? text : "";
}

std::string session_settings(const Connection::Limits& limits) {
    const auto ms = [](std::chrono::milliseconds value) { return std::to_string(value.count()); };
    // JIT compiles for longer than our statements run, and a page of a list is over before parallel helpers have
    // started; ISO dates and UTC keep text forms predictable (binary has none).
    return "-c statement_timeout=" + ms(limits.statement) + " -c lock_timeout=" + ms(limits.lock) +
           " -c idle_in_transaction_session_timeout=" + ms(limits.idle_in_transaction) +
           " -c jit=off -c max_parallel_workers_per_gather=0 -c timezone=UTC -c datestyle=ISO -c "
           "client_min_messages=warning";
}

}  // namespace

std::string expanded(const Statement& statement) {
    constexpr std::string_view mark = "{columns";
    std::string sql;
    std::string_view rest = statement.sql;
    for (std::size_t at = rest.find(mark); at != std::string_view::npos; at = rest.find(mark)) {
        const std::size_t stop = rest.find('}', at);
        if (stop == std::string_view::npos || !statement.columns)
            throw std::logic_error("statement " + std::string(statement.name) +
                                   ": {columns} without an entity or its brace");
        std::string_view alias = rest.substr(at + mark.size(), stop - at - mark.size());
        if (alias.starts_with(':')) alias.remove_prefix(1);
        sql += rest.substr(0, at);
        sql += entity::columns(statement.columns(), alias);
        rest.remove_prefix(stop + 1);
    }
    sql += rest;
    return sql;
}

Connection::Connection(const std::string& conninfo, const Limits& limits) : silence_(limits.silence) {
    const std::string settings = session_settings(limits);
    const std::string timeout =
        std::to_string(std::max<long>(2, limits.connect.count() / 1000));  // libpq: whole seconds, at least 2
    const std::array<const char*, 6> keys{"dbname",          "options",          "connect_timeout",
                                          "client_encoding", "application_name", nullptr};
    const std::array<const char*, 6> values{conninfo.c_str(), settings.c_str(), timeout.c_str(),
                                            "UTF8",           "tongguan",       nullptr};
    connection_ = PQconnectdbParams(keys.data(), values.data(), 1);  // 1: dbname is a whole conninfo string
    if (!connection_ || PQstatus(connection_) != CONNECTION_OK) {
        const std::string message = connection_ ? PQerrorMessage(connection_) : "out of memory";
        PQfinish(connection_);
        throw Failure(std::string(lost_state), "", "cannot connect to the database: " + message);
    }
    PQsetNoticeProcessor(connection_, [](void*, const char*) {}, nullptr);
    PQsetnonblocking(connection_, 1);
    PQenterPipelineMode(connection_);
    try {
        prepare_own();
    } catch (...) {
        PQfinish(connection_);
        throw;
    }
}

Connection::~Connection() { PQfinish(connection_); }

bool Connection::idle() const { return PQtransactionStatus(connection_) == PQTRANS_IDLE && pending_.empty(); }
bool Connection::failed() const { return PQtransactionStatus(connection_) == PQTRANS_INERROR; }
int Connection::process() const { return PQbackendPID(connection_); }

bool Connection::usable() {
    if (broken_) return false;
    pollfd socket{.fd = PQsocket(connection_), .events = POLLIN, .revents = 0};
    if (poll(&socket, 1, 0) == 0) return true;  // nothing to read on an idle connection: it stands
    // Something came unasked: a notice, or the server's farewell.
    broken_ = PQconsumeInput(connection_) == 0 || PQstatus(connection_) != CONNECTION_OK ||
              (socket.revents & (POLLERR | POLLHUP)) != 0;
    return !broken_;
}

void Connection::check_sent(int sent) {
    if (sent == 1) return;
    if (PQstatus(connection_) != CONNECTION_OK) lost();
    throw std::logic_error(std::string("libpq refused a statement: ") + PQerrorMessage(connection_));
}

void Connection::prepare_own() {
    for (const Own& own : own_statements) {
        check_sent(PQsendPrepare(connection_, own.name, own.sql, 0, nullptr));
        pending_.push_back({Kind::own, nullptr});
    }
    finish();
}

void Connection::queue_own(const char* name) {
    check_sent(PQsendQueryPrepared(connection_, name, 0, nullptr, nullptr, nullptr, 1));
    pending_.push_back({Kind::own, nullptr});
}

void Connection::queue_scope(const Scope& scope, Access access) {
    const Own& own = access == Access::read ? reading_scope_statement : scope_statement;
    const std::string_view role = role_of(scope.shape);
    // NOLINTNEXTLINE(bugprone-suspicious-stringview-data-usage): binary format, its length stands beside it
    const std::array<const char*, 2> values{role.data(), scope.setting.c_str()};
    const std::array<int, 2> lengths{static_cast<int>(role.size()), static_cast<int>(scope.setting.size())};
    const std::array<int, 2> formats{1, 1};
    check_sent(PQsendQueryPrepared(connection_, own.name, 2, values.data(), lengths.data(), formats.data(), 1));
    pending_.push_back({Kind::own, nullptr});
}

void Connection::queue(Command command) {
    queue_own(name_of(command));
    pending_.back().commit = command == Command::commit;
}

Connection::Prepared& Connection::prepare(const Statement& statement, Shape shape) {
    Names& names = names_[static_cast<std::size_t>(shape)];
    auto found = names.find(statement.name);
    if (found == names.end()) {
        std::string name(statement.name);
        name += ':';
        name += suffix_of(shape);
        found = names.emplace(statement.name, Prepared{std::move(name), statement.sql, false}).first;
    }
    Prepared& prepared = found->second;
    if (prepared.sql.data() != statement.sql.data() && prepared.sql != statement.sql)
        throw std::logic_error("two statements are named " + std::string(statement.name));
    if (!prepared.ready) {
        check_sent(PQsendPrepare(connection_, prepared.name.c_str(), expanded(statement).c_str(),
                                 static_cast<int>(raw_.types.size()), raw_.types.data()));
        pending_.push_back({Kind::prepare, &prepared});
        prepared.ready = true;  // taken back when the server refuses or skips it
        ++prepared_count_;
    }
    return prepared;
}

void Connection::queue(const Statement& statement, Shape shape, const Params& params, bool wanted) {
    params.raw(raw_);
    Prepared& prepared = prepare(statement, shape);
    check_sent(PQsendQueryPrepared(connection_, prepared.name.c_str(), static_cast<int>(raw_.values.size()),
                                   raw_.values.data(), raw_.lengths.data(), raw_.formats.data(), 1));
    pending_.push_back({wanted ? Kind::wanted : Kind::statement, &prepared});
}

void Connection::lost() {
    broken_ = true;
    throw Failure(std::string(lost_state), "",
                  std::string("the connection to the database broke: ") + PQerrorMessage(connection_));
}

void Connection::wait(bool until_writable) {
    pollfd socket{.fd = PQsocket(connection_), .events = POLLIN, .revents = 0};
    if (until_writable) socket.events |= POLLOUT;
    int ready = 0;
    do ready = poll(&socket, 1, static_cast<int>(silence_.count()));
    while (ready < 0 && errno == EINTR);
    if (ready <= 0) {
        broken_ = true;
        throw Failure(std::string(lost_state), "", "the database was silent for too long");
    }
    if ((socket.revents & (POLLIN | POLLERR | POLLHUP)) && PQconsumeInput(connection_) == 0) lost();
}

void Connection::flush() {
    for (int left = PQflush(connection_); left != 0; left = PQflush(connection_)) {
        if (left < 0) lost();
        wait(true);
    }
}

PGresult* Connection::next_result() {
    while (PQisBusy(connection_)) wait(false);
    return PQgetResult(connection_);
}

Failure Connection::failure_of(const PGresult* result, const Pending& pending) const {
    std::string state = field_of(result, PG_DIAG_SQLSTATE);
    if (state.empty()) state = lost_state;
    // Not the DETAIL: it quotes the row's values, which do not belong in a log.
    std::string message = field_of(result, PG_DIAG_MESSAGE_PRIMARY);
    if (message.empty()) message = PQresultErrorMessage(result);
    if (pending.prepared) message = pending.prepared->name + ": " + message;
    return Failure(std::move(state), field_of(result, PG_DIAG_CONSTRAINT_NAME), message);
}

void Connection::take_answer(const Pending& pending, Rows& rows, std::optional<Failure>& first) {
    PGresult* result = next_result();
    if (!result) lost();
    switch (PQresultStatus(result)) {
        case PGRES_TUPLES_OK:
        case PGRES_COMMAND_OK:
            // COMMIT of a failed transaction is answered "ROLLBACK" without an error.
            if (pending.commit && std::strcmp(PQcmdStatus(result), "COMMIT") != 0 && !first)
                first.emplace("25P02", "", "commit of a transaction that had failed");
            if (pending.kind == Kind::wanted)
                rows = Rows(result);
            else
                PQclear(result);
            break;
        default:  // PGRES_FATAL_ERROR, PGRES_PIPELINE_ABORTED
            if (PQresultStatus(result) != PGRES_PIPELINE_ABORTED && !first) first = failure_of(result, pending);
            if (pending.kind == Kind::prepare) {
                pending.prepared->ready = false;
                --prepared_count_;
            }
            PQclear(result);
            if (PQstatus(connection_) != CONNECTION_OK) {
                if (!first) lost();
                throw Failure(*first);
            }
    }
    if (PGresult* extra = next_result()) {  // each statement's answers end with a null
        PQclear(extra);
        throw std::logic_error("a prepared statement gave two answers");
    }
}

void Connection::drain(Rows& rows, std::optional<Failure>& first) {
    check_sent(PQpipelineSync(connection_));
    flush();
    for (const Pending& pending : pending_) take_answer(pending, rows, first);
    PGresult* sync = next_result();
    const bool in_step = sync && PQresultStatus(sync) == PGRES_PIPELINE_SYNC;
    PQclear(sync);
    if (!in_step) lost();
}

Rows Connection::finish() {
    Rows rows;
    if (pending_.empty() || broken_) {
        if (broken_) throw Failure(std::string(lost_state), "", "the connection to the database is broken");
        return rows;
    }
    const bool commits = pending_.back().commit;
    std::optional<Failure> first;
    try {
        drain(rows, first);
    } catch (const Failure& failure) {
        pending_.clear();
        broken_ = true;
        if (commits) throw failure.as_commit_unknown();
        throw;
    } catch (...) {
        pending_.clear();
        broken_ = true;
        throw;
    }
    pending_.clear();
    if (first) throw *std::move(first);
    return rows;
}

void Connection::abandon() {
    queue(Command::rollback);
    try {
        finish();
    } catch (const Failure&) {  // a queued statement failed, so ROLLBACK was skipped with the rest of its pipeline
        if (broken_) throw;
    }
    if (idle()) return;
    queue(Command::rollback);
    finish();
}

void Connection::tidy() {
    if (prepared_count_ <= most_prepared) return;
    check_sent(PQsendQueryParams(connection_, "deallocate all", 0, nullptr, nullptr, nullptr, nullptr, 1));
    pending_.push_back({Kind::own, nullptr});
    finish();
    for (Names& names : names_) names.clear();
    prepared_count_ = 0;
    prepare_own();
}

}  // namespace tongguan::db
