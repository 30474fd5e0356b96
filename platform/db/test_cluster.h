// The cluster that all test programs of one machine user share: made once in a short temporary folder, left running
// between programs. The only place where durability is switched off.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "platform/db/cluster.h"

namespace tongguan::db {

class Script;

// Opened once per process; throws std::runtime_error when it cannot be (a test cannot go on without it).
Cluster& test_cluster();
// What a cluster started by this process runs as: "postgres" when this process is root, else the caller.
std::string test_account();

// Runs something on the one connection of this process that makes and drops databases here: opening one for each
// statement would cost more than the statement. By one thread at a time; a connection that broke is opened anew.
void administer(const std::function<void(Script&)>& what);

// A database of its own for one test; dropped at the end.
class TestDatabase {
public:
    explicit TestDatabase(std::string_view template_name = "template0");
    ~TestDatabase();
    TestDatabase(const TestDatabase&) = delete;
    TestDatabase& operator=(const TestDatabase&) = delete;

    const std::string& name() const { return name_; }
    std::string owner_conninfo() const { return test_cluster().owner_conninfo(name_); }
    std::string server_conninfo() const { return test_cluster().server_conninfo(name_); }
    void execute(std::string_view sql) const;      // as the owner, past all walls
    std::string text(std::string_view sql) const;  // first cell of the answer

private:
    std::string name_;
};

}  // namespace tongguan::db
