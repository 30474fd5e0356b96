// Sessions: server rows behind a per-process cache. An ended session or a changed right counts from the next request
// on this server, within 1 s on another (version counters polled each 500 ms).
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "platform/access/actor.h"
#include "platform/access/directory.h"
#include "platform/work/work.h"

namespace tongguan::access {

// What a signed-in request knows. Shared, immutable; a new one replaces it when something changed.
struct Signed {
    Actor actor;
    std::string csrf;                   // token of the session, sent back in x-csrf-token
    std::string language;               // the reader's choice, may be empty
    bool must_change_password = false;  // then no right but one's own session counts
    std::string login{};
    std::vector<PostHolder> posts{};     // all that the person may switch to, the main one first
    std::vector<std::string> notices{};  // text keys the desk shows: access.notice.…
    Instant absolute_end{};
};

class Sessions {
public:
    struct Options {
        Duration idle = std::chrono::minutes{30};
        Duration absolute = std::chrono::hours{12};
        std::chrono::milliseconds poll{500};  // zero: no thread, the owner calls poll() (tests)
        std::size_t cached = 32'768;          // sessions held in all; past it a shard forgets what it holds
    };
    Sessions(const Services& services, const Directory& directory) : Sessions(services, directory, Options{}) {}
    Sessions(const Services& services, const Directory& directory, Options options);
    ~Sessions();
    // nullptr: unknown, ended, idle too long. From the cache when fresh (no lock held while asking the database).
    std::shared_ptr<const Signed> find(std::string_view cookie_token);
    void forget(std::int64_t session);        // ended or given a new token here
    void forget_person(std::int64_t person);  // an account changed
    void forget_all();                        // rights changed

    // Something that lives no longer than this session under these rights: a live stream. `end` is called once, from
    // any thread, when the session has ended or was given a new token, or rights or language changed — at once for
    // what happens here, within a poll for what happens elsewhere — unless `open` says that it is over by itself.
    // False: the session is unknown or over already.
    bool follow(std::string_view cookie_token, std::function<bool()> open, std::function<void()> end);

    // One round of what the thread does: what ended elsewhere is dropped, what was seen here is written (at most once a
    // minute for each session), rows that ended long ago are cleared away (once an hour).
    void poll();
    const Options& options() const;
    struct Counters {
        std::uint64_t hits, loads, failed_polls;
    };
    Counters counters() const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

// What a new session or a new token gives the browser; the token is stored nowhere else.
struct Opened {
    std::string token;
    std::int64_t session = 0;
};
// In the caller's transaction. The caller forgets the old token (Sessions::forget) once it has committed.
Opened open_session(Work& work, Id<Person> person, Id<Post> post, std::string_view remote, std::string_view agent,
                    Duration absolute);
Result<std::string> rotate_session(Work& work, std::int64_t session,
                                   Id<Post> post);  // not_found when it ended meanwhile
Outcome end_session(Work& work, std::int64_t session, Id<Person> owner, std::string_view why);
std::vector<std::int64_t> end_other_sessions(Work& work, Id<Person> person, std::int64_t keep, std::string_view why);

// The Sessions of this process forget all: after an action that changed rights.
void forget_here(const Services& services);

}  // namespace tongguan::access
