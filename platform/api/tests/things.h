// What the tests of this library share: a small thing, its routes' texts, and requests as a browser sends them.
#pragma once

#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

#include "platform/api/dispatch.h"
#include "platform/i18n/texts.h"

namespace tongguan::api::testing {

struct Room {
    Id<Room> id;
    std::string name;
    std::int64_t seats = 0;
    std::optional<Date> closed;
};
struct Booking {
    std::string title;
    std::vector<Room> rooms;
};

const i18n::Texts& texts();  // of entity, api and the routes of these tests

inline http::Request request(http::Method method, std::string path,
                             std::vector<std::pair<std::string, std::string>> query = {}) {
    http::Request made;
    made.method = method;
    made.target = path;
    made.path = std::move(path);
    made.query = std::move(query);
    made.trace = "0af7651916cd43dd8448eb211c80319c";
    made.headers = {{"host", "127.0.0.1:8080"}};
    return made;
}
inline http::Request post(std::string path, std::string body) {
    http::Request made = request(http::Method::post, std::move(path));
    made.headers.push_back({"origin", "http://127.0.0.1:8080"});
    made.headers.push_back({"content-type", "application/json"});
    made.body = std::move(body);
    return made;
}
inline std::string header(const http::Response& response, std::string_view name) {
    for (const auto& [key, value] : response.headers)
        if (key == name) return value;
    return {};
}
inline Json json(const http::Response& response) {
    auto parsed = parse_json(response.body);
    REQUIRE(parsed.has_value());
    return *std::move(parsed);
}
inline std::string text(const Json& json, std::string_view member) {
    const auto* found = json.as_object().if_contains(member);
    return found != nullptr && found->is_string() ? std::string(found->as_string()) : std::string();
}

}  // namespace tongguan::api::testing

namespace tongguan::entity {
template <>
const Description& describe<api::testing::Room>();
template <>
const Description& describe<api::testing::Booking>();
}  // namespace tongguan::entity
