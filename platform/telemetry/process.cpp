#include <sys/resource.h>
#include <unistd.h>

#include <cmath>
#include <filesystem>
#include <fstream>

#include "platform/telemetry/metrics.h"

namespace tongguan::telemetry {
namespace {

double resident_bytes() {
    std::ifstream statm("/proc/self/statm");
    double total = 0;
    double resident = 0;
    statm >> total >> resident;
    return statm ? resident * static_cast<double>(sysconf(_SC_PAGESIZE)) : std::nan("");
}

double processor_seconds() {
    rusage usage{};
    if (getrusage(RUSAGE_SELF, &usage) != 0) return std::nan("");
    const auto seconds = [](const timeval& t) {
        return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) / 1e6;
    };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

double open_files() {
    std::error_code error;
    double count = -1;  // the listing itself holds one open
    for (std::filesystem::directory_iterator at("/proc/self/fd", error), end; !error && at != end;
         at.increment(error)) {
        count += 1;
    }
    return error ? std::nan("") : count;
}

}  // namespace

void add_process_metrics(Registry& registry, Instant started) {
    registry.gauge_from("process_resident_memory_bytes", "Resident memory in bytes.", resident_bytes);
    registry.counter_from("process_cpu_seconds_total", "User and system processor time in seconds.", processor_seconds);
    registry.gauge_from("process_open_fds", "Open file descriptors.", open_files);
    registry.gauge("process_start_time_seconds", "Start of the process, seconds since 1970.")
        .set(static_cast<double>(started.micros()) / 1e6);
}

}  // namespace tongguan::telemetry
