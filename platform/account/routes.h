// The routes of signing in and of one's own account. They need what only a running server has, so they are made with
// it and mounted beside the modules' routes: the same gate, problems and OpenAPI.
#pragma once

#include <vector>

#include "platform/access/sign_in.h"
#include "platform/api/route.h"

namespace tongguan::account {

struct Doors {  // all of them outlive the routes
    const Services& services;
    access::Sessions& sessions;
    access::SignIn& sign_in;
    const access::Directory& directory;
};

inline constexpr std::string_view session_cookie = "__Host-tongguan";
inline constexpr std::string_view device_cookie = "__Host-tongguan-device";

std::vector<api::Route> routes(const Doors& doors);

}  // namespace tongguan::account
