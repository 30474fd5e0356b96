#include "platform/audit/sealer.h"

#include <atomic>
#include <charconv>
#include <condition_variable>
#include <fstream>
#include <mutex>
#include <optional>
#include <thread>

#include "base/bytes.h"
#include "platform/audit/store.h"
#include "platform/db/pool.h"

namespace tongguan::audit {

namespace {

constexpr std::int64_t lease_number = 0x7467'6175'6469'74;  // "tgaudit": the advisory lock of the one who seals

const db::Scope* engine_only(Permission permission) {
    static const db::Scope engine = db::Scope::engine();
    return permission == engine_right ? &engine : nullptr;
}

// By rename, and only once all of it is written: a full disk must not cost the head that stands there.
void replace_head(const std::filesystem::path& file, const Head& head) {
    const std::filesystem::path fresh = file.string() + ".new";
    std::ofstream stream(fresh, std::ios::trunc);
    stream << to_string(head) << '\n';
    stream.close();
    if (!stream) throw std::runtime_error("the head of the chain cannot be written beside " + file.string());
    std::filesystem::rename(fresh, file);
}

struct Batch {
    std::vector<std::int64_t> sequences, entries;
    std::vector<std::string> previous, macs;  // hex
};

}  // namespace

std::string to_string(const Head& head) { return std::to_string(head.sequence) + ' ' + hex(head.mac); }

std::optional<Head> parse_head(std::string_view line) {
    while (!line.empty() && (line.back() == '\n' || line.back() == '\r')) line.remove_suffix(1);
    const std::size_t space = line.find(' ');
    if (space == std::string_view::npos) return std::nullopt;
    Head head;
    const auto [end, error] = std::from_chars(line.data(), line.data() + space, head.sequence);
    const auto mac = from_hex(line.substr(space + 1));
    if (error != std::errc{} || end != line.data() + space || head.sequence < 0 || !mac || mac->size() != mac_bytes)
        return std::nullopt;
    head.mac = *mac;
    return head;
}

std::optional<Head> read_head(const std::filesystem::path& file) {
    std::ifstream stream(file);
    std::string line;
    if (!std::getline(stream, line)) return std::nullopt;
    return parse_head(line);
}

struct Sealer::State {
    const SealKey key;
    const Clock& machine;
    const Options options;
    db::Pool pool;
    std::optional<db::Pool::Lease> lease;  // held as long as this one leads
    std::atomic<bool> leading{false};
    Head told;  // the head that was told last
    Instant told_at{};

    std::mutex round_mutex;
    std::mutex stop_mutex;
    std::condition_variable stop_signal;
    bool stopping = false;
    std::thread thread;

    State(std::string conninfo, SealKey k, const Clock& m, Options o)
        : key(std::move(k)), machine(m), options(std::move(o)), pool({.conninfo = std::move(conninfo), .size = 1}) {}

    bool lead();
    void give_up();
    Head head(db::Session& session) const;
    std::int64_t seal_batch(Head& reached);
    void tell(const Head& reached);
};

// The lock is the connection's: when the server goes away, so do both, and another may lead.
bool Sealer::State::lead() {
    if (leading) return true;
    lease.emplace(pool.take());
    db::Session session(**lease, db::Mode::read, engine_only);
    const db::Rows rows = session.run(store::take_lease, db::Params(lease_number));
    leading = rows.cell(0, 0).boolean();
    if (!leading) lease.reset();
    return leading;
}

// After a failure. A connection that still lives keeps the lock and is taken up again in the next round.
void Sealer::State::give_up() {
    leading = false;
    lease.reset();
}

Head Sealer::State::head(db::Session& session) const {
    const db::Rows rows = session.run(store::head);
    if (rows.empty()) return {};
    return {rows.cell(0, 0).integer(), std::string(rows.cell(0, 1).text())};
}

std::int64_t Sealer::State::seal_batch(Head& reached) {
    db::Session session(**lease, db::Mode::write, engine_only);
    reached = head(session);
    Batch batch;
    {
        const db::Rows rows = session.run(store::pending, db::Params(options.batch));
        for (std::size_t i = 0; i < rows.size(); ++i) {
            const std::int64_t entry = rows.cell(i, 0).integer();
            const bool there = !rows.cell(i, 1).is_null();
            const std::string form = there ? canonical(store::entry_of(rows, i, 1)) : canonical_missing(entry);
            batch.previous.push_back(hex(reached.mac));
            reached.mac = key.mac(reached.mac, ++reached.sequence, form);
            batch.sequences.push_back(reached.sequence);
            batch.entries.push_back(entry);
            batch.macs.push_back(hex(reached.mac));
        }
    }
    if (batch.entries.empty()) return 0;
    session.later(store::insert_seals,
                  db::Params(batch.sequences, batch.entries, batch.previous, batch.macs, key.id(), machine.now()));
    session.later(store::take_pending, db::Params(batch.entries));
    session.commit();
    return static_cast<std::int64_t>(batch.entries.size());
}

void Sealer::State::tell(const Head& reached) {
    const Instant now = machine.now();
    const bool early = now >= told_at && now - told_at < options.head_every;  // a clock set back silences nobody
    if (reached.sequence == told.sequence || (told.sequence != 0 && early)) return;
    if (options.on_head) options.on_head(reached);
    if (!options.head_file.empty()) replace_head(options.head_file, reached);
    told = reached;
    told_at = now;
}

Sealer::Sealer(std::string conninfo, SealKey key, const Clock& machine, Options options)
    : state_(std::make_unique<State>(std::move(conninfo), std::move(key), machine, std::move(options))) {}

Sealer::~Sealer() {
    if (!state_->thread.joinable()) return;
    {
        const std::lock_guard lock(state_->stop_mutex);
        state_->stopping = true;
    }
    state_->stop_signal.notify_all();
    state_->thread.join();
}

void Sealer::start() {
    state_->thread = std::thread([this] {
        State& state = *state_;
        std::unique_lock lock(state.stop_mutex);
        std::string told;  // one trouble is told once, however long it lasts
        while (!state.stopping) {
            lock.unlock();
            try {
                seal();
                told.clear();
            } catch (const std::exception& problem) {  // the database is away; entries wait in the queue
                if (state.options.trouble && told != problem.what()) state.options.trouble(problem.what());
                told = problem.what();
            }
            lock.lock();
            state.stop_signal.wait_for(lock, state.options.every, [&] { return state.stopping; });
        }
    });
}

std::int64_t Sealer::seal() {
    const std::lock_guard lock(state_->round_mutex);
    std::int64_t sealed = 0;
    try {
        if (!state_->lead()) return 0;
        Head reached;
        for (int i = 0; i < state_->options.batches; ++i) {
            const std::int64_t more = state_->seal_batch(reached);
            sealed += more;
            if (more < state_->options.batch) break;
        }
        state_->tell(reached);
    } catch (...) {
        state_->give_up();
        throw;
    }
    return sealed;
}

bool Sealer::leads() const { return state_->leading; }

}  // namespace tongguan::audit
