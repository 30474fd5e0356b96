// One accepted connection as bytes, TCP or TLS behind it: the type erasure that keeps OpenSSL and the socket's
// templates out of the protocol (idiomatic Beast costs 56 s to compile, this 6 s).
#pragma once

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <cstddef>
#include <memory>
#include <span>
#include <string_view>

namespace boost::asio::ssl {
class context;
}

namespace tongguan::http {

namespace asio = boost::asio;
using Executor = asio::io_context::executor_type;
using Socket = asio::basic_stream_socket<asio::ip::tcp, Executor>;
template <class T>
using Awaitable = asio::awaitable<T, Executor>;

// Errors come back as values; a coroutine of ours never throws for what a peer did.
inline constexpr auto as_result = asio::as_tuple(asio::use_awaitable_t<Executor>{});

class Conn {
public:
    virtual ~Conn() = default;
    virtual Awaitable<bool> open() = 0;                              // the TLS handshake
    virtual Awaitable<std::size_t> read(std::span<char> space) = 0;  // 0 = ended, failed or cancelled
    virtual Awaitable<bool> write(std::string_view first, std::string_view second) = 0;  // all of both
    virtual Awaitable<void> finish_writing() = 0;  // close_notify and FIN; reading goes on
    virtual void cancel() = 0;                     // what is pending ends with 0 or false
    virtual void close() = 0;                      // at once
};

std::unique_ptr<Conn> tcp_conn(Socket socket);
std::unique_ptr<Conn> tls_conn(Socket socket, std::shared_ptr<asio::ssl::context> context);

}  // namespace tongguan::http
