// The trace id of a request (W3C Trace Context §3.2): the caller's when it is well-formed, else a new random one.
#pragma once

#include <string>
#include <string_view>

namespace tongguan::http {

std::string trace_of(std::string_view traceparent);  // 32 lower-case hex digits, never all zero

}  // namespace tongguan::http
