// A connection that waits for what is called out on one channel (LISTEN, NOTIFY). Only what is sent after commits goes
// over it, a few messages a second at most; nothing is kept for who was away. A thread uses it alone.
#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

struct pg_conn;

namespace tongguan::db {

class Listener {
public:
    // `channel` is the program's own word (a lower-case identifier). Throws Failure.
    Listener(const std::string& conninfo, std::string_view channel);

    // What was called out since, in order; waits at most so long for the first. Throws Failure when the connection is
    // lost: what is called out until there is a new one is not heard.
    std::vector<std::string> wait(std::chrono::milliseconds most);

private:
    std::vector<std::string> heard();
    [[noreturn]] void lost() const;

    std::unique_ptr<pg_conn, void (*)(pg_conn*)> connection_;
};

}  // namespace tongguan::db
