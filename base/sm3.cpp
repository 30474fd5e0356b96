#include "base/sm3.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>

#include <stdexcept>

namespace tongguan {
namespace {

constexpr std::size_t block_size = 64;  // bytes SM3 compresses at once; HMAC pads its key to it

void must(int ok) {
    if (ok != 1) throw std::runtime_error("SM3 failed in OpenSSL");
}

// Fetched once: EVP_sm3() would look the provider up for every message.
const EVP_MD* digest() {
    static EVP_MD* const md = EVP_MD_fetch(nullptr, "SM3", nullptr);
    if (md == nullptr) throw std::runtime_error("this OpenSSL has no SM3");
    return md;
}

struct ContextEnd {
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};
using Context = std::unique_ptr<EVP_MD_CTX, ContextEnd>;

Context fresh() {
    Context context(EVP_MD_CTX_new());
    if (!context) throw std::bad_alloc();
    must(EVP_DigestInit_ex2(context.get(), digest(), nullptr));
    return context;
}

void absorb(EVP_MD_CTX* context, std::string_view part) { must(EVP_DigestUpdate(context, part.data(), part.size())); }

std::string drain(EVP_MD_CTX* context) {
    std::string out(sm3_size, '\0');
    must(EVP_DigestFinal_ex(context, reinterpret_cast<unsigned char*>(out.data()), nullptr));
    return out;
}

}  // namespace

std::string sm3(std::string_view data) {
    std::string out(sm3_size, '\0');
    must(
        EVP_Digest(data.data(), data.size(), reinterpret_cast<unsigned char*>(out.data()), nullptr, digest(), nullptr));
    return out;
}

std::string sm3_hex(std::string_view data) { return hex(sm3(data)); }

std::string hmac_sm3(std::string_view key, std::string_view data) { return HmacSm3(key).of(data); }

std::string hmac_sm3_hex(std::string_view key, std::string_view data) { return hex(hmac_sm3(key, data)); }

struct Sm3::State {
    Context context = fresh();
};
Sm3::Sm3() : state_(std::make_unique<State>()) {}
Sm3::~Sm3() = default;
Sm3::Sm3(Sm3&&) noexcept = default;
Sm3& Sm3::operator=(Sm3&&) noexcept = default;

Sm3& Sm3::add(std::string_view part) {
    absorb(state_->context.get(), part);
    return *this;
}

std::string Sm3::finish() {
    std::string out = drain(state_->context.get());
    must(EVP_DigestInit_ex2(state_->context.get(), nullptr, nullptr));
    return out;
}

struct HmacSm3::State {
    Context inner = fresh();  // has absorbed key ⊕ 0x36…
    Context outer = fresh();  // has absorbed key ⊕ 0x5c…
};
HmacSm3::~HmacSm3() = default;
HmacSm3::HmacSm3(HmacSm3&&) noexcept = default;
HmacSm3& HmacSm3::operator=(HmacSm3&&) noexcept = default;

HmacSm3::HmacSm3(std::string_view key) : state_(std::make_unique<State>()) {
    std::string block = key.size() > block_size ? sm3(key) : std::string(key);
    block.resize(block_size, '\0');
    for (char& c : block) c = static_cast<char>(c ^ 0x36);
    absorb(state_->inner.get(), block);
    for (char& c : block) c = static_cast<char>(c ^ 0x36 ^ 0x5c);
    absorb(state_->outer.get(), block);
    OPENSSL_cleanse(block.data(), block.size());
}

std::string HmacSm3::of(std::string_view data) const {
    const Context context(EVP_MD_CTX_new());
    if (!context) throw std::bad_alloc();
    must(EVP_MD_CTX_copy_ex(context.get(), state_->inner.get()));
    absorb(context.get(), data);
    const std::string inner = drain(context.get());
    must(EVP_MD_CTX_copy_ex(context.get(), state_->outer.get()));
    absorb(context.get(), inner);
    return drain(context.get());
}

}  // namespace tongguan
