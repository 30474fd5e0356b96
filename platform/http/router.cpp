#include <algorithm>
#include <array>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "platform/http/server.h"

namespace tongguan::http {

namespace {
constexpr std::size_t methods = static_cast<std::size_t>(Method::other);
constexpr std::size_t deepest = 32;  // segments of a path; a longer one is unknown
}  // namespace

// A tree of segments. A pattern's params are named where its handler stands, so "/a/{id}" and "/a/{case}/b" share a
// node.
struct Router::Node {
    struct Entry {
        Handler handler;
        std::string pattern;
        std::vector<std::string> names;
    };
    std::map<std::string, std::unique_ptr<Node>, std::less<>> literal;
    std::unique_ptr<Node> any;
    std::array<std::unique_ptr<Entry>, methods> entries;

    bool has_entry() const {
        for (const auto& entry : entries)
            if (entry) return true;
        return false;
    }
    const Entry* entry(Method method) const {
        if (method == Method::other) return nullptr;
        const auto& own = entries[static_cast<std::size_t>(method)];
        if (!own && method == Method::head) return entries[static_cast<std::size_t>(Method::get)].get();
        return own.get();
    }

    // The node that answers `method`; else `other` = one that knows the path under another method.
    const Node* find(std::string_view rest, Method method, std::array<std::string_view, deepest>& values,
                     std::size_t count, std::size_t depth, const Node*& other, std::size_t& found) const {
        if (rest.empty()) {
            if (entry(method)) {
                found = count;
                return this;
            }
            if (!other && has_entry()) other = this;
            return nullptr;
        }
        if (depth == deepest) return nullptr;
        rest.remove_prefix(1);  // the slash
        const std::size_t end = std::min(rest.find('/'), rest.size());
        const std::string_view segment = rest.substr(0, end);
        if (const auto child = literal.find(segment); child != literal.end())
            if (const Node* node =
                    child->second->find(rest.substr(end), method, values, count, depth + 1, other, found))
                return node;
        if (any && !segment.empty()) {
            values[count] = segment;
            return any->find(rest.substr(end), method, values, count + 1, depth + 1, other, found);
        }
        return nullptr;
    }

    std::string allow() const {
        std::string list;
        const auto add = [&list](std::string_view name) { list.append(list.empty() ? "" : ", ").append(name); };
        for (std::size_t i = 0; i < methods; ++i) {
            const auto method = static_cast<Method>(i);
            if (entry(method)) add(name_of(method));
        }
        return list;
    }
};

Router::Router() : root_(std::make_unique<Node>()) {}
Router::~Router() = default;

void Router::add(Method method, std::string_view pattern, Handler handler) {
    if (method == Method::other || pattern.empty() || pattern.front() != '/')
        throw std::logic_error("not a route: " + std::string(pattern));
    auto entry = std::make_unique<Node::Entry>(Node::Entry{std::move(handler), std::string(pattern), {}});
    Node* node = root_.get();
    std::size_t depth = 0;
    for (std::string_view rest = pattern; !rest.empty();) {
        rest.remove_prefix(1);
        const std::size_t end = std::min(rest.find('/'), rest.size());
        const std::string_view segment = rest.substr(0, end);
        rest = rest.substr(end);
        if (++depth > deepest) throw std::logic_error("too many segments: " + std::string(pattern));
        if (segment.size() > 2 && segment.front() == '{' && segment.back() == '}') {
            entry->names.emplace_back(segment.substr(1, segment.size() - 2));
            if (!node->any) node->any = std::make_unique<Node>();
            node = node->any.get();
        } else {
            auto& child = node->literal[std::string(segment)];
            if (!child) child = std::make_unique<Node>();
            node = child.get();
        }
    }
    auto& place = node->entries[static_cast<std::size_t>(method)];
    if (place) throw std::logic_error("two routes for " + std::string(name_of(method)) + " " + std::string(pattern));
    place = std::move(entry);
}

void Router::fallback(Handler handler) { fallback_ = std::move(handler); }

Router::Match Router::match(Method method, std::string_view path,
                            std::vector<std::pair<std::string, std::string>>& params) const {
    std::array<std::string_view, deepest> values;
    const Node* other = nullptr;
    std::size_t found = 0;
    if (const Node* node = root_->find(path, method, values, 0, 0, other, found)) {
        const Node::Entry* entry = node->entry(method);
        for (std::size_t i = 0; i < found; ++i) params.emplace_back(entry->names[i], std::string(values[i]));
        return {&entry->handler, {}, entry->pattern};
    }
    if (other) return {nullptr, other->allow(), {}};
    if (fallback_.run && (method == Method::get || method == Method::head)) return {&fallback_, {}, "*"};
    return {};
}

}  // namespace tongguan::http
