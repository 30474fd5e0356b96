-- Regions, units, departments, people, posts. Walls (row-level policies) are put up from the declarations.

create table organisation_region (
    id bigint primary key,
    code text not null constraint organisation_region_code_key unique,
    name text not null,
    parent bigint references organisation_region (id),
    valid_from date not null,
    valid_until date
);

create table organisation_unit (
    id bigint primary key,
    name text not null,
    short_name text not null,
    pinyin text not null,
    initials text not null,
    nature text not null
        check (nature in ('party', 'congress', 'government', 'consultative', 'supervision', 'court', 'procuratorate', 'mass',
                          'institution', 'enterprise')),
    level text not null check (level in ('city', 'district')),
    parent bigint references organisation_unit (id),
    region bigint not null references organisation_region (id),
    leader bigint,
    valid_from date not null,
    valid_until date,
    version bigint not null
);
-- one living unit of a name; a dissolved one may share it
create unique index organisation_unit_name_key on organisation_unit (name) where valid_until is null;
create index organisation_unit_parent on organisation_unit (parent, id);  -- the tree, level by level

create table organisation_department (
    id bigint primary key,
    unit bigint not null references organisation_unit (id),
    name text not null,
    position bigint not null,
    valid_from date not null,
    valid_until date,
    version bigint not null
);
create index organisation_department_unit on organisation_department (unit, position, id);

create table organisation_person (
    id bigint primary key,
    staff_code text not null constraint organisation_person_staff_code_key unique,
    name text not null,
    pinyin text not null,
    initials text not null,
    employment text not null
        check (employment in ('established', 'contract', 'seconded', 'attached', 'dispatched', 'outsourced', 'retired')),
    unit bigint not null references organisation_unit (id),
    scope_unit bigint not null references organisation_unit (id),
    region bigint not null references organisation_region (id),
    valid_from date not null,
    valid_until date,
    version bigint not null
);
create index organisation_person_scope_unit on organisation_person (scope_unit, id);  -- a unit's people
create index organisation_person_region on organisation_person (region, id);          -- a district's people

create table organisation_post (
    id bigint primary key,
    person bigint not null references organisation_person (id),
    unit bigint not null references organisation_unit (id),
    scope_unit bigint not null references organisation_unit (id),
    region bigint not null references organisation_region (id),
    department bigint references organisation_department (id),
    title text not null,
    roles text[] not null,
    is_main boolean not null,
    valid_from date not null,
    valid_until date,
    version bigint not null
);
create index organisation_post_person on organisation_post (person, id);          -- a person's posts at sign-in
create index organisation_post_scope_unit on organisation_post (scope_unit, id);  -- a unit's posts
create unique index organisation_post_main_key on organisation_post (person) where is_main and valid_until is null;

alter table organisation_unit add constraint organisation_unit_leader_fkey foreign key (leader) references organisation_person (id);

-- What other modules may join (security_invoker: the reader's own walls hold).
create view organisation_unit_names with (security_invoker = true) as
    select id, name, short_name, region from organisation_unit;
create view organisation_department_names with (security_invoker = true) as
    select id, unit, name from organisation_department;
create view organisation_person_names with (security_invoker = true) as
    select id, name, scope_unit from organisation_person;

-- A unit and a person as lists show them, columns in the order of UnitLine and PersonLine (store.h). A leader's name or
-- a post that the reader may not see is empty.
create view organisation_unit_line with (security_invoker = true) as
    select u.id, u.name, u.short_name, u.nature, u.level, u.region, r.name as region_name,
           coalesce((select p.name from organisation_person p where p.id = u.leader), '') as leader_name,
           (select count(*) from organisation_unit b where b.parent = u.id) as units_below,
           (select count(*) from organisation_department d where d.unit = u.id) as departments,
           u.valid_from, u.valid_until
    from organisation_unit u join organisation_region r on r.id = u.region;

create view organisation_person_line with (security_invoker = true) as
    select p.id, p.staff_code, p.name, p.employment, p.unit, u.name as unit_name, coalesce(s.title, '') as post_title,
           coalesce(d.name, '') as department_name, p.valid_from, p.valid_until
    from organisation_person p
    join organisation_unit u on u.id = p.unit
    left join organisation_post s on s.person = p.id and s.is_main and s.valid_until is null
    left join organisation_department d on d.id = s.department;
