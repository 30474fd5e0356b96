// One connection to PostgreSQL, always in pipeline mode: statements are queued, `finish` sends them with one Sync and
// reads every answer. Owns what the server keeps for this connection (prepared statements by name and shape) and knows
// when it is broken. Private to platform/db; a thread uses it alone.
#pragma once

#include <array>
#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "platform/db/params.h"
#include "platform/db/scope.h"
#include "platform/db/session.h"
#include "platform/db/statement.h"

struct pg_conn;
struct pg_result;

namespace tongguan::db {

enum class Command : std::uint8_t { begin, begin_snapshot, commit, rollback };

class Connection {
public:
    // Bounds of every statement. An answer that stays silent past `silence` means a lost connection.
    struct Limits {
        std::chrono::milliseconds connect{5'000};
        std::chrono::milliseconds statement{30'000};
        std::chrono::milliseconds lock{10'000};
        std::chrono::milliseconds idle_in_transaction{60'000};
        std::chrono::milliseconds silence{45'000};
    };
    // Prepared statements kept per connection and those queued before they are sent anyway.
    static constexpr std::size_t most_prepared = 800;
    static constexpr std::size_t most_queued = 512;

    explicit Connection(const std::string& conninfo) : Connection(conninfo, Limits{}) {}
    Connection(const std::string& conninfo, const Limits& limits);  // throws Failure
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    // The wall for what follows: the shape's role and its setting, local to the transaction. Under Access::read
    // PostgreSQL itself refuses to write in it (SQLSTATE 25006), at no further message.
    enum class Access : std::uint8_t { read, write };
    void queue_scope(const Scope& scope, Access access = Access::write);
    // `wanted`: its rows are what the next finish() answers.
    void queue(const Statement& statement, Shape shape, const Params& params, bool wanted);
    void queue(Command command);
    std::size_t queued() const { return pending_.size(); }

    // One Sync; waits for all answers. Throws the first failure after the rest has been read. With `commit` in the
    // queue a lost connection is a commit that may have happened (Failure::commit_unknown).
    Rows finish();

    // Ends an open transaction without keeping anything of it; what was queued goes with it.
    void abandon();
    void give_up() noexcept { broken_ = true; }

    bool broken() const { return broken_; }
    bool idle() const;    // no transaction open
    bool failed() const;  // in a transaction that can only be rolled back
    bool usable();        // asks the socket without waiting: a server that went away is seen here
    void tidy();          // between two pieces of work
    std::size_t prepared() const { return prepared_count_; }
    int process() const;  // the server's process id, for tests and logs

private:
    struct Prepared {
        std::string name;      // "<statement>:<shape>" as the server knows it
        std::string_view sql;  // of the statement it was made from, to find two statements of one name
        bool ready = false;
    };
    enum class Kind : std::uint8_t { prepare, own, statement, wanted };
    struct Pending {
        Kind kind;
        Prepared* prepared;  // of prepare, statement, wanted
        bool commit = false;
    };
    struct TextHash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
    };
    using Names = std::unordered_map<std::string, Prepared, TextHash, std::equal_to<>>;

    Prepared& prepare(const Statement& statement, Shape shape);
    void prepare_own();
    void queue_own(const char* name);
    void check_sent(int sent);
    void flush();
    void wait(bool until_writable);
    pg_result* next_result();
    void take_answer(const Pending& pending, Rows& rows, std::optional<Failure>& first);
    void drain(Rows& rows, std::optional<Failure>& first);
    [[noreturn]] void lost();
    Failure failure_of(const pg_result* result, const Pending& pending) const;

    pg_conn* connection_ = nullptr;
    std::chrono::milliseconds silence_;
    bool broken_ = false;
    std::array<Names, shape_count> names_;
    std::size_t prepared_count_ = 0;
    std::vector<Pending> pending_;
    Params::Raw raw_;
};

// The text of a statement with {columns} and {columns:alias} written out.
std::string expanded(const Statement& statement);

}  // namespace tongguan::db
