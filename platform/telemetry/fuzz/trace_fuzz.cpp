// Any bytes as a traceparent: passed over, or said again as a header of version 00 that is read as the same trace.
#include <cstdlib>

#include "platform/telemetry/trace.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    using namespace tongguan::telemetry;
    const auto parent = parse_traceparent({reinterpret_cast<const char*>(data), size});
    if (parent && parse_traceparent(parent->header()) != parent) std::abort();
    return 0;
}
