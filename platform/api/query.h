// The query of a route: only what the route declares, each once. Private to platform/api.
#pragma once

#include "platform/api/route.h"

namespace tongguan::api {

// Refuses api.query.unknown {name, nearest}, api.query.twice {name}, api.query.unreadable {name}.
Outcome check_query(const http::Request& request, const Route& route);

}  // namespace tongguan::api
