// Keeps the private cluster up beneath a live server: a postmaster that went away (killed, stopped by a full disk) is
// started again, with pauses that grow to a bound. There is no last try: whoever frees the disk in the morning finds
// the house at work, and nobody has to know that a server must be restarted.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string_view>

#include "platform/db/cluster.h"

namespace tongguan::db {

class ClusterWatch {
public:
    struct Options {
        std::chrono::milliseconds every{250};  // between two looks at a cluster that runs
        std::chrono::milliseconds first_pause{500};
        std::chrono::milliseconds longest_pause{15'000};  // pauses double up to this one and stay there
        std::function<void()> gone{};
        std::function<void(int tries, const Refusal& why)> failed{};
        std::function<void(int tries)> back{};
    };
    // `cluster` outlives the watch.
    ClusterWatch(const Cluster& cluster, Options options);
    ~ClusterWatch();  // ends the thread after the try at hand (Cluster::revive is bounded)

    void start();

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace tongguan::db
