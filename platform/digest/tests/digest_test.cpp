#include "platform/digest/digest.h"

#include <doctest/doctest.h>

#include <set>

namespace tongguan::digest {

TEST_CASE("SM3 gives the two examples of GB/T 32905-2016, annex A") {
    CHECK(hex(view(sm3("abc"))) == "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
    std::string sixty_four;
    for (int i = 0; i < 16; ++i) sixty_four += "abcd";
    CHECK(hex(view(sm3(sixty_four))) == "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732");
    CHECK(sm3({"a", "", "bc"}) == sm3("abc"));
}

TEST_CASE("HMAC-SM3 is what RFC 2104 makes of SM3") {
    const std::string key = "a key of the office";
    std::string inner(64, '\x36');
    std::string outer(64, '\x5c');
    for (std::size_t i = 0; i < key.size(); ++i) {
        inner[i] = static_cast<char>(inner[i] ^ key[i]);
        outer[i] = static_cast<char>(outer[i] ^ key[i]);
    }
    const Digest by_hand = sm3({outer, view(sm3({inner, "first", "second"}))});
    CHECK(hmac_sm3(key, {"first", "second"}) == by_hand);
    CHECK(hmac_sm3(key, {"firstsecond"}) == by_hand);
    CHECK(hmac_sm3("another key", {"firstsecond"}) != by_hand);
}

TEST_CASE("base64url and hex") {
    CHECK(base64url("") == "");
    CHECK(base64url("f") == "Zg");
    CHECK(base64url("fo") == "Zm8");
    CHECK(base64url("foobar") == "Zm9vYmFy");
    CHECK(base64url("\xfb\xff\xfe") == "-__-");
    CHECK(hex(std::string_view("\x00\xff\x10", 3)) == "00ff10");
}

TEST_CASE("canonical fields cannot run into each other") {
    std::string a;
    append_text(a, "ab");
    append_text(a, "c");
    std::string b;
    append_text(b, "a");
    append_text(b, "bc");
    CHECK(a != b);
    std::string number;
    append_number(number, -2);
    CHECK(hex(number) == "fffffffffffffffe");
}

TEST_CASE("random bytes differ, and comparing looks at every byte") {
    std::set<std::string> seen;
    for (int i = 0; i < 100; ++i) seen.insert(random_bytes(32));
    CHECK(seen.size() == 100);
    CHECK(equal("abc", "abc"));
    CHECK_FALSE(equal("abc", "abd"));
    CHECK_FALSE(equal("abc", "ab"));
}

}  // namespace tongguan::digest
