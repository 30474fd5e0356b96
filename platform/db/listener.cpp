#include "platform/db/listener.h"

#include <libpq-fe.h>
#include <poll.h>

#include <array>
#include <cerrno>
#include <memory>

#include "platform/db/session.h"

namespace tongguan::db {

namespace {

// A server that is gone without a farewell is noticed within half a minute, though nothing is ever sent.
constexpr std::array<const char*, 9> keys{"dbname",           "connect_timeout",     "application_name",
                                          "keepalives_idle",  "keepalives_interval", "keepalives_count",
                                          "tcp_user_timeout", "client_encoding",     nullptr};

PGconn* connect(const std::string& conninfo) {
    const std::array<const char*, keys.size()> values{
        conninfo.c_str(), "5", "tongguan listener", "10", "5", "3", "15000", "UTF8", nullptr};
    return PQconnectdbParams(keys.data(), values.data(), 1);  // 1: dbname is a whole conninfo string
}

}  // namespace

Listener::Listener(const std::string& conninfo, std::string_view channel) : connection_(connect(conninfo), &PQfinish) {
    if (PQstatus(connection_.get()) != CONNECTION_OK) lost();
    PQsetNoticeProcessor(connection_.get(), [](void*, const char*) {}, nullptr);
    const std::string statement = "listen " + std::string(channel);
    const std::unique_ptr<PGresult, decltype(&PQclear)> answer(PQexec(connection_.get(), statement.c_str()), &PQclear);
    if (PQresultStatus(answer.get()) != PGRES_COMMAND_OK) lost();
}

void Listener::lost() const {
    throw Failure(std::string(lost_state), "",
                  "the listening connection is lost: " + std::string(PQerrorMessage(connection_.get())));
}

std::vector<std::string> Listener::heard() {
    std::vector<std::string> payloads;
    while (true) {
        const std::unique_ptr<PGnotify, decltype(&PQfreemem)> one(PQnotifies(connection_.get()), &PQfreemem);
        if (!one) return payloads;
        payloads.emplace_back(one->extra);
    }
}

std::vector<std::string> Listener::wait(std::chrono::milliseconds most) {
    auto payloads = heard();  // some came with the answer to LISTEN
    if (!payloads.empty()) return payloads;
    pollfd socket{.fd = PQsocket(connection_.get()), .events = POLLIN, .revents = 0};
    const int ready = poll(&socket, 1, static_cast<int>(most.count()));
    if (ready < 0 && errno != EINTR) lost();
    if (ready <= 0) return payloads;
    if (PQconsumeInput(connection_.get()) == 0 || PQstatus(connection_.get()) != CONNECTION_OK) lost();
    return heard();
}

}  // namespace tongguan::db
