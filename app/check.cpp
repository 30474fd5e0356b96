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

// A head that was kept elsewhere, with the log's copy; beside it the check knows the one in the data folder.
Result<std::vector<audit::Head>> heads_told(const Settings& settings) {
    std::vector<audit::Head> heads;
    if (settings.head.empty()) return heads;
    const auto head = audit::parse_head(settings.head);
    if (!head) return invalid("app.check.head", {{"head", settings.head}});
    heads.push_back(*head);
    return heads;
}

audit::Report check_audit(const House& house, std::vector<audit::Head> remembered) {
    if (const auto head = audit::read_head(house.folder().audit_head())) remembered.push_back(*head);
    std::vector<audit::SealKey> keys;
    keys.emplace_back(house.seal_secret());
    return audit::check(house.services(), keys, remembered);
}

// As the log writes it, so that the two can be laid side by side.
void print_head(const House& house, const audit::Report& found) {
    const std::string said =
        house.texts().text(house.settings().language, "app.check.head_is",
                           {{"head", audit::to_string(found.head)}, {"count", std::to_string(found.sealed)}});
    std::printf("%s\n", said.c_str());
}

std::vector<Refusal> faults_of(const House& house, const audit::Report& found) {
    const auto number = [](std::int64_t value) { return value == 0 ? std::string("—") : std::to_string(value); };
    std::vector<Refusal> faults;
    for (const audit::Finding& finding : found.findings)
        faults.push_back({.kind = Refusal::Kind::conflict,
                          .key = "app.check.finding",
                          .args = {{"fault", house.texts().text(house.settings().language,
                                                                "audit.fault." + std::string(word_of(finding.fault)))},
                                   {"sequence", number(finding.sequence)},
                                   {"entry", number(finding.entry)},
                                   {"count", std::to_string(finding.count)}}});
    if (found.more_findings > 0)
        faults.push_back({.kind = Refusal::Kind::conflict,
                          .key = "app.check.more",
                          .args = {{"count", std::to_string(found.more_findings)}}});
    return faults;
}

}  // namespace

int check(Settings settings, const Clock& machine, const std::string& what) {
    if (what != "all" && what != "schema" && what != "audit")
        return say(Refusal{.key = "app.check.what", .args = {{"what", what}}}, settings);
    const auto remembered = heads_told(settings);
    if (!remembered) return say(remembered.error(), settings);
    const auto folder = leave_root(settings.data, settings.user);
    if (!folder) return say(folder.error(), settings);
    settings.data = folder->string();
    const auto house = House::open(settings, machine);
    if (!house) return say(house.error(), settings);
    std::vector<Refusal> faults;
    if (what != "audit") faults = check_schema(**house);
    if (what != "schema" && (*house)->installation()) {
        const audit::Report found = check_audit(**house, *remembered);
        print_head(**house, found);
        for (Refusal& fault : faults_of(**house, found)) faults.push_back(std::move(fault));
    }
    for (const Refusal& fault : faults) say(fault, settings);
    if (!faults.empty()) return 1;
    std::printf("%s\n", (*house)->texts().text(settings.language, "app.check.clean").c_str());
    return 0;
}

}  // namespace tongguan
