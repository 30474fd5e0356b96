// The table of routes a module offers (its routes.cpp): method, path, permission, what goes in, what comes out, the
// action. From this one table come the HTTP handlers, OpenAPI, the TypeScript client and the leak test: a route that
// is not in it does not exist.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "base/json.h"
#include "platform/entity/description.h"
#include "platform/http/message.h"
#include "platform/work/run.h"

namespace tongguan::access {
struct Signed;
}

namespace tongguan::api {

enum class Kind : std::uint8_t {
    read,      // GET; db read mode
    snapshot,  // GET; REPEATABLE READ, for pages of figures
    action,    // POST; write mode; Idempotency-Key honoured
};

// Query parameters: what may be filtered, how it may be sorted; cursor pages. Anything else is refused with the nearest
// name. Sorting and filtering are the server's; each allowed pair is a statement with an index. `sort`, `cursor` and
// `limit` are known to routes that answer a list; another route names what it asks for among its filters.
struct ListSpec {
    std::vector<std::string_view> filters{};
    std::vector<std::string_view> sorts{};  // "-accepted_at" = descending
    std::size_t page = 25;
    std::size_t page_max = 100;
};

struct Context {  // what a route's function may ask besides Work
    const http::Request& request;
    std::string_view param(std::string_view name) const { return request.param(name); }
    Result<std::int64_t> id(std::string_view name = "id") const;  // refuses what is not a key: not found, as if hidden
    std::optional<std::string_view> query(std::string_view name) const { return request.query_value(name); }
};

// What a route is given that opens its own transactions: signing in, where nothing is hashed inside one.
struct Exchange {
    const http::Request& request;
    std::shared_ptr<const access::Signed> who;  // nullptr: signed out, on open routes only
    const Json& body;
    std::vector<http::Header> headers{};  // to be sent with the answer: cookies
};

struct Route {
    Kind kind = Kind::read;
    std::string path;       // "/api/service_centre/cases/{id}/accept"
    std::string operation;  // unique id: "service_centre.accept_case"; its text is route.<operation>
    // Required before anything is read; an empty key asks for nothing but a session. While a password must be changed
    // only routes under access::may::own_session answer.
    Permission permission{};
    bool open = false;                            // reachable signed out (sign-in, health)
    const entity::Description* input = nullptr;   // body
    const entity::Description* output = nullptr;  // answer
    bool output_list = false;                     // {"items":[…],"next":…}
    ListSpec list{};
    bool secret_answer = false;  // shown once: never kept under an Idempotency-Key, so a repetition acts again
    std::size_t body_bytes = 0;
    int success = 200;
    bool heavy = false;  // hashes a password: on the heavy workers (platform/http/server.h), and it may answer 429
    // Erased: reads the input, runs, writes the answer's JSON.
    std::function<Result<std::string>(Work&, const Context&, const Json& body)> run{};
    std::function<Result<std::string>(Exchange&)> talk{};  // instead of `run`, outside any Work
    bool writes() const { return kind == Kind::action; }   // POST, else GET
};

// A page of a list; `next` is an opaque cursor, empty at the end.
template <class T>
struct Page {
    std::vector<T> items;
    std::string next{};
    std::int64_t total = -1;  // only where it is cheap; -1 = not counted
};

std::string page_json(const entity::Description& description, const std::vector<const void*>& items,
                      std::string_view next, std::int64_t total);

// post<&accept_case>("/api/…/{id}/accept", "service_centre.accept_case", may::accept)
//   where  Result<CaseView> accept_case(Work&, Id<Case>, const AcceptCase&)   — path id and body
//   or     Result<CaseView> submit_case(Work&, const SubmitCase&)             — body
//   or     Result<Out> f(Work&, Id<T>)                                        — path id only
//   or     Result<Out> f(Work&)                                               — neither
// get<&view_case>(…) likewise without a body; list<&list_cases>(…, ListSpec) with
//          Result<Page<CaseLine>> list_cases(Work&, const ListQuery&)
struct ListQuery {
    std::vector<std::pair<std::string, std::string>> filters;  // only declared ones, in order
    std::string sort;                                          // one of the declared, or empty
    std::string cursor;                                        // opaque: read it with Cursor::parse (cursor.h)
    std::size_t limit = 25;
    std::string_view filter(std::string_view name) const;  // empty = not asked for
};

namespace detail {
template <class F>
struct Signature;
template <class Out, class... In>
struct Signature<Result<Out> (*)(Work&, In...)> {
    using Output = Out;
    static constexpr std::size_t inputs = sizeof...(In);
};
template <class T>
struct IsId : std::false_type {};
template <class T>
struct IsId<Id<T>> : std::true_type {};
template <class T>
struct IsPage : std::false_type {};
template <class T>
struct IsPage<Page<T>> : std::true_type {
    using Item = T;
};

template <class T>
std::string answer_json(const T& value) {
    if constexpr (std::is_same_v<T, Done>)
        return "{}";
    else if constexpr (IsPage<T>::value) {
        std::vector<const void*> items;
        items.reserve(value.items.size());
        for (const auto& item : value.items) items.push_back(&item);
        return page_json(entity::describe<typename IsPage<T>::Item>(), items, value.next, value.total);
    } else {
        std::string out;
        JsonWriter writer(out);
        entity::write_json(writer, entity::describe<T>(), &value);
        return out;
    }
}
template <class T>
Result<T> body_of(const Json& body) {
    T input{};
    TRY(entity::read_json(body, entity::describe<T>(), &input));
    return input;
}
Result<ListQuery> list_query(const Context& context, const ListSpec& spec);

template <auto F, class Out>
Route bind(Route route, Result<Out> (*)(Work&)) {
    route.run = [](Work& work, const Context&, const Json&) -> Result<std::string> {
        return answer_json(TRY(F(work)));
    };
    return route;
}
template <auto F, class Out, class T>
Route bind(Route route, Result<Out> (*)(Work&, Id<T>)) {
    route.run = [](Work& work, const Context& context, const Json&) -> Result<std::string> {
        const std::int64_t id = TRY(context.id());
        return answer_json(TRY(F(work, Id<T>{id})));
    };
    return route;
}
template <auto F, class Out>
Route bind(Route route, Result<Out> (*)(Work&, const ListQuery&)) {
    const ListSpec spec = route.list;
    route.run = [spec](Work& work, const Context& context, const Json&) -> Result<std::string> {
        const ListQuery query = TRY(list_query(context, spec));
        return answer_json(TRY(F(work, query)));
    };
    return route;
}
template <auto F, class Out, class In>
Route bind(Route route, Result<Out> (*)(Work&, const In&)) {
    route.input = &entity::describe<In>();
    route.run = [](Work& work, const Context&, const Json& body) -> Result<std::string> {
        const In input = TRY(body_of<In>(body));
        return answer_json(TRY(F(work, input)));
    };
    return route;
}
template <auto F, class Out, class T>
Route bind(Route route, Result<Out> (*)(Work&, Id<T>, const ListQuery&)) {
    const ListSpec spec = route.list;
    route.run = [spec](Work& work, const Context& context, const Json&) -> Result<std::string> {
        const std::int64_t id = TRY(context.id());
        const ListQuery query = TRY(list_query(context, spec));
        return answer_json(TRY(F(work, Id<T>{id}, query)));
    };
    return route;
}
template <auto F, class Out, class T, class In>
Route bind(Route route, Result<Out> (*)(Work&, Id<T>, const In&)) {
    route.input = &entity::describe<In>();
    route.run = [](Work& work, const Context& context, const Json& body) -> Result<std::string> {
        const std::int64_t id = TRY(context.id());
        const In input = TRY(body_of<In>(body));
        return answer_json(TRY(F(work, Id<T>{id}, input)));
    };
    return route;
}
template <auto F>
Route make(Kind kind, std::string_view path, std::string_view operation, Permission permission, ListSpec spec = {}) {
    using Output = typename Signature<decltype(F)>::Output;
    Route route{.kind = kind,
                .path = std::string(path),
                .operation = std::string(operation),
                .permission = permission,
                .list = std::move(spec)};
    if constexpr (IsPage<Output>::value) {
        route.output = &entity::describe<typename IsPage<Output>::Item>();
        route.output_list = true;
    } else if constexpr (!std::is_same_v<Output, Done>) {
        route.output = &entity::describe<Output>();
    }
    return bind<F>(std::move(route), F);
}
}  // namespace detail

template <auto F>
Route get(std::string_view path, std::string_view operation, Permission permission) {
    return detail::make<F>(Kind::read, path, operation, permission);
}
template <auto F>
Route list(std::string_view path, std::string_view operation, Permission permission, ListSpec spec) {
    return detail::make<F>(Kind::read, path, operation, permission, std::move(spec));
}
template <auto F>
Route snapshot(std::string_view path, std::string_view operation, Permission permission) {
    return detail::make<F>(Kind::snapshot, path, operation, permission);
}
template <auto F>
Route post(std::string_view path, std::string_view operation, Permission permission) {
    return detail::make<F>(Kind::action, path, operation, permission);
}

}  // namespace tongguan::api
