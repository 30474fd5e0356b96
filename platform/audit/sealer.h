// Seals committed entries into the chain, in batches, behind the writers: it takes no lock that a writer could wait
// for.
// One server seals at a time: whoever holds the advisory lock, on a connection of its own that is lost with the lock.
#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>

#include "base/clock.h"
#include "base/id.h"
#include "platform/audit/chain.h"

namespace tongguan::audit {

// The end of the chain as a line of text: "sequence mac", for the log and for the file beside the key.
std::string to_string(const Head& head);
std::optional<Head> parse_head(std::string_view line);
std::optional<Head> read_head(const std::filesystem::path& file);  // nothing when there is none or it is damaged

class Sealer {
public:
    struct Options {
        std::chrono::milliseconds every{200};  // how often an idle sealer looks
        std::int64_t batch = 1000;             // entries sealed in one transaction
        int batches = 50;                      // in one round
        Duration head_every = std::chrono::minutes{1};
        // Told the head each minute while there is something new: the log keeps it, so that a cut tail is found.
        std::function<void(const Head&)> on_head{};
        std::filesystem::path head_file{};  // also written there, outside the database; empty = nowhere
        std::function<void(std::string_view problem)> trouble{};
    };
    // `conninfo`: the server's login; the connection is the sealer's own.
    Sealer(std::string conninfo, SealKey key, const Clock& machine, Options options);
    ~Sealer();  // stops the thread after the batch at hand

    void start();
    // One round: all that waits now, within the bounds. Answers how many entries it sealed; 0 also when another seals.
    std::int64_t seal();
    bool leads() const;  // holds the lock as far as it knows

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace tongguan::audit
