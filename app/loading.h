// That somebody is loading a demo: an advisory lock of the database, held by one connection for as long as its process
// lives. So a second start tells a loader that is at work from one that was killed and left half a demo behind.
#pragma once

#include <memory>

#include "platform/db/pool.h"

namespace tongguan {

class LoadingLock {
public:
    static std::unique_ptr<LoadingLock> take(db::Pool& pool);  // nullptr: another process is loading
    void release();                                            // also when its process ends, however that comes about

private:
    explicit LoadingLock(db::Pool::Lease lease) : lease_(std::move(lease)) {}
    db::Pool::Lease lease_;
};

}  // namespace tongguan
