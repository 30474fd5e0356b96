// Sums and rows behind the figures. 办件 = a case accepted at the centre in the period; satisfaction and on-time are over
// the cases finished in it (finished or rated: what was withdrawn or not accepted was not finished).
#include <limits>

#include "modules/service_centre/store_rows.h"

namespace tongguan::service_centre::store {

namespace {

constexpr db::Statement accepted_sum{
    // tidy: allow sql – a figure has its own right and counts all rows; few rows are hidden above
    "service_centre.accepted_sum", engine_right,
    "select count(*), count(*) filter (where is_open), count(rating), "
    "count(*) filter (where rating in ('very_satisfied', 'satisfied', 'fairly_satisfied')), max(accepted_at) "
    "from service_centre_case where accepted_at >= $1 and accepted_at < $2"};

constexpr db::Statement finished_sum{
    // tidy: allow sql – a figure has its own right and counts all rows; few rows are hidden above
    "service_centre.finished_sum", engine_right,
    "select count(*), 0::bigint, count(rating), "
    "count(*) filter (where rating in ('very_satisfied', 'satisfied', 'fairly_satisfied')), max(finished_at) "
    "from service_centre_case where finished_at >= $1 and finished_at < $2 and state in ('finished', 'rated')"};

constexpr db::Statement accepted_visible{
    "service_centre.accepted_visible", may::read,
    "select count(*) from service_centre_case where accepted_at >= $1 and accepted_at < $2"};

constexpr db::Statement finished_visible{"service_centre.finished_visible", may::read,
                                         "select count(*) from service_centre_case where finished_at >= $1 and "
                                         "finished_at < $2 and state in ('finished', 'rated')"};

// $3: the last row of the page before; 0 = from the newest on.
constexpr db::Statement accepted_page{
    "service_centre.accepted_rows", may::read,
    "select c.id, c.number, c.item_name || ' · ' || c.title, c.unit_name, c.accepted_at from service_centre_case c "
    "where c.accepted_at >= $1 and c.accepted_at < $2 and ($3 = 0 or (c.accepted_at, c.id) < "
    "(select m.accepted_at, m.id from service_centre_case m where m.id = $3)) order by c.accepted_at desc, c.id desc "
    "limit $4"};

constexpr db::Statement finished_page{
    "service_centre.finished_rows", may::read,
    "select c.id, c.number, c.item_name || ' · ' || c.title, c.unit_name, c.finished_at from service_centre_case c "
    "where c.finished_at >= $1 and c.finished_at < $2 and c.state in ('finished', 'rated') and ($3 = 0 or "
    "(c.finished_at, c.id) < "
    "(select m.finished_at, m.id from service_centre_case m where m.id = $3)) order by c.finished_at desc, c.id desc "
    "limit $4"};

Sum sum_of(Work& work, const db::Statement& statement, Instant from, Instant until) {
    const db::Rows rows = work.db().run(statement, db::Params(from, until));
    Sum sum{.records = rows.cell(0, 0).integer(),
            .open = rows.cell(0, 1).integer(),
            .rated = rows.cell(0, 2).integer(),
            .satisfied = rows.cell(0, 3).integer(),
            .freshest = {}};
    if (!rows.cell(0, 4).is_null()) sum.freshest = rows.cell(0, 4).instant();
    return sum;
}

std::int64_t visible(Work& work, const db::Statement& statement, Instant from, Instant until) {
    if (!work.actor().may(may::read)) return 0;
    return work.db().integer(statement, db::Params(from, until)).value_or(0);
}

std::vector<indicator::Row> rows_of(Work& work, const db::Statement& statement, Instant from, Instant until,
                                    std::int64_t before, std::size_t limit) {
    std::vector<indicator::Row> list;
    if (!work.actor().may(may::read)) return list;
    const db::Rows rows = work.db().run(statement, db::Params(from, until, before, static_cast<std::int64_t>(limit)));
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const std::int64_t id = rows.cell(i, 0).integer();
        list.push_back({.id = id,
                        .number = std::string(rows.cell(i, 1).text()),
                        .title = std::string(rows.cell(i, 2).text()),
                        .unit = std::string(rows.cell(i, 3).text()),
                        .day = date_of(rows.cell(i, 4).instant()),
                        .address = "/service-centre/cases/" + std::to_string(id)});
    }
    return list;
}

}  // namespace

std::vector<const db::Statement*> figure_statements() {
    return {&accepted_sum, &finished_sum, &accepted_visible, &finished_visible, &accepted_page, &finished_page};
}

Sum accepted_between(Work& work, Instant from, Instant until) { return sum_of(work, accepted_sum, from, until); }
Sum finished_between(Work& work, Instant from, Instant until) { return sum_of(work, finished_sum, from, until); }
std::int64_t visible_accepted(Work& work, Instant from, Instant until) {
    return visible(work, accepted_visible, from, until);
}
std::int64_t visible_finished(Work& work, Instant from, Instant until) {
    return visible(work, finished_visible, from, until);
}
std::vector<indicator::Row> accepted_rows(Work& work, Instant from, Instant until, std::int64_t before,
                                          std::size_t limit) {
    return rows_of(work, accepted_page, from, until, before, limit);
}
std::vector<indicator::Row> finished_rows(Work& work, Instant from, Instant until, std::int64_t before,
                                          std::size_t limit) {
    return rows_of(work, finished_page, from, until, before, limit);
}

}  // namespace tongguan::service_centre::store
