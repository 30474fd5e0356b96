// TLS with certificates made here: what is spoken, what is refused, and a reload while connections live.
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <stdlib.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <string>

#include "platform/http/tests/wire.h"

using namespace tongguan;
using namespace tongguan::http;
using namespace tongguan::http::testing;

namespace {

namespace fs = std::filesystem;

// A self-signed certificate `name`.crt with its key `name`.key.
struct Certificates {
    Certificates() {
        std::string name = (fs::temp_directory_path() / "tongguan-tls-XXXXXX").string();
        REQUIRE(mkdtemp(name.data()) != nullptr);
        path = name;
    }
    ~Certificates() { fs::remove_all(path); }
    void make(const std::string& file, const char* subject) const {
        EVP_PKEY* key = EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", "P-256");
        X509* certificate = X509_new();
        ASN1_INTEGER_set(X509_get_serialNumber(certificate), 1);
        X509_gmtime_adj(X509_getm_notBefore(certificate), -3600);
        X509_gmtime_adj(X509_getm_notAfter(certificate), 3600);
        X509_set_pubkey(certificate, key);
        X509_NAME* name = X509_get_subject_name(certificate);
        X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, reinterpret_cast<const unsigned char*>(subject), -1, -1,
                                   0);
        X509_set_issuer_name(certificate, name);
        X509_sign(certificate, key, EVP_sha256());
        FILE* out = fopen(certificate_file(file).c_str(), "w");
        PEM_write_X509(out, certificate);
        fclose(out);
        out = fopen(key_file(file).c_str(), "w");
        PEM_write_PrivateKey(out, key, nullptr, nullptr, 0, nullptr, nullptr);
        fclose(out);
        X509_free(certificate);
        EVP_PKEY_free(key);
    }
    std::string certificate_file(const std::string& file) const { return (path / (file + ".crt")).string(); }
    std::string key_file(const std::string& file) const { return (path / (file + ".key")).string(); }
    fs::path path;
};

// A blocking TLS client over Wire's socket.
class TlsWire {
public:
    explicit TlsWire(std::uint16_t port, int highest = TLS1_3_VERSION)
        : wire_(port), context_(SSL_CTX_new(TLS_client_method())) {
        SSL_CTX_set_security_level(context_, 0);
        SSL_CTX_set_min_proto_version(context_, TLS1_VERSION);
        SSL_CTX_set_max_proto_version(context_, highest);
        ssl_ = SSL_new(context_);
        SSL_set_fd(ssl_, wire_.fd());
        shaken = SSL_connect(ssl_) == 1;
    }
    ~TlsWire() {
        SSL_free(ssl_);
        SSL_CTX_free(context_);
        ERR_clear_error();
    }
    std::string subject() const {
        X509* certificate = SSL_get1_peer_certificate(ssl_);
        char name[64] = {};
        X509_NAME_get_text_by_NID(X509_get_subject_name(certificate), NID_commonName, name, sizeof name);
        X509_free(certificate);
        return name;
    }
    std::string version() const { return SSL_get_version(ssl_); }
    void send(std::string_view bytes) const {
        if (!bytes.empty())
            REQUIRE(SSL_write(ssl_, bytes.data(), static_cast<int>(bytes.size())) == static_cast<int>(bytes.size()));
    }
    // Reads until `bytes` came or the peer said close_notify (then `ended`).
    std::string take(std::size_t bytes) {
        std::string all;
        char buffer[16 * 1024];
        while (all.size() < bytes) {
            const int count = SSL_read(ssl_, buffer, static_cast<int>(std::min(bytes - all.size(), sizeof buffer)));
            if (count <= 0) {
                ended = SSL_get_error(ssl_, count) == SSL_ERROR_ZERO_RETURN;
                break;
            }
            all.append(buffer, static_cast<std::size_t>(count));
        }
        return all;
    }
    std::string all() { return take(SIZE_MAX); }

    bool shaken = false;
    bool ended = false;

private:
    Wire wire_;
    SSL_CTX* context_;
    SSL* ssl_ = nullptr;
};

const std::string closing = "Connection: close\r\n";

}  // namespace

TEST_CASE("TLS 1.2 and 1.3 with HSTS and a clean end; older and plain speech refused") {
    const Certificates certificates;
    certificates.make("a", "first");
    Running running({.certificate = certificates.certificate_file("a"), .private_key = certificates.key_file("a")});
    static const std::string large(2 << 20, 'L');
    running.add(Method::get, "/hello", [](Request& r) { return Response::text(200, r.secure ? "secure" : "plain"); });
    running.add(
        Method::get, "/large",
        [](Request&) {
            Response r;
            r.static_body = large;
            return r;
        },
        true);
    running.add(Method::post, "/size", [](Request& r) { return Response::text(200, std::to_string(r.body.size())); });
    auto& server = running.start();
    for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
        TlsWire wire(server.port(), version);
        REQUIRE(wire.shaken);
        CHECK(wire.version() == (version == TLS1_2_VERSION ? "TLSv1.2" : "TLSv1.3"));
        wire.send(get("/hello") + get("/hello", closing));
        const std::string answers = wire.all();
        CHECK(wire.ended);
        CHECK(answers.find("strict-transport-security: max-age=") != std::string::npos);
        CHECK(answers.ends_with("\r\n\r\nsecure"));
    }
    for (const int version : {TLS1_VERSION, TLS1_1_VERSION}) CHECK_FALSE(TlsWire(server.port(), version).shaken);
    TlsWire bulk(server.port());
    bulk.send("POST /size HTTP/1.1\r\nHost: t\r\nContent-Length: 1000000\r\n\r\n" + std::string(1'000'000, 'u') +
              get("/large", closing));
    const std::string answers = bulk.all();
    CHECK(answers.find("\r\n\r\n1000000HTTP/1.1 200 OK") != std::string::npos);
    CHECK(answers.ends_with("\r\n\r\n" + large));
    CHECK(bulk.ended);
    auto plain = running.wire();
    plain.send(get("/hello"));
    CHECK(plain.until_closed().find("HTTP") == std::string::npos);
    TlsWire refused(server.port());
    refused.send("GET /../x HTTP/1.1\r\nHost: t\r\n\r\n" + std::string(20'000, 'x'));
    CHECK(refused.all().starts_with("HTTP/1.1 400"));
    CHECK(refused.ended);
}

TEST_CASE("a handshake that does not come is cut") {
    const Certificates certificates;
    certificates.make("a", "first");
    Running running({.certificate = certificates.certificate_file("a"),
                     .private_key = certificates.key_file("a"),
                     .limits = {.header_time = std::chrono::milliseconds{60}}});
    running.add(Method::get, "/hello", [](Request&) { return Response::text(200, "hello"); }, true);
    running.start();
    auto silent = running.wire();
    CHECK(silent.is_closed());
}

TEST_CASE("certificate and key are read when the server binds, and are not needed again") {
    Certificates made;
    made.make("a", "first");
    HandClock clock{Instant{}};
    Router router;
    Server server({.port = 0, .certificate = made.certificate_file("a"), .private_key = made.key_file("a")}, router,
                  clock);
    REQUIRE(server.bind());
    fs::remove(made.key_file("a"));
    REQUIRE(server.start());
    const TlsWire wire(server.port());
    CHECK(wire.shaken);
    CHECK(wire.subject() == "first");
    server.drain(std::chrono::milliseconds{0});
}

TEST_CASE("certificates are reloaded for new connections; a bad file keeps the old one") {
    const Certificates certificates;
    certificates.make("a", "first");
    Running running({.certificate = certificates.certificate_file("a"), .private_key = certificates.key_file("a")});
    running.add(Method::get, "/hello", [](Request&) { return Response::text(200, "hello"); }, true);
    auto& server = running.start();
    TlsWire before(server.port());
    CHECK(before.subject() == "first");
    certificates.make("a", "second");
    REQUIRE(server.reload_certificate());
    CHECK(TlsWire(server.port()).subject() == "second");
    before.send(get("/hello", closing));
    CHECK(before.all().ends_with("hello"));  // under the old certificate
    certificates.make("b", "third");
    fs::copy_file(certificates.key_file("b"), certificates.key_file("a"), fs::copy_options::overwrite_existing);
    const auto mismatched = server.reload_certificate();
    REQUIRE_FALSE(mismatched);
    CHECK(mismatched.error().key == "http.certificate_unusable");
    fs::remove(certificates.certificate_file("a"));
    CHECK(server.reload_certificate().error().args[0].second == certificates.certificate_file("a"));
    CHECK(TlsWire(server.port()).subject() == "second");
    Server without({.port = 0, .certificate = "/nonexistent.crt", .private_key = "/nonexistent.key"}, running.router,
                   running.clock);
    CHECK(without.start().error().key == "http.certificate_unusable");
}
