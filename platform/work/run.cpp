#include "platform/work/run.h"

#include <algorithm>

#include "platform/db/pool.h"
#include "platform/work/hints.h"
#include "platform/work/store.h"

namespace tongguan::work {

namespace {

constexpr std::string_view key_constraint = "work_idempotency_key";

// How one run of an action ended. `again` = run it anew (a serialisation failure, a lost connection).
struct End {
    std::optional<Result<Answer>> result{};
    bool again = false;
    bool key_taken = false;  // another run under the same key has committed
    Work::AfterEnd after{};
};

db::Session::ScopeOf scope_of(const access::Actor& actor) {
    return [&actor](Permission permission) -> const db::Scope* {
        static const db::Scope engine = db::Scope::engine();
        return permission == engine_right ? &engine : actor.scope(permission);
    };
}

// A constraint with a name speaks through its text; the refusal never says whose row stands in the way.
std::optional<Refusal> refusal_of(const db::Failure& failure) {
    if (failure.constraint().empty()) return std::nullopt;
    Refusal refusal{.key = "constraint." + failure.constraint()};
    if (failure.state() == "23505" || failure.state() == "23P01")
        refusal.kind = Refusal::Kind::conflict;
    else if (failure.state() == "23514" || failure.state() == "23503")
        refusal.kind = Refusal::Kind::invalid;
    else
        return std::nullopt;
    return refusal;
}

class Writing {
public:
    Writing(const Services& services, const access::Actor& actor, std::string_view trace,
            const Idempotency& idempotency, const Act& act)
        : services_(services), actor_(actor), trace_(trace), idempotency_(idempotency), act_(act) {}

    Result<Answer> run() {
        for (int tried = 1;; ++tried) {
            End end = run_once(tried == most_runs);
            if (end.again) continue;
            if (!keyed() || (end.result && end.result->has_value())) return finish(std::move(end));
            // Refused, or the key is taken: perhaps an earlier sending of the same request was answered.
            if (auto earlier = earlier_answer()) return *std::move(earlier);
            if (end.result) return finish(std::move(end));
            if (tried == most_runs)
                throw db::Failure("40001", std::string(key_constraint), "a key that is taken has no answer");
        }
    }

private:
    bool keyed() const { return !idempotency_.key.empty(); }

    void keep(Work& work, const Answer& answer) const {
        work.db().later(store::keep_answer,
                        db::Params(actor_.person, actor_.post, idempotency_.key, idempotency_.route,
                                   idempotency_.body_digest, answer.status, answer.body, work.recorded_at()));
    }

    // Whoever has open pages shares the database with others who may have some too.
    void pass_on(Work& work) const {
        const std::vector<std::string>& hints = work.after_end().hints;
        if (services_.publish && !hints.empty()) work.emit(hinted_event, hinted_fields(hints));
    }

    End run_once(bool last) const {
        const auto lease = services_.pool.take();
        db::Session session(*lease, db::Mode::write, scope_of(actor_));
        Work work(services_, session, actor_, std::string(trace_));
        End end;
        try {
            end.result = act_(work);
            if (end.result->has_value()) {
                pass_on(work);
                if (keyed()) keep(work, **end.result);
                session.commit();
            } else {
                session.rollback();
            }
        } catch (const db::Failure& failure) {
            end.result.reset();
            if (failure.constraint() == key_constraint && failure.state() == "23505")
                end.key_taken = true;
            else if (!last && may_run_again(failure))
                end.again = true;
            else if (auto refusal = refusal_of(failure))
                end.result = std::unexpected(*std::move(refusal));
            else
                throw;
        }
        end.after = std::move(work.after_end());
        return end;
    }

    // A commit nobody knows of may be run again only under a key: if it did happen, the key is taken.
    bool may_run_again(const db::Failure& failure) const {
        if (failure.retryable()) return true;
        return failure.connection_lost() && (!failure.commit_unknown() || keyed());
    }

    std::optional<Result<Answer>> earlier_answer() const {
        const auto lease = services_.pool.take();
        db::Session session(*lease, db::Mode::read, scope_of(actor_));
        const db::Rows rows = session.run(store::find_answer, db::Params(actor_.person, idempotency_.key));
        if (rows.empty()) return std::nullopt;
        if (rows.cell(0, 0).text() != idempotency_.route || rows.cell(0, 1).text() != idempotency_.body_digest)
            return conflict("work.key_reused");
        return Answer{.status = static_cast<int>(rows.cell(0, 2).integer()),
                      .body = std::string(rows.cell(0, 3).text()),
                      .replayed = true};
    }

    Result<Answer> finish(End end) const {
        if (end.result->has_value() && services_.publish && !end.after.hints.empty())
            services_.publish(end.after.hints);
        run_notes(services_, actor_, trace_, end.after.notes);
        return *std::move(end.result);
    }

public:
    static void run_notes(const Services& services, const access::Actor& actor, std::string_view trace,
                          const std::vector<std::function<void(Work&)>>& notes) {
        if (notes.empty()) return;
        const auto lease = services.pool.take();
        db::Session session(*lease, db::Mode::write, scope_of(actor));
        Work work(services, session, actor, std::string(trace));
        for (const auto& note : notes) note(work);
        session.commit();
    }

private:
    const Services& services_;
    const access::Actor& actor_;
    std::string_view trace_;
    const Idempotency& idempotency_;
    const Act& act_;
};

bool well_formed(const std::string& key) {
    return key.size() <= longest_key && std::ranges::all_of(key, [](char c) { return c > ' ' && c < '\x7f'; });
}

}  // namespace

Result<Answer> write(const Services& services, const access::Actor& actor, std::string_view trace,
                     const Idempotency& idempotency, const Act& act) {
    if (!well_formed(idempotency.key)) return invalid("work.key_malformed", {{"most", std::to_string(longest_key)}});
    return Writing(services, actor, trace, idempotency, act).run();
}

Result<Answer> read(const Services& services, const access::Actor& actor, std::string_view trace, db::Mode mode,
                    const Act& act) {
    for (int tried = 1;; ++tried) {
        std::vector<std::function<void(Work&)>> notes;
        std::optional<Result<Answer>> result;
        try {
            const auto lease = services.pool.take();
            db::Session session(*lease, mode, scope_of(actor));
            Work work(services, session, actor, std::string(trace));
            result = act(work);
            notes = std::move(work.after_end().notes);
        } catch (const db::Failure& failure) {
            if (tried < most_runs && (failure.connection_lost() || failure.retryable())) continue;
            throw;
        }
        Writing::run_notes(services, actor, trace, notes);
        return *std::move(result);
    }
}

std::int64_t forget_answers(Work& work, Instant before, std::int64_t most) {
    return work.db().run_affected(store::forget_answers, db::Params(before, most));
}

}  // namespace tongguan::work
