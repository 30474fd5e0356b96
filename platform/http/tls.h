// Certificate and key as an OpenSSL context: TLS 1.2 and 1.3, forward secrecy and authenticated ciphers only.
#pragma once

#include <memory>
#include <string>

#include "base/result.h"

namespace boost::asio::ssl {
class context;
}

namespace tongguan::http {

Result<std::shared_ptr<boost::asio::ssl::context>> load_tls(const std::string& certificate, const std::string& key);

}  // namespace tongguan::http
