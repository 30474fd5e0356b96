#include <boost/json/serialize.hpp>

#include <set>

#include "platform/api/tests/things.h"

using namespace tongguan;
using namespace tongguan::api;
using namespace tongguan::api::testing;

namespace {

constexpr Permission book{"testing.room.book"};

Result<Page<Room>> list_rooms(Work&, const ListQuery&) { return Page<Room>{}; }
Result<Room> view_room(Work&, Id<Room>) { return Room{}; }
Result<Room> rename(Work&, Id<Room>, const Room& room) { return room; }
Result<Done> book_rooms(Work&, const Booking&) { return Done{}; }

std::vector<Route> table() {
    return {
        list<&list_rooms>("/api/testing/rooms", "testing.list_rooms", book,
                          {.filters = {"floor"}, .sorts = {"name", "-seats"}}),
        get<&view_room>("/api/testing/rooms/{id}", "testing.view_room", book),
        post<&rename>("/api/testing/rooms/{id}/rename", "testing.rename", book),
        post<&book_rooms>("/api/testing/bookings", "testing.book", book),
        {.kind = Kind::action,
         .path = "/api/testing/greet",
         .operation = "testing.greet",
         .open = true,
         .talk = [](Exchange&) -> Result<std::string> { return "{}"; }},
    };
}
Json document() { return *parse_json(openapi(table(), texts(), "0.1.0")); }

// Every "$ref" of the document.
void references(const Json& json, std::set<std::string>& found) {
    if (json.is_object())
        for (const auto& [key, value] : json.get_object()) {
            if (key == "$ref")
                found.insert(std::string(value.as_string()));
            else
                references(value, found);
        }
    if (json.is_array())
        for (const auto& value : json.get_array()) references(value, found);
}

}  // namespace

TEST_CASE("the document says what the table says") {
    const Json all = document();
    CHECK(all.at("openapi").as_string() == "3.1.0");
    CHECK(all.at("info").at("version").as_string() == "0.1.0");
    CHECK_FALSE(all.at("info").as_object().contains("license"));  // none was given, so none is claimed
    CHECK(all.at("tags").at(0).at("name").as_string() == "testing");
    CHECK(all.at("tags").at(0).at("description").as_string() == "会议室");
    CHECK(all.at("paths").as_object().size() == 5);

    const Json& rooms = all.at("paths").at("/api/testing/rooms").at("get");
    CHECK(rooms.at("operationId").as_string() == "testing.list_rooms");
    CHECK(rooms.at("summary").as_string() == "查询会议室");
    CHECK(rooms.at("x-permission").as_string() == "testing.room.book");
    CHECK(boost::json::serialize(rooms.at("parameters")) ==
          R"([{"name":"floor","in":"query","schema":{"type":"string","maxLength":200}},)"
          R"({"name":"sort","in":"query","schema":{"type":"string","enum":["name","-seats"]}},)"
          R"({"$ref":"#/components/parameters/cursor"},)"
          R"({"name":"limit","in":"query","schema":{"type":"integer","minimum":1,"maximum":100,"default":25}}])");
    const Json& page = rooms.at("responses").at("200").at("content").at("application/json").at("schema");
    CHECK(page.at("properties").at("items").at("items").at("$ref").as_string() == "#/components/schemas/testing.room");

    const Json& rename = all.at("paths").at("/api/testing/rooms/{id}/rename").at("post");
    CHECK(boost::json::serialize(rename.at("security")) == R"([{"session":[],"csrf":[]}])");
    CHECK(rename.at("requestBody").at("content").at("application/json").at("schema").at("$ref").as_string() ==
          "#/components/schemas/testing.room.input");
    CHECK(rename.at("parameters").at(0).at("name").as_string() == "id");
    CHECK(rename.at("parameters").at(1).at("$ref").as_string() == "#/components/parameters/idempotency_key");
    const Json& greet = all.at("paths").at("/api/testing/greet").at("post");
    CHECK(greet.at("security").as_array().empty());
    CHECK_FALSE(greet.as_object().contains("parameters"));  // nothing is promised about repeating it
    CHECK_FALSE(greet.at("responses").as_object().contains("401"));
}

TEST_CASE("every reference leads somewhere and no component is left over") {
    const Json all = document();
    std::set<std::string> used;
    references(all, used);
    std::set<std::string> made;
    for (const auto& [kind, components] : all.at("components").as_object())
        for (const auto& [name, component] : components.as_object())
            if (kind != "securitySchemes") made.insert("#/components/" + std::string(kind) + "/" + std::string(name));
    CHECK(used == made);
    CHECK(made.contains("#/components/schemas/testing.booking.input"));
    CHECK(made.contains("#/components/schemas/testing.room.input"));  // nested in it
    CHECK_FALSE(made.contains("#/components/schemas/testing.booking"));
}

TEST_CASE("two routes of one operation, two things of one name: refused") {
    auto routes = table();
    routes.push_back(routes[1]);
    CHECK_THROWS_AS(openapi(routes, texts(), "0"), std::logic_error);
    auto other = table();
    const entity::Description impostor{"testing.room", {}};
    other[3].output = &impostor;
    CHECK_THROWS_AS(openapi(other, texts(), "0"), std::logic_error);
}
