// A client of raw bytes for tests: blocking sockets, so that a test says exactly what goes over the wire and when.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <doctest/doctest.h>

#include <chrono>
#include <cstddef>
#include <cstring>
#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

#include "platform/http/server.h"

namespace tongguan::http::testing {

class Wire {
public:
    explicit Wire(std::uint16_t port, const char* from = nullptr, int receive_buffer = 0) {
        fd_ = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        // A test that would hang fails instead.
        const timeval patience{5, 0};
        setsockopt(fd_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        setsockopt(fd_, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
        const int on = 1;
        setsockopt(fd_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        if (receive_buffer > 0) setsockopt(fd_, SOL_SOCKET, SO_RCVBUF, &receive_buffer, sizeof receive_buffer);
        sockaddr_in at{};
        at.sin_family = AF_INET;
        if (from) {
            inet_pton(AF_INET, from, &at.sin_addr);
            if (bind(fd_, reinterpret_cast<sockaddr*>(&at), sizeof at) != 0) throw std::runtime_error("bind");
        }
        at.sin_port = htons(port);
        inet_pton(AF_INET, "127.0.0.1", &at.sin_addr);
        if (connect(fd_, reinterpret_cast<sockaddr*>(&at), sizeof at) != 0) throw std::runtime_error("connect");
    }
    ~Wire() { close(); }
    Wire(const Wire&) = delete;
    Wire& operator=(const Wire&) = delete;
    Wire(Wire&& other) noexcept : fd_(std::exchange(other.fd_, -1)), rest_(std::move(other.rest_)) {}

    int fd() const { return fd_; }
    void close() {
        if (fd_ >= 0) ::close(fd_);
        fd_ = -1;
    }
    void end_sending() const { shutdown(fd_, SHUT_WR); }

    bool send(std::string_view bytes) const {
        while (!bytes.empty()) {
            const ssize_t count = ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (count <= 0) return false;
            bytes.remove_prefix(static_cast<std::size_t>(count));
        }
        return true;
    }

    // Reads more; false at the end (closed) or when patience ran out (then `timed_out`).
    bool more() {
        char buffer[16 * 1024];
        const ssize_t count = recv(fd_, buffer, sizeof buffer, 0);
        if (count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) timed_out = true;
        if (count <= 0) return false;
        rest_.append(buffer, static_cast<std::size_t>(count));
        return true;
    }
    std::string until_closed() {
        while (more()) {
        }
        REQUIRE_FALSE(timed_out);
        return std::exchange(rest_, {});
    }
    bool is_closed() {  // nothing more comes, and the peer ended the connection
        return rest_.empty() && !more() && !timed_out;
    }
    std::string until(std::string_view mark) {
        std::size_t at = 0;
        while ((at = rest_.find(mark)) == std::string::npos)
            if (!more()) return std::exchange(rest_, {});
        std::string part = rest_.substr(0, at + mark.size());
        rest_.erase(0, at + mark.size());
        return part;
    }
    std::string take(std::size_t bytes) {
        while (rest_.size() < bytes && more()) {
        }
        std::string part = rest_.substr(0, bytes);
        rest_.erase(0, part.size());
        return part;
    }

    struct Answer {
        int status = 0;
        std::string head;
        std::string body;
        std::string header(std::string_view name) const {
            const std::size_t at = head.find("\r\n" + std::string(name) + ": ");
            if (at == std::string::npos) return {};
            const std::size_t start = at + name.size() + 4;
            return head.substr(start, head.find("\r\n", start) - start);
        }
    };
    // The next answer with a content-length (or none, for `bodiless`).
    Answer answer(bool bodiless = false) {
        Answer answer;
        answer.head = until("\r\n\r\n");
        if (answer.head.size() < 12) return answer;
        answer.status = std::stoi(answer.head.substr(9, 3));
        const std::string length = answer.header("content-length");
        if (!bodiless && !length.empty()) answer.body = take(std::stoul(length));
        if (answer.header("transfer-encoding") == "chunked" && !bodiless) answer.body = chunked();
        return answer;
    }
    Answer ask(std::string_view bytes) {
        send(bytes);
        return answer();
    }
    std::string chunked() {
        std::string body;
        for (;;) {
            const std::string line = until("\r\n");
            if (line.size() < 3) return body;
            const std::size_t size = std::stoul(line, nullptr, 16);
            body += take(size);
            take(2);
            if (size == 0) return body;
        }
    }

    bool timed_out = false;

private:
    int fd_ = -1;
    std::string rest_;
};

// A server on a free port, with its routes.
struct Running {
    explicit Running(Options options = {}) : clock(Instant{}), options_(std::move(options)) {
        clock.set(Instant{std::chrono::sys_time<Duration>{std::chrono::seconds{1640941200}}});  // 2021-12-31T09:00:00Z
        options_.port = 0;
    }
    Server& start() {
        server = std::make_unique<Server>(options_, router, clock);
        if (observer) server->on_answer(observer);
        if (failure) server->on_failure(failure);
        REQUIRE(server->start());
        return *server;
    }
    Wire wire(const char* from = nullptr) { return Wire(server->port(), from); }
    void add(Method method, std::string_view pattern, std::function<Response(Request&)> run, bool inline_ = false,
             std::size_t body_bytes = 0) {
        router.add(method, pattern, {.run = std::move(run), .inline_ = inline_, .body_bytes = body_bytes});
    }

    HandClock clock;
    Router router;
    std::function<void(Method, std::string_view, int, double)> observer;
    std::function<void(std::string_view, std::string_view)> failure;
    std::unique_ptr<Server> server;

private:
    Options options_;
};

inline std::string get(std::string_view path, std::string_view more = {}) {
    return "GET " + std::string(path) + " HTTP/1.1\r\nHost: t\r\n" + std::string(more) + "\r\n";
}

}  // namespace tongguan::http::testing
