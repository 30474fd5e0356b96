#include "platform/http/tls.h"

#include <boost/asio/ssl/context.hpp>

namespace tongguan::http {

namespace ssl = boost::asio::ssl;

Result<std::shared_ptr<ssl::context>> load_tls(const std::string& certificate, const std::string& key) {
    auto context = std::make_shared<ssl::context>(ssl::context::tls_server);
    SSL_CTX* handle = context->native_handle();
    SSL_CTX_set_min_proto_version(handle, TLS1_2_VERSION);
    SSL_CTX_set_options(
        handle, SSL_OP_NO_COMPRESSION | SSL_OP_NO_RENEGOTIATION | SSL_OP_CIPHER_SERVER_PREFERENCE | SSL_OP_NO_TICKET);
    // For TLS 1.2; the suites of 1.3 are all of this kind.
    SSL_CTX_set_cipher_list(handle, "ECDHE+AESGCM:ECDHE+CHACHA20");
    SSL_CTX_set_mode(handle, SSL_MODE_RELEASE_BUFFERS);  // 34 KiB less for each idle connection
    boost::system::error_code error;
    context->use_certificate_chain_file(certificate, error);
    if (error) return invalid("http.certificate_unusable", {{"file", certificate}, {"reason", error.message()}});
    context->use_private_key_file(key, ssl::context::pem, error);
    if (error) return invalid("http.certificate_unusable", {{"file", key}, {"reason", error.message()}});
    if (SSL_CTX_check_private_key(handle) != 1)
        return invalid("http.certificate_unusable", {{"file", key}, {"reason", "key does not belong to certificate"}});
    return context;
}

}  // namespace tongguan::http
