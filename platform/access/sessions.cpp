#include "platform/access/sessions.h"

#include <array>
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <unordered_map>

#include "base/bytes.h"
#include "platform/access/session_load.h"
#include "platform/access/store.h"
#include "platform/access/token.h"
#include "platform/db/pool.h"

namespace tongguan::access {

namespace {

constexpr std::size_t shard_count = 16;
constexpr Duration fresh_for = std::chrono::seconds{1};  // a cached session counts this long after a good poll
constexpr Duration write_seen_after = std::chrono::minutes{1};
constexpr Duration tidy_after = std::chrono::hours{1};
constexpr int load_tries = 3;

struct Entry {
    std::int64_t session = 0;
    std::shared_ptr<const Signed> signed_in;
    Date day;                           // business day its posts were read on
    std::atomic<std::int64_t> seen{0};  // microseconds, machine time
    std::atomic<std::int64_t> written{0};
};

struct Shard {
    std::mutex mutex;
    std::unordered_map<std::string, std::shared_ptr<Entry>> entries;  // by the token's digest
};

// What ends with a session, see Sessions::follow.
struct Follower {
    std::string key;  // the token's digest
    std::shared_ptr<const Signed> signed_in;
    std::function<bool()> open;
    std::function<void()> end;
};

}  // namespace

struct Sessions::State {
    const Services& services;
    const Directory& directory;
    const Options options;
    std::array<Shard, shard_count> shards;
    std::atomic<std::uint64_t> generation{0};  // counts every forgetting: what was read before one is not kept after it
    std::atomic<std::int64_t> fresh_until{0};
    std::atomic<std::uint64_t> hits{0}, loads{0}, failed_polls{0};

    std::mutex followers_mutex;
    std::vector<Follower> followers;  // as many as there are open streams, which the server bounds

    std::mutex poll_mutex;  // one round at a time; guards the three below
    std::map<std::string, std::int64_t, std::less<>> known_versions;
    Instant tidied{};

    std::mutex stop_mutex;
    std::condition_variable stop_signal;
    bool stopping = false;
    std::thread thread;

    State(const Services& s, const Directory& d, Options o) : services(s), directory(d), options(o) {}

    Instant now() const { return services.clocks.machine.now(); }
    Shard& shard_of(const std::string& key) { return shards[static_cast<unsigned char>(key.back()) % shard_count]; }

    std::shared_ptr<Entry> cached(const std::string& key, Instant at);
    std::shared_ptr<Entry> load(const std::string& key, Instant at);
    bool keep(const std::string& key, const std::shared_ptr<Entry>& entry, std::uint64_t read_at_generation);
    void drop(const std::string& key);
    template <class Which>
    void forget_if(Which which);
    template <class Which>
    void end_followers(Which which);
    void follow_versions(db::Session& session);
    void write_seen(db::Session& session, Instant at);
    void tidy(db::Session& session, Instant at);
    void run();
};

// Fresh, of today, and not idle as far as this process knows; an entry that fails is read again from its row, because
// the person may have been busy on another server.
std::shared_ptr<Entry> Sessions::State::cached(const std::string& key, Instant at) {
    const std::int64_t fresh = fresh_until.load(std::memory_order_acquire);
    // The second bound is for a clock that was set back: it makes nothing fresh for longer.
    if (at.micros() >= fresh || at.micros() < fresh - 2 * fresh_for.count()) return nullptr;
    std::shared_ptr<Entry> entry;
    {
        Shard& shard = shard_of(key);
        const std::lock_guard lock(shard.mutex);
        const auto found = shard.entries.find(key);
        if (found == shard.entries.end()) return nullptr;
        entry = found->second;
    }
    if (at >= entry->signed_in->absolute_end || at.micros() - entry->seen.load() > options.idle.count()) return nullptr;
    if (date_of(services.clocks.business.now()) != entry->day) return nullptr;
    return entry;
}

std::shared_ptr<Entry> Sessions::State::load(const std::string& key, Instant at) {
    const Date today = date_of(services.clocks.business.now());
    const auto lease = services.pool.take();
    db::Session session(*lease, db::Mode::read, engine_only);
    const auto loaded = load_session(session, directory, key, today);
    if (!loaded || at >= loaded->signed_in->absolute_end || at - loaded->seen_at > options.idle) return nullptr;
    auto entry = std::make_shared<Entry>();
    entry->session = loaded->signed_in->actor.session;
    entry->signed_in = loaded->signed_in;
    entry->day = today;
    entry->written = loaded->seen_at.micros();
    entry->seen = loaded->seen_at.micros();
    return entry;
}

bool Sessions::State::keep(const std::string& key, const std::shared_ptr<Entry>& entry,
                           std::uint64_t read_at_generation) {
    Shard& shard = shard_of(key);
    const std::lock_guard lock(shard.mutex);
    if (generation.load() != read_at_generation) return false;
    if (shard.entries.size() >= options.cached / shard_count) shard.entries.clear();
    shard.entries.insert_or_assign(key, entry);
    return true;
}

// Without counting it as a forgetting: strangers' tokens must not make the others' reads repeat.
void Sessions::State::drop(const std::string& key) {
    Shard& shard = shard_of(key);
    const std::lock_guard lock(shard.mutex);
    shard.entries.erase(key);
}

template <class Which>
void Sessions::State::forget_if(Which which) {
    generation.fetch_add(1);  // before the shards: a reader that read earlier finds it changed when it comes to keep
    for (Shard& shard : shards) {
        const std::lock_guard lock(shard.mutex);
        std::erase_if(shard.entries, [&](const auto& item) { return which(item.first, *item.second); });
    }
}

// Ended outside the lock: the end of a stream is somebody else's code.
template <class Which>
void Sessions::State::end_followers(Which which) {
    std::vector<Follower> over;
    {
        const std::lock_guard lock(followers_mutex);
        std::erase_if(followers, [&](Follower& one) {
            if (!one.open()) return true;
            if (!which(one)) return false;
            over.push_back(std::move(one));
            return true;
        });
    }
    for (const Follower& one : over) one.end();
}

Sessions::Sessions(const Services& services, const Directory& directory, Options options)
    : state_(std::make_unique<State>(services, directory, options)) {
    if (options.poll.count() > 0)
        state_->thread = std::thread([state = state_.get(), this] {
            std::unique_lock lock(state->stop_mutex);
            while (!state->stopping) {
                lock.unlock();
                try {
                    poll();
                } catch (const std::exception&) {  // the database is away: cached sessions stop counting by themselves
                    state->failed_polls.fetch_add(1);
                }
                lock.lock();
                state->stop_signal.wait_for(lock, state->options.poll, [state] { return state->stopping; });
            }
        });
}

Sessions::~Sessions() {
    if (!state_->thread.joinable()) return;
    {
        const std::lock_guard lock(state_->stop_mutex);
        state_->stopping = true;
    }
    state_->stop_signal.notify_all();
    state_->thread.join();
}

std::shared_ptr<const Signed> Sessions::find(std::string_view cookie_token) {
    const auto key = token_digest(cookie_token);
    if (!key) return nullptr;
    const Instant at = state_->now();
    std::shared_ptr<Entry> entry = state_->cached(*key, at);
    if (entry) {
        state_->hits.fetch_add(1, std::memory_order_relaxed);
    } else {
        for (int i = 0; i < load_tries; ++i) {
            const std::uint64_t generation = state_->generation.load();
            state_->loads.fetch_add(1, std::memory_order_relaxed);
            entry = state_->load(*key, at);
            if (!entry) {
                state_->drop(*key);
                return nullptr;
            }
            if (state_->keep(*key, entry, generation)) break;  // else something was forgotten meanwhile: read again
        }
    }
    std::int64_t seen = entry->seen.load();
    while (seen < at.micros() && !entry->seen.compare_exchange_weak(seen, at.micros())) {
    }
    return entry->signed_in;
}

// Kept before the session is looked at once more: an end in between is seen by one of the two.
bool Sessions::follow(std::string_view cookie_token, std::function<bool()> open, std::function<void()> end) {
    const auto key = token_digest(cookie_token);
    const auto signed_in = key ? find(cookie_token) : nullptr;
    if (!signed_in) return false;
    {
        const std::lock_guard lock(state_->followers_mutex);
        state_->followers.push_back({*key, signed_in, std::move(open), std::move(end)});
    }
    return find(cookie_token) != nullptr;
}

void Sessions::forget(std::int64_t session) {
    state_->forget_if([&](const std::string&, const Entry& entry) { return entry.session == session; });
    state_->end_followers([&](const Follower& one) { return one.signed_in->actor.session == session; });
}
void Sessions::forget_person(std::int64_t person) {
    state_->forget_if(
        [&](const std::string&, const Entry& entry) { return entry.signed_in->actor.person.value == person; });
    state_->end_followers([&](const Follower& one) { return one.signed_in->actor.person.value == person; });
}
void Sessions::forget_all() {
    state_->forget_if([](const std::string&, const Entry&) { return true; });
    state_->end_followers([](const Follower&) { return true; });
}

// The counters are read first and remembered last: what changes in between is looked at again in the next round.
void Sessions::State::follow_versions(db::Session& session) {
    const db::Rows rows = session.run(store::versions);
    std::map<std::string, std::int64_t, std::less<>> seen;
    for (std::size_t i = 0; i < rows.size(); ++i) seen.emplace(rows.cell(i, 0).text(), rows.cell(i, 1).integer());
    if (seen == known_versions) return;
    if (seen["rights"] != known_versions["rights"]) {
        forget_if([](const std::string&, const Entry&) { return true; });
        end_followers([](const Follower&) { return true; });
    } else {
        std::vector<std::int64_t> ids;
        std::vector<std::string> tokens;
        std::vector<std::string> languages;
        for (Shard& shard : shards) {
            const std::lock_guard lock(shard.mutex);
            for (const auto& [key, entry] : shard.entries) {
                ids.push_back(entry->session);
                tokens.push_back(hex(key));
                languages.push_back(entry->signed_in->language);
            }
        }
        {
            const std::lock_guard lock(followers_mutex);
            for (const Follower& one : followers) {
                ids.push_back(one.signed_in->actor.session);
                tokens.push_back(hex(one.key));
                languages.push_back(one.signed_in->language);
            }
        }
        const db::Rows changed = session.run(store::changed_among, db::Params(ids, tokens, languages));
        for (std::size_t i = 0; i < changed.size(); ++i) {
            const std::int64_t gone = changed.cell(i, 0).integer();
            forget_if([gone](const std::string&, const Entry& entry) { return entry.session == gone; });
            end_followers([gone](const Follower& one) { return one.signed_in->actor.session == gone; });
        }
    }
    known_versions = std::move(seen);
}

void Sessions::State::write_seen(db::Session& session, Instant at) {
    std::vector<std::int64_t> ids;
    std::vector<std::int64_t> seen;
    std::vector<std::shared_ptr<Entry>> entries;
    for (Shard& shard : shards) {
        const std::lock_guard lock(shard.mutex);
        for (const auto& [key, entry] : shard.entries) {
            const std::int64_t last = entry->seen.load();
            if (last == entry->written.load() || at.micros() - entry->written.load() < write_seen_after.count())
                continue;
            ids.push_back(entry->session);
            seen.push_back(last);
            entries.push_back(entry);
        }
    }
    if (ids.empty()) return;
    session.run(store::write_seen, db::Params(ids, seen));
    for (std::size_t i = 0; i < entries.size(); ++i) entries[i]->written = seen[i];
}

void Sessions::State::tidy(db::Session& session, Instant at) {
    if (at >= tidied && at - tidied < tidy_after) return;  // a clock set back is no reason to rest
    using std::chrono::hours;
    session.run(store::end_unused_sessions, db::Params(at, at - options.idle - write_seen_after * 2));
    session.run(store::drop_old_buckets, db::Params(at - hours{48}));
    session.run(store::drop_old_sessions, db::Params(at - hours{24 * 180}));
    session.run(store::drop_old_codes, db::Params(at - hours{24 * 30}));
    tidied = at;
}

void Sessions::poll() {
    const std::lock_guard lock(state_->poll_mutex);
    const Instant at = state_->now();
    const auto lease = state_->services.pool.take();
    db::Session session(*lease, db::Mode::single, engine_only);
    state_->follow_versions(session);
    state_->end_followers([at](const Follower& one) { return at >= one.signed_in->absolute_end; });
    state_->fresh_until.store((at + fresh_for).micros(), std::memory_order_release);
    state_->write_seen(session, at);
    state_->tidy(session, at);
}

const Sessions::Options& Sessions::options() const { return state_->options; }

Sessions::Counters Sessions::counters() const {
    return {state_->hits.load(), state_->loads.load(), state_->failed_polls.load()};
}

void forget_here(const Services& services) {
    if (services.sessions != nullptr) services.sessions->forget_all();
}

}  // namespace tongguan::access
