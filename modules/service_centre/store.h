// Every SQL statement of the service centre, each a named constant with the right it reads under.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "modules/service_centre/views.h"
#include "platform/indicator/indicator.h"
#include "platform/work/work.h"

namespace tongguan::service_centre::store {

std::vector<const db::Statement*> statements();

// ---- items ----
std::vector<ItemLine> living_items(Work& work);
struct ItemFound {
    Item item;
    std::string unit_name;  // of the actor
    std::string unit_short_name;
    std::string department_name;
};
std::optional<ItemFound> find_item(Work& work, Id<Item> item);
std::optional<Item> lock_item(Work& work, Id<Item> item);  // for update, by those who may assign
// Reference data, as the engine: puts a new edition beside the old ones (which it ends), keeps who handles it.
void publish_item(Work& work, const Item& item);

// ---- cases ----
std::optional<Case> lock_case(Work& work, Permission permission, Id<Case> id);  // for update, within that right's scope
struct CaseFound {
    Case row;
    std::vector<MaterialView> materials;
    std::optional<RatingView> rated;
};
// One statement: what a case page shows. `under`: a scope that was shown otherwise, instead of the reader's own.
std::optional<CaseFound> find_case(Work& work, Id<Case> id, const std::optional<db::Scope>& under = std::nullopt);
std::vector<Material> materials_of(Work& work, Id<Case> id);  // of one who may resubmit
void insert_materials(Work& work, const std::vector<Material>& materials);
void update_materials(Work& work, Id<Case> id, const std::vector<Material>& materials);  // states, by key
void insert_entry(Work& work, const Entry& entry);
std::vector<Entry> time_line(Work& work, Id<Case> id, const std::optional<db::Scope>& under = std::nullopt);
inline constexpr std::size_t time_line_max = 200;
std::int64_t next_number(Work& work, int year);  // locks the year's row until the commit

// A page of a list. Unset conditions do not count.
enum class Order { submitted, submitted_open, accepted, due };
struct CaseQuery {
    Order order = Order::submitted;
    std::optional<std::vector<std::string>> states;
    std::optional<std::string> item_code;
    std::optional<std::int64_t> unit;
    std::optional<std::int64_t> applicant;
    std::optional<Date> due_from;
    std::optional<Date> due_until;
    std::optional<std::string> number_from, number_until;  // [from, until)
    std::optional<std::string> title_from, title_until;
    std::optional<Instant> after_moment;  // cursor: the last row's key
    std::optional<Date> after_day;
    std::int64_t after_id = 0;
    std::size_t limit = 25;
};
std::vector<CaseLine> list_cases(Work& work, const CaseQuery& query);

// ---- what follows ----
std::vector<Case> provisional_cases(Work& work, Date since, std::int64_t after,
                                    std::size_t limit);  // as the engine, for update
void reparent(Work& work, Id<Unit> from, Id<Unit> to);
std::vector<Case> open_cases_of(Work& work, Id<Person> person);

// ---- figures (sums over all records as the engine, visible ones under the reader's own right) ----
struct Sum {
    std::int64_t records = 0;
    std::int64_t open = 0;
    std::int64_t rated = 0;
    std::int64_t satisfied = 0;
    std::optional<Instant> freshest;
};
Sum accepted_between(Work& work, Instant from, Instant until);
Sum finished_between(Work& work, Instant from, Instant until);
std::int64_t visible_accepted(Work& work, Instant from, Instant until);
std::int64_t visible_finished(Work& work, Instant from, Instant until);
std::vector<indicator::Row> accepted_rows(Work& work, Instant from, Instant until, std::int64_t before,
                                          std::size_t limit);
std::vector<indicator::Row> finished_rows(Work& work, Instant from, Instant until, std::int64_t before,
                                          std::size_t limit);

}  // namespace tongguan::service_centre::store
