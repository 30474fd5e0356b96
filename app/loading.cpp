#include "app/loading.h"

#include "platform/db/session.h"

namespace tongguan {

namespace {

constexpr std::int64_t lock_number = 6'021'209'561'430'021;  // any, but always the same
constexpr db::Statement take_statement{"app.loading_take", engine_right, "select pg_try_advisory_lock($1)"};
constexpr db::Statement release_statement{"app.loading_release", engine_right, "select pg_advisory_unlock($1)"};

const db::Scope* engine_only(Permission permission) {
    static const db::Scope engine = db::Scope::engine();
    return permission == engine_right ? &engine : nullptr;
}

}  // namespace

std::unique_ptr<LoadingLock> LoadingLock::take(db::Pool& pool) {
    db::Pool::Lease lease = pool.take();
    const bool taken = db::Session(*lease, db::Mode::single, engine_only)
                           .run(take_statement, db::Params(lock_number))
                           .cell(0, 0)
                           .boolean();
    if (!taken) return nullptr;
    return std::unique_ptr<LoadingLock>(new LoadingLock(std::move(lease)));
}

void LoadingLock::release() {
    db::Session(*lease_, db::Mode::single, engine_only).run(release_statement, db::Params(lock_number));
}

}  // namespace tongguan
