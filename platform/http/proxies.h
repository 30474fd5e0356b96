// The configured proxies whose X-Forwarded-* we believe (addresses or networks), and what they say.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "platform/http/message.h"

namespace tongguan::http {

class Proxies {
public:
    static Result<Proxies> parse(const std::vector<std::string>& addresses);
    bool trusts(std::string_view address) const;
    // Sets request.remote and request.secure from the headers of a request that came from a trusted proxy: the
    // rightmost address that is not itself a trusted proxy, for what stands left of it anyone can have written.
    void apply(Request& request) const;
    // Asked by this machine or by a trusted proxy itself, not for somebody behind one. A request that a proxy we do not
    // know handed on (it carries X-Forwarded-For or Forwarded) is a stranger's, though it came over loopback.
    bool inside(const Request& request) const;

private:
    struct Network {
        std::array<std::uint8_t, 16> bytes{};  // IPv4 as ::ffff:a.b.c.d
        unsigned bits = 128;
    };
    std::vector<Network> networks_;
};

}  // namespace tongguan::http
