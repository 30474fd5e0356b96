#include <algorithm>
#include <array>
#include <boost/asio/buffer.hpp>
#include <boost/asio/write.hpp>
#include <memory>
#include <span>

#include "platform/http/conn.h"

namespace tongguan::http {

namespace {

class TcpConn final : public Conn {
public:
    explicit TcpConn(Socket socket) : socket_(std::move(socket)) {}

    Awaitable<bool> open() override { co_return true; }

    Awaitable<std::size_t> read(std::span<char> space) override {
        // Most often the bytes are there already or come within the poll; trying first would cost a call in the other
        // case.
        const auto [error, count] =
            co_await socket_.async_read_some(asio::buffer(space.data(), space.size()), as_result);
        co_return error ? 0 : count;
    }

    Awaitable<bool> write(std::string_view first, std::string_view second) override {
        // A socket with room takes an answer at once: one system call and no trip through the reactor.
        const std::array<asio::const_buffer, 2> both{asio::buffer(first), asio::buffer(second)};
        boost::system::error_code failed;
        std::size_t sent = socket_.write_some(both, failed);
        if (failed && failed != asio::error::would_block) co_return false;
        if (failed) sent = 0;
        if (sent == first.size() + second.size()) co_return true;
        const std::size_t of_first = std::min(sent, first.size());
        const std::array<asio::const_buffer, 2> rest{asio::buffer(first.substr(of_first)),
                                                     asio::buffer(second.substr(sent - of_first))};
        const auto [error, count] = co_await asio::async_write(socket_, rest, as_result);
        co_return !error;
    }

    Awaitable<void> finish_writing() override {
        boost::system::error_code ignored;
        socket_.shutdown(Socket::shutdown_send, ignored);
        co_return;
    }

    void cancel() override {
        boost::system::error_code ignored;
        socket_.cancel(ignored);
    }
    void close() override {
        boost::system::error_code ignored;
        socket_.close(ignored);
    }

private:
    Socket socket_;
};

}  // namespace

std::unique_ptr<Conn> tcp_conn(Socket socket) {
    boost::system::error_code ignored;
    socket.non_blocking(true, ignored);
    return std::make_unique<TcpConn>(std::move(socket));
}

}  // namespace tongguan::http
