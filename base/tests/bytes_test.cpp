#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "base/sm3.h"

using namespace tongguan;

TEST_CASE("SM3: the examples of GB/T 32905-2016 annex A") {
    CHECK(sm3_hex("abc") == "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
    std::string sixteen;
    for (int i = 0; i < 16; ++i) sixteen += "abcd";
    CHECK(sm3_hex(sixteen) == "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732");
    CHECK(sm3_hex("") == "1ab21d8355cfa17f8e61194831e81a8f22bec8c728fefb747ed035eb5082aa2b");
    Sm3 parts;
    for (int round = 0; round < 2; ++round) {  // finish() begins anew
        parts.add("a").add("").add("bc");
        CHECK(parts.finish() == sm3("abc"));
    }
}

TEST_CASE("HMAC-SM3: against the definition, with short, full and long keys") {
    const auto by_definition = [](std::string key, std::string_view data) {
        if (key.size() > 64) key = sm3(key);
        key.resize(64, '\0');
        std::string inner = key;
        std::string outer = key;
        for (char& c : inner) c = static_cast<char>(c ^ 0x36);
        for (char& c : outer) c = static_cast<char>(c ^ 0x5c);
        return sm3(outer + sm3(inner + std::string(data)));
    };
    for (const std::size_t length : {0u, 1u, 32u, 63u, 64u, 65u, 200u}) {
        const std::string key(length, 'k');
        const HmacSm3 mac(key);
        for (const std::string_view data : {"", "abc", "审计"}) {
            CHECK(mac.of(data) == by_definition(key, data));
            CHECK(hmac_sm3(key, data) == by_definition(key, data));
            CHECK(mac.verify(data, mac.of(data)));
            CHECK_FALSE(mac.verify(data, mac.of(std::string(data) + "x")));
        }
    }
    // the value OpenSSL's own HMAC gives (openssl dgst -sm3 -mac HMAC -macopt key:key)
    CHECK(hmac_sm3_hex("key", "The quick brown fox jumps over the lazy dog") ==
          "bd4a34077888162b210645b8ebf74b9af357303789357a27c7fc457244ebd398");
}

TEST_CASE("base64url: RFC 4648 section 10, one spelling only") {
    const std::vector<std::pair<std::string_view, std::string_view>> cases{
        {"", ""},           {"f", "Zg"},          {"fo", "Zm8"},          {"foo", "Zm9v"},
        {"foob", "Zm9vYg"}, {"fooba", "Zm9vYmE"}, {"foobar", "Zm9vYmFy"}, {"\xfb\xff\xfe", "-__-"}};
    for (const auto& [bytes, text] : cases) {
        CHECK(base64url(bytes) == text);
        CHECK(from_base64url(text) == bytes);
    }
    for (const std::string_view bad : {"Z", "Zg==", "Zh", "Zm9", "Z g", "+/+/", "Zm9vY", "Zm9v\n", "Zg\xff"}) {
        CAPTURE(bad);
        CHECK_FALSE(from_base64url(bad));
    }
    CHECK(rc::check("bytes come back", [](const std::string& bytes) {
        RC_ASSERT(from_base64url(base64url(bytes)) == bytes);
        RC_ASSERT(from_hex(hex(bytes)) == bytes);
    }));
}

TEST_CASE("canonical fields cannot run into each other") {
    std::string a;
    append_canonical(a, "ab");
    append_canonical(a, "c");
    std::string b;
    append_canonical(b, "a");
    append_canonical(b, "bc");
    CHECK(a != b);
    std::string number;
    append_canonical(number, -2);
    CHECK(hex(number) == "fffffffffffffffe");
}

TEST_CASE("hex, comparison, random") {
    CHECK(hex(std::string_view("\x00\xff\x10", 3)) == "00ff10");
    CHECK(from_hex("00FF10") == std::string("\x00\xff\x10", 3));
    for (const std::string_view bad : {"0", "0g", "g0", "0x", "00 0"}) CHECK_FALSE(from_hex(bad));
    CHECK(constant_time_equal("abc", "abc"));
    CHECK_FALSE(constant_time_equal("abc", "abd"));
    CHECK_FALSE(constant_time_equal("abc", "ab"));
    CHECK(constant_time_equal("", ""));
    CHECK(random_bytes(32).size() == 32);
    CHECK(random_bytes(32) != random_bytes(32));
    CHECK(random_bytes(0).empty());
}
