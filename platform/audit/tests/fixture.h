// A world whose Works write through the real book, and an intruder with the owner's login.
#pragma once

#include <doctest/doctest.h>

#include "base/bytes.h"
#include "platform/audit/book.h"
#include "platform/audit/check.h"
#include "platform/audit/module.h"
#include "platform/audit/permissions.h"
#include "platform/audit/sealer.h"
#include "platform/testing/world.h"

namespace tongguan::audit {

inline const std::string secret = "the secret of the test's chain, 32 bytes and more";

struct Fixture {
    testing::World world{{module()}};
    Book book;
    Services services = world.services();
    access::Actor clerk = world.actor(access::role::audit_administrator, {11}, {21});
    std::vector<Head> told;

    Fixture() { services.audit = &book; }

    // Writes as the clerk, through the real book.
    void write(const std::function<Outcome(Work&)>& what) {
        const auto done = work::write(services, clerk, "0af7651916cd43dd8448eb211c80319c", {},
                                      [&](Work& work) -> Result<work::Answer> {
                                          TRY(what(work));
                                          return work::Answer{};
                                      });
        REQUIRE(done);
    }
    void entries(int count) {
        for (int i = 1; i <= count; ++i) {
            write([&](Work& work) -> Outcome {
                work.audit("test.step", "test.thing", i, R"({"note":"第)" + std::to_string(i) + R"(步"})");
                return Done{};
            });
            world.advance(std::chrono::milliseconds{10});
        }
    }
    Sealer sealer(Sealer::Options options = {}) {
        return Sealer(world.server_conninfo(), SealKey(secret), world.machine(), std::move(options));
    }
    std::vector<SealKey> keys() const {
        std::vector<SealKey> list;
        list.emplace_back(secret);
        return list;
    }
    Report check(const std::vector<Head>& remembered = {}) { return audit::check(services, keys(), remembered); }
    std::string faults(const std::vector<Head>& remembered = {}) {
        std::string words;
        for (const Finding& finding : check(remembered).findings)
            words += (words.empty() ? "" : " ") + std::string(word_of(finding.fault)) + ":" +
                     std::to_string(finding.sequence);
        return words;
    }
    // Past all rights, as an intruder with the owner's login would.
    void tamper(const std::string& sql) { world.execute(sql); }
};

inline std::string entry_at(int sequence) {
    return "(select entry from audit_seal where sequence = " + std::to_string(sequence) + ")";
}

}  // namespace tongguan::audit
