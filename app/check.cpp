// `tongguan check`: what is wrong, in words. Exit code 1 when something is.
#include <cstdio>

#include "app/commands.h"
#include "app/privilege.h"
#include "platform/audit/check.h"
#include "platform/audit/sealer.h"

namespace tongguan {

namespace {

std::vector<Refusal> check_schema(const House& house) {
    std::vector<Refusal> faults;
    for (const std::string& difference : db::differences(house.owner_conninfo(), schema_of(house.modules())))
        faults.push_back(
            {.kind = Refusal::Kind::conflict, .key = "app.check.schema", .args = {{"difference", difference}}});
    return faults;
}

}  // namespace

std::vector<Refusal> check_audit(const House& house) {
    std::vector<Refusal> faults;
    if (!house.installation()) return faults;
    std::vector<audit::Head> remembered;
    if (const auto head = audit::read_head(house.folder().audit_head())) remembered.push_back(*head);
    std::vector<audit::SealKey> keys;
    keys.emplace_back(house.seal_secret());
    const audit::Report found = audit::check(house.services(), keys, remembered);
    for (const audit::Finding& finding : found.findings)
        faults.push_back({.kind = Refusal::Kind::conflict,
                          .key = "audit.fault." + std::string(audit::word_of(finding.fault)),
                          .args = {{"sequence", std::to_string(finding.sequence)},
                                   {"entry", std::to_string(finding.entry)},
                                   {"count", std::to_string(finding.count)}}});
    return faults;
}

int check(Settings settings, const Clock& machine, const std::string& what) {
    if (what != "all" && what != "schema" && what != "audit")
        return say(Refusal{.key = "app.check.what", .args = {{"what", what}}}, settings);
    const auto folder = leave_root(settings.data, settings.user);
    if (!folder) return say(folder.error(), settings);
    settings.data = folder->string();
    const auto house = House::open(settings, machine);
    if (!house) return say(house.error(), settings);
    std::vector<Refusal> faults;
    if (what != "audit") faults = check_schema(**house);
    if (what != "schema")
        for (Refusal& fault : check_audit(**house)) faults.push_back(std::move(fault));
    for (const Refusal& fault : faults) say(fault, settings);
    if (!faults.empty()) return 1;
    std::printf("%s\n", (*house)->texts().text(settings.language, "app.check.clean").c_str());
    return 0;
}

}  // namespace tongguan
