// Fills the engine's port for sign-in: which posts a person holds today, with the roles they carry.
#include "modules/organisation/directory.h"
#include "modules/organisation/api.h"

namespace tongguan::organisation {

namespace {

constexpr db::Statement posts_of_person{
    // tidy: allow sql – before anybody is signed in there is no reader whose wall could stand
    "organisation.posts_for_sign_in", engine_right,
    "with recursive holder as (select s.id, s.person, s.unit, s.department, s.region, p.name as person_name, s.title, "
    "u.name as unit_name, s.roles, s.is_main from organisation_post s join organisation_person p on p.id = s.person "
    "join organisation_unit u on u.id = s.unit where s.person = $1 and s.valid_from <= $2 and (s.valid_until is null "
    "or "
    "s.valid_until >= $2) and p.valid_from <= $2 and (p.valid_until is null or p.valid_until >= $2)), "
    "tree as (select h.id as post, h.unit from holder h union select t.post, b.id from tree t join organisation_unit b "
    "on b.parent = t.unit) "
    "select h.id, h.person, h.unit, h.department, h.region, h.person_name, h.title, h.unit_name, h.roles, h.is_main, "
    "array(select t.unit from tree t where t.post = h.id order by t.unit) from holder h order by h.is_main desc, h.id"};

class OrganisationDirectory final : public access::Directory {
public:
    std::vector<access::PostHolder> posts_of(db::Session& session, Id<Person> person, Date today) const override {
        const db::Rows rows = session.run(posts_of_person, db::Params(person, today));
        std::vector<access::PostHolder> posts(rows.size());
        for (std::size_t i = 0; i < rows.size(); ++i) {
            access::PostHolder& post = posts[i];
            post.post.value = rows.cell(i, 0).integer();
            post.person.value = rows.cell(i, 1).integer();
            post.unit.value = rows.cell(i, 2).integer();
            if (!rows.cell(i, 3).is_null()) post.department.value = rows.cell(i, 3).integer();
            post.region.value = rows.cell(i, 4).integer();
            post.person_name = rows.cell(i, 5).text();
            post.post_name = rows.cell(i, 6).text();
            post.unit_name = rows.cell(i, 7).text();
            post.roles = rows.cell(i, 8).texts();
            post.is_main = rows.cell(i, 9).boolean();
            post.unit_tree = rows.cell(i, 10).integers();
        }
        return posts;
    }
};

}  // namespace

std::vector<const db::Statement*> directory_statements() { return {&posts_of_person}; }

std::unique_ptr<access::Directory> directory() { return std::make_unique<OrganisationDirectory>(); }

}  // namespace tongguan::organisation
