#include "platform/db/script.h"

#include <libpq-fe.h>

#include <memory>

namespace tongguan::db {

namespace {

using Answer = std::unique_ptr<PGresult, decltype(&PQclear)>;

std::string diagnosis(const PGresult* result, int code) {
    const char* text = PQresultErrorField(result, code);
    return text ? text : "";
}

void check(const Answer& answer, PGconn* connection) {
    const ExecStatusType status = PQresultStatus(answer.get());
    if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK) return;
    std::string message = answer ? diagnosis(answer.get(), PG_DIAG_MESSAGE_PRIMARY) : "";
    if (message.empty()) message = PQerrorMessage(connection);
    throw Failure(answer ? diagnosis(answer.get(), PG_DIAG_SQLSTATE) : "",
                  answer ? diagnosis(answer.get(), PG_DIAG_CONSTRAINT_NAME) : "", message);
}

}  // namespace

Script::Script(const std::string& conninfo) : connection_(PQconnectdb(conninfo.c_str())) {
    if (PQstatus(connection_) != CONNECTION_OK) {
        const std::string message = PQerrorMessage(connection_);
        PQfinish(connection_);
        throw Failure("08006", "", "cannot connect to the database: " + message);
    }
    PQsetNoticeProcessor(connection_, [](void*, const char*) {}, nullptr);
    PQsetClientEncoding(connection_, "UTF8");
}

Script::~Script() { PQfinish(connection_); }

void Script::run(std::string_view sql) {
    const Answer answer(PQexec(connection_, std::string(sql).c_str()), &PQclear);
    if (PQresultStatus(answer.get()) == PGRES_EMPTY_QUERY) return;
    check(answer, connection_);
}

std::vector<Script::Row> Script::rows(std::string_view sql, const std::vector<std::string>& params) {
    std::vector<const char*> values;
    for (const std::string& param : params) values.push_back(param.c_str());
    const Answer answer(PQexecParams(connection_, std::string(sql).c_str(), static_cast<int>(values.size()), nullptr,
                                     values.data(), nullptr, nullptr, 0),
                        &PQclear);
    check(answer, connection_);
    std::vector<Row> rows(static_cast<std::size_t>(PQntuples(answer.get())));
    for (std::size_t r = 0; r < rows.size(); ++r) {
        for (int c = 0; c < PQnfields(answer.get()); ++c) {
            const int row = static_cast<int>(r);
            if (PQgetisnull(answer.get(), row, c))
                rows[r].emplace_back();
            else
                rows[r].emplace_back(PQgetvalue(answer.get(), row, c));
        }
    }
    return rows;
}

std::string Script::text(std::string_view sql, const std::vector<std::string>& params) {
    const auto found = rows(sql, params);
    return found.empty() || found[0].empty() ? "" : found[0][0].value_or("");
}

bool Script::in_transaction() const { return PQtransactionStatus(connection_) == PQTRANS_INTRANS; }

std::string quoted(std::string_view identifier) {
    std::string out = "\"";
    for (const char c : identifier) {
        if (c == '"') out += '"';
        out += c;
    }
    return out + '"';
}

}  // namespace tongguan::db
