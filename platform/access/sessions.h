// Sessions: server rows behind a per-process cache. An ended session or a changed right counts from the next request
// on this server, within 1 s on another (version counters polled each 500 ms).
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "platform/access/actor.h"
#include "platform/access/directory.h"
#include "platform/work/work.h"

namespace tongguan::access {

// What a signed-in request knows. Shared, immutable; a new one replaces it when something changed.
struct Signed {
    Actor actor;
    std::string csrf;        // token of the session, sent back in x-csrf-token
    std::string language;    // the reader's choice, may be empty
    bool must_change_password = false;
};

class Sessions {
public:
    Sessions(const Services& services, const Directory& directory);
    ~Sessions();
    // nullptr: unknown, ended, idle too long. From the cache when fresh (no lock held while asking the database).
    std::shared_ptr<const Signed> find(std::string_view cookie_token);
    void forget(std::int64_t session);           // ended here
    void forget_person(std::int64_t person);     // rights changed
    void forget_all();

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace tongguan::access
