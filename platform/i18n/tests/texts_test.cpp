#include "platform/i18n/texts.h"

#include <doctest/doctest.h>

#include <array>
#include <thread>

#include "generated/base_assets.h"
#include "generated/i18n_assets.h"

using namespace tongguan;
using i18n::Texts;

TEST_CASE("plain placeholders are filled; what is missing is seen") {
    Texts texts;
    REQUIRE(texts.add("zh", R"({"case.late": "已超过{days}个工作日（{days}），经办人：{who}", "plain": "您好"})"));
    CHECK(texts.text("zh", "case.late", {{"who", "钱{days}"}, {"days", "3"}}) ==
          "已超过3个工作日（3），经办人：钱{days}");
    CHECK(texts.text("zh", "case.late", {{"days", "3"}}) == "已超过3个工作日（3），经办人：{who}");
    CHECK(texts.text("zh", "case.late", {{"who", "a"}, {"days", "1"}, {"extra", "x"}}) ==
          "已超过1个工作日（1），经办人：a");
    CHECK(texts.text("zh", "plain") == "您好");
    CHECK(texts.text("zh", "no.such") == "no.such");
    CHECK(texts.text("fr", "plain") == "plain");
    CHECK(texts.has("zh", "plain"));
    CHECK_FALSE(texts.has("en", "plain"));
    CHECK(texts.keys("zh") == std::vector<std::string>{"case.late", "plain"});
    CHECK(texts.placeholders("zh", "case.late") == std::vector<std::string>{"days", "who"});
}

TEST_CASE("days and moments among the arguments are said as their reader writes them") {
    Texts texts;
    for (const Asset& file : assets::i18n()) {
        if (file.path == "texts/zh.json") REQUIRE(texts.add("zh", file.content));
        if (file.path == "texts/en.json") REQUIRE(texts.add("en", file.content));
    }
    REQUIRE(texts.add("zh", R"({"decided": "{by}已于{at}办理，原值「{value}」"})"));
    REQUIRE(texts.add("en", R"({"decided": "{by} decided at {at}, given “{value}”"})"));
    REQUIRE(texts.add("en", R"({"left": "{n, plural, one {one case} other {# cases}} since {at}"})"));
    const auto said = [&](const char* language, std::string at) {
        return texts.text(language, "decided", {{"by", "钱示"}, {"at", std::move(at)}, {"value", "2021-01-02"}});
    };
    CHECK(said("zh", "2021-12-31T09:00:00+08:00") == "钱示已于2021年12月31日 09:00办理，原值「2021-01-02」");
    CHECK(said("en", "2021-12-31T09:00:00+08:00") == "钱示 decided at 2021-12-31 09:00, given “2021-01-02”");
    CHECK(said("zh", "2021-12-31T23:59:59.123456Z") ==
          "钱示已于2022年1月1日 07:59办理，原值「2021-01-02」");  // in Shanghai
    CHECK(said("zh", "2021-03-05") == "钱示已于2021年3月5日办理，原值「2021-01-02」");
    CHECK(said("en", "2021-03-05") == "钱示 decided at 2021-03-05, given “2021-01-02”");
    for (const char* other : {"2021-00042", "2021-02-29", "2021-12-31T09:00", "2021-12-31 09:00", ""})
        CHECK(said("zh", other) == "钱示已于" + std::string(other) + "办理，原值「2021-01-02」");
    CHECK(texts.text("en", "left", {{"n", "2"}, {"at", "2021-12-31T09:00:00+08:00"}}) ==
          "2 cases since 2021-12-31 09:00");
}

TEST_CASE("a comma-form is ICU's: plural, number, the argument may be missing") {
    Texts texts;
    REQUIRE(texts.add("en", R"({"due": "{who} has {n, plural, =0 {no cases} one {one case} other {# cases}} due"})"));
    const auto due = [&](std::string n) { return texts.text("en", "due", {{"who", "Qian"}, {"n", std::move(n)}}); };
    CHECK(due("0") == "Qian has no cases due");
    CHECK(due("1") == "Qian has one case due");
    CHECK(due("13482") == "Qian has 13,482 cases due");
    CHECK(texts.text("en", "due", {{"who", "Qian"}}).find("plural") == std::string::npos);
    // words where a number must stand: the pattern shows, as a missing argument would
    CHECK(texts.text("en", "due", {{"n", "many"}, {"who", "Qian"}}).starts_with("{who} has {n, plural"));
    CHECK(texts.placeholders("en", "due") == std::vector<std::string>{"n", "who"});
    // a comma outside of braces, or in prose inside none, stays plain: an apostrophe is then just one
    REQUIRE(texts.add("en", R"({"prose": "It's {who}, isn't it"})"));
    CHECK(texts.text("en", "prose", {{"who", "Qian"}}) == "It's Qian, isn't it");
}

TEST_CASE("files that cannot be right are refused, whole") {
    Texts texts;
    REQUIRE(texts.add("zh", R"({"a": "一"})"));
    const auto key_of = [&](std::string_view json) { return texts.add("zh", json).error().key; };
    CHECK(key_of(R"({"b": "二", "a": "又"})") == "i18n.duplicate_key");
    CHECK_FALSE(texts.has("zh", "b"));  // all or nothing
    CHECK(texts.add("zh", R"({"a": "又"})").error().args.front().second == "a");
    CHECK(key_of(R"({"b": "二", "b": "三"})") == "base.json.duplicate_key");
    CHECK(key_of(R"(["b"])") == "i18n.not_an_object");
    CHECK(key_of(R"({"b": 2})") == "i18n.not_text");
    CHECK(key_of(R"({"b": {"c": "三"}})") == "base.json.depth");
    for (const std::string_view broken : {"{", "}", "a}b", "{}", "{a b}", "{a", "{a{b}}", "{张}"}) {
        CAPTURE(broken);
        CHECK(key_of(R"({"b": ")" + std::string(broken) + R"("})") == "i18n.braces");
    }
    CHECK(key_of(R"({"b": "{n, plural, one {x}}"})") == "i18n.pattern");  // ICU demands `other`
    CHECK(key_of(R"({"b": "{n, plural, other {x}"})") == "i18n.pattern");
    REQUIRE(texts.add("en", R"({"a": "one"})"));  // another language has its own keys
}

TEST_CASE("languages are compared") {
    Texts texts;
    REQUIRE(texts.add("zh", R"({"a": "{x}", "b": "{n}件", "only_zh": "甲"})"));
    REQUIRE(texts.add("en", R"({"a": "{y}", "b": "{n, plural, one {# case} other {# cases}}", "only_en": "b"})"));
    const auto found = texts.mismatches();
    REQUIRE(found.size() == 3);
    CHECK(found[0].key == "a");
    CHECK(found[0].problem == "i18n.other_placeholders");
    CHECK(found[1].key == "only_en");
    CHECK(found[1].language == "zh");
    CHECK(found[2].key == "only_zh");
    CHECK(found[2].language == "en");
}

TEST_CASE("Accept-Language, as browsers and others send it") {
    struct Row {
        std::string_view header, language;
    };
    for (const Row& row : {
             Row{"", "zh"},
             Row{"zh-CN,zh;q=0.9,en;q=0.8", "zh"},
             Row{"en-US,en;q=0.9", "en"},
             Row{"EN", "en"},
             Row{"fr, en;q=0.5", "en"},
             Row{"fr", "zh"},
             Row{"en;q=0.5, zh;q=0.6", "zh"},
             Row{"en;q=0.6, zh;q=0.5", "en"},
             Row{"en;q=0", "zh"},
             Row{"*", "zh"},
             Row{"en;q=0.3, *;q=0.1", "en"},
             Row{"zh;q=0, en;q=0", "zh"},
             Row{"en ; q=0.2", "en"},
             Row{"en;q=2", "zh"},
             Row{"en;q=1.001", "zh"},
             Row{"en;q=0.0001", "zh"},
             Row{"en;x=1", "zh"},
             Row{",,,;;,en", "en"},
             Row{"english", "zh"},
             Row{"e", "zh"},
             Row{"\xFF\xFE", "zh"},
             Row{"en;q=", "zh"},
         }) {
        CAPTURE(row.header);
        CHECK(Texts::negotiate(row.header) == row.language);
    }
    std::string many;
    for (int i = 0; i < 100'000; ++i) many += "fr,";
    CHECK(Texts::negotiate(many + "en") == "zh");  // ranges past the bound are not read
}

TEST_CASE("the texts of the lower floors are complete in both languages") {
    Texts texts;
    for (const auto assets : {assets::base(), assets::i18n()}) {
        for (const Asset& asset : assets) {
            if (asset.path == "texts/zh.json") REQUIRE(texts.add("zh", asset.content));
            if (asset.path == "texts/en.json") REQUIRE(texts.add("en", asset.content));
        }
    }
    for (const i18n::Mismatch& mismatch : texts.mismatches())
        FAIL_CHECK(mismatch.language, " ", mismatch.key, " ", mismatch.problem);
    CHECK(texts.keys("zh").size() > 20);
}

TEST_CASE("a plural is said by many threads at once") {
    Texts texts;
    REQUIRE(texts.add("en", R"({"n": "{n, plural, one {# case} other {# cases}}"})"));
    std::array<bool, 4> right{};
    {
        std::vector<std::jthread> threads;
        for (bool& slot : right) {
            threads.emplace_back([&texts, &slot] {
                slot = true;
                for (int i = 2; i < 500; ++i) {
                    slot = slot && texts.text("en", "n", {{"n", std::to_string(i)}}) == std::to_string(i) + " cases";
                }
            });
        }
    }
    for (const bool ok : right) CHECK(ok);
}
