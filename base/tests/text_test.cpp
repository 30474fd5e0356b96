#include <doctest/doctest.h>

#include <array>
#include <thread>
#include <vector>

#include "base/text.h"

using namespace tongguan;

TEST_CASE("UTF-8 is strict") {
    for (const std::string_view good :
         {"", "plain ascii text", "杭州市机关事务管理局", "\x7F", "\xC2\x80", "\xDF\xBF", "\xE0\xA0\x80",
          "\xED\x9F\xBF", "\xEE\x80\x80", "\xF0\x90\x80\x80", "\xF4\x8F\xBF\xBF", "12345678杭"}) {
        CAPTURE(good);
        CHECK(is_utf8(good));
    }
    for (const std::string_view bad :
         {"\x80", "\xBF", "\xC0\x80", "\xC1\xBF", "\xC2", "\xC2z", "\xE0\x80\x80", "\xE0\x9F\xBF", "\xE6\x9D",
          "\xED\xA0\x80", "\xED\xBF\xBF", "\xF0\x80\x80\x80", "\xF0\x8F\xBF\xBF", "\xF4\x90\x80\x80",
          "\xF5\x80\x80\x80", "\xFE", "\xFF", "12345678\xE6"}) {
        CHECK_FALSE(is_utf8(bad));
        CHECK_FALSE(is_utf8("12345678杭州" + std::string(bad)));
    }
    // every code point stands, every one of them torn is refused
    for (std::uint32_t c = 0x80; c <= 0x10FFFF; c += 0x55) {
        std::string bytes;
        if (c < 0x800) {
            bytes = {static_cast<char>(0xC0 | c >> 6), static_cast<char>(0x80 | (c & 63))};
        } else if (c < 0x10000) {
            bytes = {static_cast<char>(0xE0 | c >> 12), static_cast<char>(0x80 | (c >> 6 & 63)),
                     static_cast<char>(0x80 | (c & 63))};
        } else {
            bytes = {static_cast<char>(0xF0 | c >> 18), static_cast<char>(0x80 | (c >> 12 & 63)),
                     static_cast<char>(0x80 | (c >> 6 & 63)), static_cast<char>(0x80 | (c & 63))};
        }
        const bool surrogate = c >= 0xD800 && c <= 0xDFFF;
        if (is_utf8(bytes) == surrogate || is_utf8(bytes.substr(0, bytes.size() - 1))) FAIL("U+", c);
    }
}

TEST_CASE("controls, length, trimming") {
    CHECK(has_control(std::string_view("a\0b", 3)));
    CHECK(has_control("a\x1b[31m"));
    CHECK(has_control("a\x7f"));
    CHECK(has_control("a\xC2\x85"));
    CHECK_FALSE(has_control("第一行\n\t第二行\r\n\xC2\xA0"));
    CHECK(code_points("张三a") == 3);
    CHECK(code_points("😀") == 1);
    CHECK(trimmed(" \t\r\n\u3000 张 三\u3000\u3000 ") == "张 三");
    CHECK(trimmed("\u3000").empty());
    CHECK(trimmed("　") == "");
    CHECK(trimmed("〇") == "〇");  // E3 80 87: begins like an ideographic space
}

TEST_CASE("names are equal when they look equal") {
    CHECK(folded("ＡＢＣ１２") == "abc12");
    CHECK(folded("  Abc ") == "abc");
    CHECK(folded("\u3000张\u200B三\u3000") == "张三");
    CHECK(folded("Straße") == "strasse");
    CHECK(folded("㎡") == "m2");
    CHECK(folded(folded("Ｈangzhou　市")) == folded("hangzhou 市"));
}

TEST_CASE("pinyin as it is typed") {
    CHECK(pinyin("张三") == "zhang san");
    CHECK(pinyin("杭州市机关事务管理局") == "hang zhou shi ji guan shi wu guan li ju");
    CHECK(pinyin("绿化") == "lv hua");
    CHECK(pinyin("女") == "nv");
    CHECK(pinyin("学") == "xue");
    CHECK(pinyin("市民中心A座3号楼") == "shi min zhong xin a zuo 3 hao lou");
    CHECK(pinyin("重庆") == "chong qing");
    CHECK(pinyin("统一登录，Office 365") == "tong yi deng lu, office 365");
    CHECK(pinyin("ABC") == "abc");
    CHECK(pinyin("") == "");
    CHECK(pinyin_initials("张三") == "zs");
    CHECK(pinyin_initials("市民中心A座3号楼") == "smzxaz3hl");
    CHECK(pinyin_initials("") == "");
}

TEST_CASE("pinyin from many threads at once") {
    std::array<bool, 4> right{};
    {
        std::vector<std::jthread> threads;
        for (bool& slot : right) {
            threads.emplace_back([&slot] {
                slot = true;
                for (int i = 0; i < 50; ++i) slot = slot && pinyin("机关事务") == "ji guan shi wu";
            });
        }
    }
    for (const bool ok : right) CHECK(ok);
}

TEST_CASE("the nearest word") {
    CHECK(edit_distance("", "abc") == 3);
    CHECK(edit_distance("kitten", "sitting") == 3);
    CHECK(edit_distance("prot", "port") == 1);
    CHECK(edit_distance("same", "same") == 0);
    const std::vector<std::string> words{"port", "data", "origin", "listen_address"};
    CHECK(nearest("prot", words) == "port");
    CHECK(nearest("orgin", words) == "origin");
    CHECK(nearest("listen_adress", words) == "listen_address");
    CHECK(nearest("colour", words).empty());
    CHECK(nearest("", words).empty());
    CHECK(nearest(std::string(1'000'000, 'a'), words).empty());
}
