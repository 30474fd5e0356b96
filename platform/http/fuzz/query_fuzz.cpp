// Arbitrary bytes as a query, a target, a host, a traceparent and a forwarded chain: no crash, and what is accepted
// keeps the promises of target.h.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "base/text.h"
#include "platform/http/proxies.h"
#include "platform/http/target.h"
#include "platform/http/trace.h"

using namespace tongguan;
using namespace tongguan::http;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    constexpr std::size_t most = 8;
    const std::string_view input(reinterpret_cast<const char*>(data), size);
    Pairs query;
    if (!read_query(input, most, query)) {
        if (query.size() > most) abort();
        for (const auto& [name, value] : query)
            if (name.empty() || !is_utf8(name) || !is_utf8(value) || has_control(name) || has_control(value)) abort();
    }
    std::string path;
    query.clear();
    if (!read_target(input, "host", most, path, query)) {
        if (path.empty() || path.front() != '/' || !is_utf8(path) || has_control(path)) abort();
        if (path.find('\\') != std::string::npos || path.find("//") != std::string::npos) abort();
        if ((path + "/").find("/../") != std::string::npos || (path + "/").find("/./") != std::string::npos) abort();
        // Decoding again changes nothing that a second reader could climb with.
        std::string again;
        Pairs none;
        if (path.find('%') == std::string::npos && path.find('?') == std::string::npos &&
            path.find('#') == std::string::npos && (read_target(path, "host", most, again, none) || again != path))
            abort();
    }
    (void)is_host(input);
    const std::string trace = trace_of(input);
    if (trace.size() != 32 || trace.find_first_not_of("0123456789abcdef") != std::string::npos) abort();
    static const Proxies proxies = *Proxies::parse({"10.0.0.0/8", "::1"});
    Request request;
    request.remote = "10.0.0.1";
    request.headers = {{"x-forwarded-for", std::string(input)}, {"x-forwarded-proto", std::string(input)}};
    proxies.apply(request);
    if (request.remote.empty()) abort();
    (void)request.cookie("a");
    request.headers = {{"cookie", std::string(input)}};
    (void)request.cookie("a");
    return 0;
}
