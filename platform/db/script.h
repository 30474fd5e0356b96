// A plain connection of the owner, for what is done once: migrations, roles, databases, the catalog. Texts in and out,
// several statements in one string allowed. Private to platform/db.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/db/session.h"

struct pg_conn;

namespace tongguan::db {

class Script {
public:
    explicit Script(const std::string& conninfo);  // throws Failure
    ~Script();
    Script(const Script&) = delete;
    Script& operator=(const Script&) = delete;

    using Row = std::vector<std::optional<std::string>>;
    void run(std::string_view sql);  // throws Failure
    std::vector<Row> rows(std::string_view sql, const std::vector<std::string>& params = {});
    std::string text(std::string_view sql, const std::vector<std::string>& params = {});  // first cell; empty when none
    bool in_transaction() const;

private:
    pg_conn* connection_;
};

std::string quoted(std::string_view identifier);  // "…", with quotes doubled

}  // namespace tongguan::db
