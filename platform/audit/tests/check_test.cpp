// What the check finds, one kind of tampering at a time, each done past all rights.
#include "platform/audit/tests/fixture.h"

namespace tongguan::audit {

TEST_CASE("the check finds what was done to the chain") {
    Fixture f;
    Sealer sealer = f.sealer();
    f.entries(8);
    sealer.seal();
    const Head head = f.check().head;
    REQUIRE(f.faults() == "");

    SUBCASE("an entry removed") {
        f.tamper("delete from audit_entry where id = " + entry_at(4));
        CHECK(f.faults() == "removed:4");
    }
    SUBCASE("an entry removed with its seal") {
        f.tamper("delete from audit_entry where id = " + entry_at(4) + "; delete from audit_seal where sequence = 4");
        CHECK(f.faults() == "removed_unsealed:0 gap:4");  // its values are still there
        f.tamper("delete from audit_value v where not exists (select from audit_entry e where e.id = v.entry)");
        CHECK(f.faults() == "gap:4");
    }
    SUBCASE("the gap closed by counting anew") {
        f.tamper("delete from audit_value where entry = " + entry_at(4) +
                 "; delete from audit_entry where id = " + entry_at(4) +
                 "; delete from audit_seal where sequence = 4; update audit_seal set sequence = sequence - 1 where "
                 "sequence > 4");
        CHECK(f.faults() == "reordered:4 reordered:5 reordered:6 changed:7");
        CHECK(f.faults({head}).ends_with("tail_cut:8"));
    }
    SUBCASE("any one thing of an entry changed") {
        f.entries(4);
        sealer.seal();
        const std::vector<std::string> changes{"verb = 'test.other'",
                                               "person = 99",
                                               "recorded_at = recorded_at + interval '1 second'",
                                               "happened_at = happened_at - interval '1 day'",
                                               "record = 77",
                                               "post = 7",
                                               "unit = 1",
                                               "session = 3",
                                               "trace = ''",
                                               "entity = 'x'",
                                               "digest = '\\x00'"};
        std::string expected;
        for (std::size_t i = 0; i < changes.size(); ++i) {
            const int sequence = static_cast<int>(i) + 1;
            f.tamper("update audit_entry set " + changes[i] + " where id = " + entry_at(sequence));
            if (i == changes.size() - 1) expected += "values_changed:" + std::to_string(sequence) + " ";
            expected += "changed:" + std::to_string(sequence) + " ";
        }
        CHECK(f.faults() + " " == expected);
    }
    SUBCASE("a seal changed") {
        f.tamper("update audit_seal set mac = decode(repeat('ab', 32), 'hex') where sequence = 5");
        CHECK(f.faults() == "changed:5");
    }
    SUBCASE("two entries exchanged") {
        f.tamper(
            "update audit_seal set entry = -entry where sequence in (3, 6); update audit_seal s set entry = -o.entry "
            "from audit_seal o "
            "where s.sequence + o.sequence = 9 and s.sequence in (3, 6)");
        CHECK(f.faults() == "reordered:3 reordered:6");
    }
    SUBCASE("two places exchanged") {
        f.tamper(
            "update audit_seal set sequence = -sequence where sequence in (3, 6); "
            "update audit_seal set sequence = 9 + sequence where sequence < 0");
        CHECK(f.faults() == "reordered:3 reordered:6");
    }
    SUBCASE("values changed, or removed without an erasure") {
        f.tamper("update audit_value set content = replace(content, '步', '部') where entry = " + entry_at(2));
        f.tamper("update audit_value set name = 'x' where entry = " + entry_at(3));
        f.tamper("delete from audit_value where entry = " + entry_at(6));
        CHECK(f.faults() == "values_changed:2 values_changed:3 values_removed:6");
    }
    SUBCASE("an entry that never went through the queue") {
        f.tamper(
            "insert into audit_entry select 5, recorded_at, happened_at, person, post, unit, session, trace, verb, "
            "entity, record, digest "
            "from audit_entry where id = " +
            entry_at(1));
        CHECK(f.faults() == "slipped_in:0");
    }
    SUBCASE("an entry removed before it was sealed") {
        f.entries(2);
        f.tamper("delete from audit_entry where id = (select max(id) from audit_entry)");
        CHECK(f.faults() == "removed_unsealed:0");
        sealer.seal();
        CHECK(f.faults() == "removed_unsealed:10");
        CHECK(f.check().sealed == 10);
    }
    SUBCASE("the tail cut") {
        f.tamper(
            "create temporary table cut as select entry from audit_seal where sequence > 6; delete from audit_seal "
            "where sequence > 6; "
            "delete from audit_entry where id in (select entry from cut); delete from audit_value where entry in "
            "(select entry from cut)");
        CHECK(f.faults() == "");                  // the chain alone cannot tell …
        CHECK(f.faults({head}) == "tail_cut:7");  // … its remembered head can
    }
    SUBCASE("the tail cut and grown again") {
        f.tamper(
            "create temporary table cut as select entry from audit_seal where sequence > 6; delete from audit_seal "
            "where sequence > 6; "
            "delete from audit_entry where id in (select entry from cut); delete from audit_value where entry in "
            "(select entry from cut)");
        f.entries(5);
        sealer.seal();
        CHECK(f.faults() == "");
        CHECK(f.faults({head}) == "tail_replaced:8");
    }
    SUBCASE("a chain sealed anew under another key") {
        std::vector<SealKey> others;
        others.emplace_back("another secret, which an intruder might have made up");
        const Report report = audit::check(f.services, others);
        REQUIRE(report.findings.size() == 8);
        CHECK(report.findings[0].fault == Fault::foreign_key);
    }
}

TEST_CASE("values are lawfully erased: the chain stays whole, and the erasure is on record") {
    Fixture f;
    Sealer sealer = f.sealer();
    f.entries(4);
    sealer.seal();
    const std::int64_t second = f.world.count("select entry from audit_seal where sequence = 2");
    const std::int64_t third = f.world.count("select entry from audit_seal where sequence = 3");
    f.write([&](Work& work) -> Outcome {
        CHECK(TRY(erase_values(work, std::vector<std::int64_t>{second, third, 404}, "个人信息保护法第四十七条")) == 2);
        return Done{};
    });
    CHECK(f.world.count("select count(*) from audit_value where entry in (" + std::to_string(second) + ", " +
                        std::to_string(third) + ")") == 0);
    CHECK(f.check().whole());  // before the erasure is sealed …
    sealer.seal();
    const Report report = f.check();  // … and after
    CHECK(report.whole());
    CHECK(report.erased == 2);
    CHECK(report.sealed == 6);
    // the record of an erasure cannot be erased in its turn
    const std::int64_t erasure = f.world.count("select min(id) from audit_entry where verb = 'audit.erase_values'");
    f.write([&](Work& work) -> Outcome {
        CHECK(TRY(erase_values(work, std::vector<std::int64_t>{erasure}, "再次")) == 0);
        CHECK_FALSE(erase_values(work, std::vector<std::int64_t>{second}, ""));
        return Done{};
    });
}

}  // namespace tongguan::audit
