#include "platform/outbox/pump.h"

#include <condition_variable>
#include <mutex>
#include <thread>

#include "platform/db/pool.h"
#include "platform/work/run.h"

namespace tongguan::outbox {

namespace {

constexpr db::Statement position_make{
    "outbox.position_make", engine_right,
    "insert into outbox_position (consumer, tx, event) values ($1, '0', 0) on conflict do nothing"};

constexpr db::Statement position_lock{
    "outbox.position_lock", engine_right,
    "select tx::text, event from outbox_position where consumer = $1 for update skip locked"};

// Transactions of this database from here on may still be running. Asked before the events are read, so that whatever
// ended in between is seen by that later statement. pg_snapshot_xmin would wait for other databases' transactions too.
constexpr db::Statement horizon_now{
    "outbox.horizon", engine_right,
    "select coalesce(min(x - ((x - l.transactionid::text::bigint) & 4294967295)), x)::text "
    "from (select pg_snapshot_xmax(pg_current_snapshot())::text::bigint as x) s left join (pg_locks l join "
    "pg_stat_activity a on a.pid = l.pid and a.datname = current_database()) on l.locktype = 'transactionid' and "
    "l.mode = 'ExclusiveLock' group by x"};

constexpr db::Statement events_due{
    "outbox.events_due", engine_right,
    "select e.id, e.name, e.fields, e.tx::text, t.tries, t.next_try from outbox_event e "
    "left join outbox_trouble t on t.event = e.id and t.consumer = $6 where (e.tx, e.id) > ($1::text::xid8, $2) "
    "and e.tx < $5::text::xid8 and e.name = $3 order by e.tx, e.id limit $4"};

constexpr db::Statement position_move{"outbox.position_move", engine_right,
                                      "update outbox_position set tx = $2::text::xid8, event = $3 where consumer = $1"};

constexpr db::Statement position_skip{"outbox.position_skip", engine_right,
                                      "update outbox_position p set tx = e.tx, event = e.id from outbox_event e "
                                      "where p.consumer = $1 and e.id = $2"};

constexpr db::Statement trouble_note{
    "outbox.trouble_note", engine_right,
    "insert into outbox_trouble (consumer, event, tries, next_try, parked_at, problem) values ($1, $2, $3, $4, $5, $6) "
    "on conflict (consumer, event) do update set tries = excluded.tries, next_try = excluded.next_try, "
    "parked_at = excluded.parked_at, problem = excluded.problem"};

constexpr db::Statement trouble_over{"outbox.trouble_over", engine_right,
                                     "delete from outbox_trouble where consumer = $1 and event = $2"};

constexpr db::Statement parked_events{"outbox.parked", engine_right,
                                      "select t.consumer, t.event, e.name, t.tries, t.problem from outbox_trouble t "
                                      "join outbox_event e on e.id = t.event "
                                      "where t.parked_at is not null order by t.event limit 200"};

constexpr db::Statement parked_event{
    "outbox.parked_event", engine_right,
    "select e.name, e.fields from outbox_trouble t join outbox_event e on e.id = t.event "
    "where t.consumer = $1 and t.event = $2 and t.parked_at is not null for update of t"};

constexpr db::Statement oldest_waiting{
    "outbox.oldest_waiting", engine_right,
    "select e.recorded_at from outbox_position p cross join lateral (select recorded_at from outbox_event o "
    "where (o.tx, o.id) > (p.tx, p.event) and o.name = $2 order by o.tx, o.id limit 1) e where p.consumer = $1"};

Outcome react(Work& work, const Reaction& reaction, std::int64_t id, std::string_view name, std::string_view fields) {
    const Json json = TRY(parse_json(fields));
    return reaction.run(work, Event{.id = id, .name = name, .fields = json});
}

// How far one transaction of one consumer came.
struct Progress {
    std::size_t delivered = 0;
    std::int64_t event = 0;  // the last one begun; the culprit when the transaction was refused
    std::int64_t tries = 0;  // … how often it failed before
    bool more = false;       // the batch was full
};

// Its pause is not over. One that seems longer than any pause was noted before the clock was set back, and is over.
bool rests(Instant next_try, Instant now) { return next_try > now && next_try - now <= longest_pause; }

// Up to `limit` events in the caller's transaction. Stops at an event whose pause is not over.
Outcome deliver_in_order(Work& work, const Reaction& reaction, int limit, Progress& progress) {
    progress = {};
    work.db().later(position_make, db::Params(reaction.consumer));
    const db::Rows held = work.db().run(position_lock, db::Params(reaction.consumer));
    if (held.empty()) return Done{};  // another server is at it
    const db::Rows horizon = work.db().run(horizon_now);
    const db::Rows due =
        work.db().run(events_due, db::Params(held.cell(0, 0).text(), held.cell(0, 1).integer(), reaction.event, limit,
                                             horizon.cell(0, 0).text(), reaction.consumer));
    for (std::size_t i = 0; i < due.size(); ++i) {
        progress.event = due.cell(i, 0).integer();
        const bool tried = !due.cell(i, 4).is_null();
        progress.tries = tried ? due.cell(i, 4).integer() : 0;
        if (tried && rests(due.cell(i, 5).instant(), work.recorded_at())) return Done{};
        TRY(react(work, reaction, progress.event, due.cell(i, 1).text(), due.cell(i, 2).json()));
        if (tried) work.db().later(trouble_over, db::Params(reaction.consumer, progress.event));
        work.db().later(position_move, db::Params(reaction.consumer, due.cell(i, 3).text(), progress.event));
        ++progress.delivered;
    }
    progress.more = due.size() == static_cast<std::size_t>(limit);
    return Done{};
}

}  // namespace

std::vector<const db::Statement*> statements() {
    return {&position_make, &position_lock, &horizon_now,   &events_due,   &position_move, &position_skip,
            &trouble_note,  &trouble_over,  &parked_events, &parked_event, &oldest_waiting};
}

struct Pump::State {
    const Services& services;
    std::vector<Reaction> reactions;
    Trouble trouble;
    std::mutex mutex{};
    std::condition_variable wake{};
    bool stopping = false;
    std::thread thread{};

    Outcome in_work(const std::function<Outcome(Work&)>& act) const;
    Outcome attempt(const Reaction& reaction, int limit, Progress& progress) const;
    void note_trouble(const Reaction& reaction, const Progress& progress, const std::string& problem) const;
    std::size_t deliver(const Reaction& reaction) const;
    void run();
};

Outcome Pump::State::in_work(const std::function<Outcome(Work&)>& act) const {
    const auto answer =
        work::write(services, access::Actor::platform(), "outbox", {}, [&](Work& work) -> Result<work::Answer> {
            TRY(act(work));
            return work::Answer{};
        });
    if (!answer) return std::unexpected(answer.error());
    return Done{};
}

// A reaction that throws is a failed delivery like a refused one; a lost database is the caller's to wait for.
Outcome Pump::State::attempt(const Reaction& reaction, int limit, Progress& progress) const {
    try {
        return in_work([&](Work& work) { return deliver_in_order(work, reaction, limit, progress); });
    } catch (const db::Failure& failure) {
        if (failure.connection_lost() || failure.disk_full()) throw;
        return conflict("outbox.failed", {{"what", failure.state()}});
    } catch (const std::logic_error& bug) {
        return conflict("outbox.failed", {{"what", bug.what()}});
    }
}

void Pump::State::note_trouble(const Reaction& reaction, const Progress& progress, const std::string& problem) const {
    const std::int64_t tries = progress.tries + 1;
    const bool park = tries >= max_tries;
    const auto noted = in_work([&](Work& work) -> Outcome {
        const Instant next = work.recorded_at() + first_pause * (std::int64_t{1} << tries);
        const std::optional<Instant> parked_at = park ? std::optional(work.recorded_at()) : std::nullopt;
        work.db().later(trouble_note, db::Params(reaction.consumer, progress.event, tries, next, parked_at, problem));
        if (park) work.db().later(position_skip, db::Params(reaction.consumer, progress.event));
        return Done{};
    });
    if (trouble) trouble(reaction.consumer, progress.event, noted ? problem : noted.error().key);
}

// A full batch in one transaction; when one of it fails, the events before it alone, then the culprit is noted.
std::size_t Pump::State::deliver(const Reaction& reaction) const {
    std::size_t delivered = 0;
    int limit = batch_events;
    while (true) {
        Progress progress;
        const Outcome outcome = attempt(reaction, limit, progress);
        if (outcome) {
            delivered += progress.delivered;
            if (!progress.more) return delivered;
            continue;
        }
        if (progress.event == 0) return delivered;
        if (progress.delivered > 0) {
            limit = static_cast<int>(progress.delivered);  // what went well, without the culprit
            continue;
        }
        note_trouble(reaction, progress, outcome.error().key);
        limit = batch_events;
        if (progress.tries + 1 < max_tries) return delivered;  // in order: the rest waits for this one's pause
    }
}

void Pump::State::run() {
    std::string told;  // one trouble is told once, however long it lasts
    while (true) {
        {
            std::unique_lock lock(mutex);
            if (wake.wait_for(lock, idle_poll, [this] { return stopping; })) return;
        }
        try {
            for (const Reaction& reaction : reactions) deliver(reaction);
            told.clear();
        } catch (const std::exception& failure) {  // the job loop: the database is gone; look again after the pause
            if (trouble && told != failure.what()) trouble("outbox", 0, failure.what());
            told = failure.what();
        }
    }
}

Pump::Pump(const Services& services, std::vector<Reaction> reactions, Trouble trouble)
    : state_(std::make_unique<State>(services, std::move(reactions), std::move(trouble))) {}

Pump::~Pump() {
    {
        const std::lock_guard lock(state_->mutex);
        state_->stopping = true;
    }
    state_->wake.notify_all();
    if (state_->thread.joinable()) state_->thread.join();
}

void Pump::start() {
    state_->thread = std::thread([this] { state_->run(); });
}

std::size_t Pump::deliver() {
    std::size_t delivered = 0;
    for (const Reaction& reaction : state_->reactions) delivered += state_->deliver(reaction);
    return delivered;
}

std::int64_t Pump::behind_ms() {
    std::int64_t behind = 0;
    const auto seen = state_->in_work([&](Work& work) -> Outcome {
        for (const Reaction& reaction : state_->reactions) {
            const db::Rows rows = work.db().run(oldest_waiting, db::Params(reaction.consumer, reaction.event));
            if (rows.empty()) continue;
            behind = std::max(behind, (work.recorded_at() - rows.cell(0, 0).instant()).count() / 1000);
        }
        return Done{};
    });
    return seen ? behind : -1;
}

std::vector<Parked> Pump::parked() {
    std::vector<Parked> found;
    const auto seen = state_->in_work([&](Work& work) -> Outcome {
        const db::Rows rows = work.db().run(parked_events);
        for (std::size_t i = 0; i < rows.size(); ++i)
            found.push_back({std::string(rows.cell(i, 0).text()), rows.cell(i, 1).integer(),
                             std::string(rows.cell(i, 2).text()), rows.cell(i, 3).integer(),
                             std::string(rows.cell(i, 4).text())});
        return Done{};
    });
    (void)seen;  // reading refuses nothing
    return found;
}

Outcome Pump::release(std::string_view consumer, std::int64_t event) {
    const auto reaction = std::ranges::find(state_->reactions, consumer, &Reaction::consumer);
    if (reaction == state_->reactions.end())
        return not_found("outbox.consumer_missing", {{"consumer", std::string(consumer)}});
    return state_->in_work([&](Work& work) -> Outcome {
        const db::Rows rows = work.db().run(parked_event, db::Params(consumer, event));
        if (rows.empty()) return not_found("outbox.event_missing");
        TRY(react(work, *reaction, event, rows.cell(0, 0).text(), rows.cell(0, 1).json()));
        work.db().later(trouble_over, db::Params(consumer, event));
        return Done{};
    });
}

}  // namespace tongguan::outbox
