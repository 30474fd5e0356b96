#include <array>
#include <boost/asio/buffer.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/write.hpp>
#include <memory>
#include <span>

#include "platform/http/conn.h"

namespace tongguan::http {

namespace {

class TlsConn final : public Conn {
public:
    TlsConn(Socket socket, std::shared_ptr<asio::ssl::context> context)
        : context_(std::move(context)), stream_(std::move(socket), *context_) {}

    Awaitable<bool> open() override {
        const auto [error] = co_await stream_.async_handshake(asio::ssl::stream_base::server, as_result);
        co_return !error;
    }

    Awaitable<std::size_t> read(std::span<char> space) override {
        const auto [error, count] =
            co_await stream_.async_read_some(asio::buffer(space.data(), space.size()), as_result);
        co_return error ? 0 : count;
    }

    Awaitable<bool> write(std::string_view first, std::string_view second) override {
        for (const std::string_view part : std::array{first, second}) {
            if (part.empty()) continue;
            const auto [error, count] = co_await asio::async_write(stream_, asio::buffer(part), as_result);
            if (error) co_return false;
        }
        co_return true;
    }

    Awaitable<void> finish_writing() override {
        // SSL_shutdown once puts our close_notify on the wire; asio's async_shutdown would wait for the other's.
        SSL_set_shutdown(stream_.native_handle(), SSL_RECEIVED_SHUTDOWN);
        co_await stream_.async_shutdown(as_result);
        boost::system::error_code ignored;
        stream_.next_layer().shutdown(Socket::shutdown_send, ignored);
        SSL_set_shutdown(stream_.native_handle(), SSL_SENT_SHUTDOWN);
    }

    void cancel() override {
        boost::system::error_code ignored;
        stream_.next_layer().cancel(ignored);
    }
    void close() override {
        boost::system::error_code ignored;
        stream_.next_layer().close(ignored);
    }

private:
    std::shared_ptr<asio::ssl::context> context_;  // a reload must not take it from under us
    asio::ssl::stream<Socket> stream_;
};

}  // namespace

std::unique_ptr<Conn> tls_conn(Socket socket, std::shared_ptr<asio::ssl::context> context) {
    return std::make_unique<TlsConn>(std::move(socket), std::move(context));
}

}  // namespace tongguan::http
