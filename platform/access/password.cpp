#include "platform/access/password.h"

#include <sodium.h>

#include <array>
#include <set>
#include <stdexcept>

#include "base/text.h"
#include "generated/access_assets.h"
#include "platform/access/token.h"

namespace tongguan::access {

namespace {

const std::set<std::string_view>& common_passwords() {
    static const std::set<std::string_view> words = [] {
        std::set<std::string_view> found;
        for (const Asset& asset : assets::access()) {
            if (asset.path != "data/common_passwords.txt") continue;
            for (std::string_view rest = asset.content; !rest.empty();) {
                const std::size_t end = std::min(rest.find('\n'), rest.size());
                if (end > 0 && rest.front() != '#') found.insert(rest.substr(0, end));
                rest.remove_prefix(std::min(end + 1, rest.size()));
            }
        }
        return found;
    }();
    return words;
}

// Letters alone, folded: "Hangzhou@2021" and "hangzhou2021!" are one common word with ornaments.
std::string core_of(std::string_view folded_text) {
    std::string core;
    for (const char c : folded_text)
        if ((c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80) core += c;
    return core;
}

int classes_of(std::string_view password) {
    std::array<bool, 4> seen{};
    for (const char c : password) {
        if (c >= 'a' && c <= 'z')
            seen[0] = true;
        else if (c >= 'A' && c <= 'Z')
            seen[1] = true;
        else if (c >= '0' && c <= '9')
            seen[2] = true;
        else
            seen[3] = true;
    }
    return static_cast<int>(seen[0]) + static_cast<int>(seen[1]) + static_cast<int>(seen[2]) +
           static_cast<int>(seen[3]);
}

void start_sodium() {
    static const bool started = sodium_init() >= 0;
    if (!started) throw std::runtime_error("libsodium did not start");
}

// A place among those that may hash now; given back on every way out.
struct Place {
    explicit Place(std::counting_semaphore<Hashing::at_once>& of) : places(of) { places.acquire(); }
    ~Place() { places.release(); }
    Place(const Place&) = delete;
    Place& operator=(const Place&) = delete;
    std::counting_semaphore<Hashing::at_once>& places;
};

}  // namespace

Outcome password_allowed(std::string_view password, std::string_view login) {
    if (!is_utf8(password) || has_control(password)) return invalid("access.password.characters", {}, "password");
    const std::size_t length = code_points(password);
    if (length < password_min)
        return invalid("access.password.short", {{"min", std::to_string(password_min)}}, "password");
    if (password.size() > password_max_bytes) return invalid("access.password.long", {}, "password");
    if (length < password_long && classes_of(password) < 3)
        return invalid("access.password.simple", {{"long", std::to_string(password_long)}}, "password");
    const std::string plain = folded(password);
    const std::string account = folded(login);
    if (!account.empty() &&
        (plain == account || (account.size() >= 4 && plain.starts_with(account) && plain.size() < account.size() + 6)))
        return invalid("access.password.account", {}, "password");
    const std::set<char> different(plain.begin(), plain.end());
    const std::string core = core_of(plain);
    const auto& common = common_passwords();
    if (different.size() < 5 || common.contains(plain) || (length < password_long && common.contains(core)))
        return invalid("access.password.common", {}, "password");
    return Done{};
}

Hashing::Hashing(Options options) : options_(options) {
    start_sodium();
    decoy_ = hash(new_token());
}

std::string Hashing::hash(std::string_view password) {
    const Place place(places_);
    std::array<char, crypto_pwhash_STRBYTES> out{};
    if (crypto_pwhash_str_alg(out.data(), password.data(), password.size(), options_.passes, options_.memory_bytes,
                              crypto_pwhash_ALG_ARGON2ID13) != 0)
        throw std::runtime_error("argon2id: no memory");
    return out.data();
}

bool Hashing::verify(const std::string& stored, std::string_view password) {
    const Place place(places_);
    return crypto_pwhash_str_verify(stored.c_str(), password.data(), password.size()) == 0;
}

}  // namespace tongguan::access
