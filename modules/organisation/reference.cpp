#include "modules/organisation/reference.h"

#include "base/csv.h"
#include "generated/organisation_assets.h"
#include "modules/organisation/assets.h"

namespace tongguan::organisation {

namespace {

constexpr db::Statement upsert{
    // tidy: allow sql – reference data, loaded by the platform itself after a migration
    "organisation.region_upsert", engine_right,
    "insert into organisation_region (id, code, name, parent, valid_from, valid_until) values ($1, $2, $3, $4, $5, $6) "
    "on conflict (id) do update set name = excluded.name, parent = excluded.parent, valid_from = excluded.valid_from, "
    "valid_until = excluded.valid_until"};

}  // namespace

const db::Statement& region_upsert() { return upsert; }

std::string_view asset(std::string_view path) {
    for (const Asset& file : assets::organisation())
        if (file.path == path) return file.content;
    throw std::logic_error("no embedded file " + std::string(path));
}

Outcome load_regions(Work& work) {
    for (const auto& line : read_csv(asset("data/regions.csv"))) {
        const std::string& code = line.at("code");
        std::optional<std::int64_t> parent;
        if (!line.at("parent").empty()) parent = std::stoll(line.at("parent"));
        std::optional<Date> until;
        if (!line.at("valid_until").empty()) until = TRY(parse_date(line.at("valid_until")));
        const Date from = TRY(parse_date(line.at("valid_from")));
        work.db().later(upsert, db::Params(static_cast<std::int64_t>(std::stoll(code)), code, line.at("name"), parent,
                                           from, until));
    }
    return Done{};
}

}  // namespace tongguan::organisation
