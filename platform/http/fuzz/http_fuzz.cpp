// Arbitrary bytes as a connection's whole input: nothing may crash, and how the bytes were cut on the way must not
// change what was understood. The first byte of the input seeds the cuts.
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "platform/http/dialogue.h"

using namespace tongguan;
using namespace tongguan::http;

namespace {

// What a request was understood as, said back by every route.
std::string understood(const Request& request) {
    if (!is_utf8(request.path) || request.path.empty() || request.path.front() != '/' || request.path.find("..") == 1)
        abort();
    std::string text = std::string(name_of(request.method)) + " " + request.path;
    for (const auto& [name, value] : request.query) text += "?" + name + "=" + value;
    for (const auto& [name, value] : request.headers) text += "\n" + name + ":" + value;
    return text + "\n" + request.body;
}

struct House {
    House() {
        const auto echo = [](Request& request) { return Response::text(200, understood(request)); };
        router.fallback({.run = echo, .inline_ = true});
        router.add(Method::post, "/w/{id}", {.run = echo, .body_bytes = 300});
        router.add(Method::put, "/i", {.run = echo, .inline_ = true});
        router.add(Method::get, "/s", {.run = [](Request&) {
                       Response response;
                       response.stream = [left = 3](std::string& chunk) mutable {
                           chunk.assign(static_cast<std::size_t>(left), 'c');
                           return --left > 0;
                       };
                       return response;
                   }});
        router.add(Method::delete_, "/throw", {.run = [](Request&) -> Response { throw std::runtime_error("no"); }});
    }
    HandClock clock{Instant{}};
    Router router;
    Site site{.router = router,
              .clock = clock,
              .limits = {.line_bytes = 400, .header_bytes = 800, .headers = 12, .body_bytes = 200, .pipelined = 3}};
};

// All that the connection would have written. `cut` gives the length of the next piece.
template <class Cut>
std::string converse(House& house, std::string_view input, Cut cut) {
    std::string written;
    AnswerHead head(house.site.headers_dropped);
    Dialogue dialogue(house.site, head, "127.0.0.1", false);
    const auto flush = [&] {
        written.append(dialogue.output()).append(dialogue.tail());
        dialogue.flushed();
    };
    for (std::size_t steps = 0;; ++steps) {
        if (steps > 100'000) abort();  // it goes nowhere
        switch (dialogue.advance()) {
            case Dialogue::Want::bytes: {
                if (input.empty()) return written;
                const auto space = dialogue.space();
                if (space.empty()) abort();
                const std::size_t count = std::min({space.size(), input.size(), std::max<std::size_t>(cut(), 1)});
                std::memcpy(space.data(), input.data(), count);
                dialogue.arrived(count);
                input.remove_prefix(count);
                break;
            }
            case Dialogue::Want::flush:
                flush();
                break;
            case Dialogue::Want::worker:
                dialogue.work(), dialogue.worked();
                break;
            case Dialogue::Want::chunk:
                flush(), dialogue.pull(), dialogue.pulled();
                break;
            case Dialogue::Want::events:
                abort();
            case Dialogue::Want::close:
                flush();
                return written;
        }
    }
}

// The answers without what may differ: the trace ids and the kind of an error (a byte that is wrong may be seen before
// or after a line that is too long), but not that it is one; interim answers depend on the cuts by nature.
std::vector<std::string> answers(std::string_view written) {
    std::vector<std::string> list;
    while (!written.empty()) {
        if (!written.starts_with("HTTP/1.1 ")) abort();
        const int status = std::atoi(written.substr(9, 3).data());
        const std::size_t end = written.find("\r\n\r\n");
        if (end == std::string_view::npos) abort();
        const std::string_view lines = written.substr(0, end + 2);
        written.remove_prefix(end + 4);
        if (status == 100) continue;
        const std::size_t at = lines.find("\r\ncontent-length: ");
        const std::size_t length =
            at == std::string_view::npos ? 0 : static_cast<std::size_t>(std::atoll(lines.data() + at + 18));
        std::string body;
        if (at == std::string_view::npos) {  // streamed: by now all the same
            body = "stream";
            const std::size_t next = written.find("HTTP/1.1 ");
            written = next == std::string_view::npos ? std::string_view{} : written.substr(next);
        } else if (written.starts_with("HTTP/1.1 ") || written.size() < length) {
            body = "HEAD";  // no answer of the house begins like a status line
        } else {
            body = written.substr(0, length);
            written.remove_prefix(length);
        }
        if (status >= 400)
            body = lines.find("\r\nconnection: close\r\n") != std::string_view::npos ? "refused and closed" : "refused";
        list.push_back(body);
    }
    return list;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static House house;
    if (size == 0) return 0;
    const std::string_view input(reinterpret_cast<const char*>(data) + 1, size - 1);
    const auto whole = answers(converse(house, input, [&input] { return input.size(); }));
    std::uint32_t seed = data[0] * 2654435761u + 1;
    const auto cut = answers(converse(house, input, [&seed, one = data[0] % 4 == 0]() -> std::size_t {
        seed = seed * 1664525u + 1013904223u;
        return one ? 1 : 1 + (seed >> 24) % 40;
    }));
    if (whole != cut) {
        for (const auto& list : {whole, cut}) {
            std::fprintf(stderr, "---- %zu answers\n", list.size());
            for (const auto& answer : list) std::fprintf(stderr, "%s\n", answer.c_str());
        }
        abort();
    }
    if (house.site.body_bytes != 0) abort();
    return 0;
}
