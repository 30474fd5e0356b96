// OpenAPI 3.1 of the route table. Everything in it is read off the same declarations that the handlers run by, so the
// document cannot say other than the server does.
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <map>
#include <set>

#include "platform/api/dispatch.h"
#include "platform/i18n/texts.h"

namespace tongguan::api {

namespace {

using boost::json::array;
using boost::json::object;

constexpr std::string_view shown_language = "zh";  // Chinese first; the generated client shows these beside each call

object reference(std::string_view kind, std::string_view name) {
    return {{"$ref", "#/components/" + std::string(kind) + "/" + std::string(name)}};
}
object json_content(object schema) { return {{"application/json", object{{"schema", std::move(schema)}}}}; }

std::string module_of(const std::string& operation) { return operation.substr(0, operation.find('.')); }

class Document {
public:
    Document(const std::vector<Route>& routes, const i18n::Texts& texts, std::string_view version)
        : routes_(routes), texts_(texts), version_(version) {}

    std::string text() {
        for (const Route& route : routes_) {
            std::string path = route.path;
            object& item = paths_[path];
            item[route.writes() ? "post" : "get"] = operation(route);
            tags_.insert(module_of(route.operation));
        }
        object document{{"openapi", "3.1.0"},
                        {"info", info()},
                        {"servers", array{object{{"url", "/"}, {"description", said("api.title")}}}},
                        {"security", array{object{{"session", array{}}}}},
                        {"tags", tags()}};
        object paths;
        for (auto& [path, item] : paths_) paths[path] = std::move(item);
        document["paths"] = std::move(paths);
        document["components"] = components();
        return boost::json::serialize(document);
    }

private:
    std::string said(const std::string& key) const { return texts_.text(shown_language, key); }
    std::string said_or(const std::string& key, const std::string& otherwise) const {
        return texts_.has(shown_language, key) ? said(key) : otherwise;
    }

    object info() const {
        return {
            {"title", said("api.title")}, {"description", said("api.description")}, {"version", std::string(version_)}};
    }

    array tags() const {
        array all;
        for (const auto& name : tags_) {
            object tag{{"name", name}};
            tag["description"] = said_or("module." + name, name);
            all.push_back(std::move(tag));
        }
        return all;
    }

    object operation(const Route& route) {
        object made{{"operationId", route.operation},
                    {"summary", said_or("route." + route.operation, route.operation)},
                    {"tags", array{boost::json::string(module_of(route.operation))}}};
        if (!route.permission.key.empty()) made["x-permission"] = std::string(route.permission.key);
        if (route.open)
            made["security"] = array{};
        else if (route.writes())
            made["security"] = array{object{{"session", array{}}, {"csrf", array{}}}};
        if (array given = parameters(route); !given.empty()) made["parameters"] = std::move(given);
        if (route.input != nullptr) {
            need(*route.input, true);
            made["requestBody"] =
                object{{"required", true},
                       {"content", json_content(reference("schemas", entity::schema_name(*route.input, true)))}};
        }
        made["responses"] = responses(route);
        return made;
    }

    array parameters(const Route& route) {
        array all;
        for (std::size_t at = route.path.find('{'); at != std::string::npos; at = route.path.find('{', at + 1)) {
            const std::string name = route.path.substr(at + 1, route.path.find('}', at) - at - 1);
            object schema{{"type", "string"}};
            if (name == "id") schema["pattern"] = "^[1-9][0-9]{0,18}$";
            all.push_back(object{{"name", name}, {"in", "path"}, {"required", true}, {"schema", std::move(schema)}});
        }
        for (const std::string_view filter : route.list.filters)
            all.push_back(query(filter, {{"type", "string"}, {"maxLength", 200}}));
        if (route.output_list) list_parameters(route, all);
        if (route.writes() && !route.talk && !route.open && !route.secret_answer) {
            uses_key_ = true;
            all.push_back(reference("parameters", "idempotency_key"));
        }
        return all;
    }

    void list_parameters(const Route& route, array& all) {
        if (!route.list.sorts.empty()) {
            array sorts;
            for (const std::string_view sort : route.list.sorts)
                sorts.push_back(boost::json::string(std::string(sort)));
            all.push_back(query("sort", {{"type", "string"}, {"enum", std::move(sorts)}}));
        }
        uses_cursor_ = true;
        all.push_back(reference("parameters", "cursor"));
        all.push_back(query(
            "limit",
            {{"type", "integer"}, {"minimum", 1}, {"maximum", route.list.page_max}, {"default", route.list.page}}));
    }

    static object query(std::string_view name, object schema) {
        return {{"name", std::string(name)}, {"in", "query"}, {"schema", std::move(schema)}};
    }

    object responses(const Route& route) {
        object made;
        made[std::to_string(route.success)] =
            object{{"description", said("api.status.200")}, {"content", json_content(answer(route))}};
        const auto may_answer = [&](const char* status) {
            made[status] = reference("responses", status);
            statuses_.insert(status);
        };
        if (!route.open || route.heavy) may_answer("401");
        if (!route.open || route.writes()) may_answer("403");
        if (route.path.find('{') != std::string::npos || route.writes()) may_answer("404");
        if (route.writes()) {
            may_answer("409");
            may_answer("415");
        }
        may_answer("422");
        if (route.heavy) may_answer("429");
        may_answer("500");
        may_answer("503");
        return made;
    }

    object answer(const Route& route) {
        if (route.output == nullptr) return {{"type", "object"}};
        need(*route.output, false);
        object item = reference("schemas", entity::schema_name(*route.output, false));
        if (!route.output_list) return item;
        return {{"type", "object"},
                {"properties", object{{"items", object{{"type", "array"}, {"items", std::move(item)}}},
                                      {"next", object{{"type", array{"string", "null"}}}},
                                      {"total", object{{"type", "integer"}, {"format", "int64"}}}}},
                {"required", array{"items", "next"}}};
    }

    // A description's schema and those of the things nested in it.
    void need(const entity::Description& description, bool input) {
        const std::string name = entity::schema_name(description, input);
        if (const auto known = sources_.find(name); known != sources_.end()) {
            if (known->second != &description) throw std::logic_error(name + ": two descriptions of one name");
            return;
        }
        sources_[name] = &description;
        schemas_[name] = entity::json_schema(description, input);
        for (const entity::Field& field : description.fields)
            if (field.nested != nullptr && (input ? !field.server : !field.hidden)) need(*field.nested, input);
    }

    static object problem_schema() {
        const object text{{"type", "string"}};
        const object args{{"type", "object"}, {"additionalProperties", text}};
        const object error{{"type", "object"},
                           {"properties", object{{"field", text}, {"key", text}, {"detail", text}, {"args", args}}},
                           {"required", array{"field", "key", "detail"}}};
        return {{"type", "object"},
                {"properties", object{{"type", text},
                                      {"title", text},
                                      {"status", object{{"type", "integer"}}},
                                      {"detail", text},
                                      {"key", text},
                                      {"args", args},
                                      {"field", text},
                                      {"errors", object{{"type", "array"}, {"items", error}}},
                                      {"trace", text}}},
                {"required", array{"type", "title", "status", "detail", "key"}}};
    }

    object components() const {
        object schemas;
        for (const auto& [name, schema] : schemas_) schemas[name] = schema;
        schemas["problem"] = problem_schema();
        object made{{"schemas", std::move(schemas)}};
        object responses;
        for (const auto& status : statuses_)
            responses[status] = object{
                {"description", said("api.status." + status)},
                {"content", object{{"application/problem+json", object{{"schema", reference("schemas", "problem")}}}}}};
        made["responses"] = std::move(responses);
        object parameters;
        if (uses_key_)
            parameters["idempotency_key"] =
                object{{"name", "Idempotency-Key"},
                       {"in", "header"},
                       {"schema", object{{"type", "string"}, {"pattern", "^[!-~]{1,128}$"}}}};
        if (uses_cursor_) parameters["cursor"] = query("cursor", {{"type", "string"}, {"maxLength", 1024}});
        if (!parameters.empty()) made["parameters"] = std::move(parameters);
        made["securitySchemes"] =
            object{{"session", object{{"type", "apiKey"}, {"in", "cookie"}, {"name", std::string(session_cookie)}}},
                   {"csrf", object{{"type", "apiKey"}, {"in", "header"}, {"name", "x-csrf-token"}}}};
        return made;
    }

    const std::vector<Route>& routes_;
    const i18n::Texts& texts_;
    std::string_view version_;
    std::map<std::string, object> paths_;
    std::map<std::string, Json> schemas_;
    std::map<std::string, const entity::Description*> sources_;
    std::set<std::string> statuses_;
    std::set<std::string> tags_;
    bool uses_key_ = false;
    bool uses_cursor_ = false;
};

}  // namespace

std::string openapi(const std::vector<Route>& routes, const i18n::Texts& texts, std::string_view version) {
    std::set<std::string_view> operations;
    for (const Route& route : routes)
        if (!operations.insert(route.operation).second)
            throw std::logic_error(route.operation + ": two routes of one operation");
    return Document(routes, texts, version).text();
}

}  // namespace tongguan::api
