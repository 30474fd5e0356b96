-- Items, cases, materials, time line, ratings. Walls (row-level policies) are put up from the declarations.

create table service_centre_item (
    id bigint primary key,
    code text not null,
    edition bigint not null,
    category text not null constraint service_centre_item_category_choice
        check (category in ('estate', 'works', 'security', 'general', 'logistics')),
    name text not null,
    name_en text not null,
    basis text not null,
    handling_unit bigint,
    handling_department bigint,
    handling_department_name text not null,
    acceptance_days bigint not null,
    promised_days bigint not null,
    statutory_days bigint,
    correction_days bigint not null,
    form jsonb not null,
    materials jsonb not null,
    behaviour jsonb not null,
    sample boolean not null,
    published_on date not null,
    ended_on date,
    version bigint not null,
    constraint service_centre_item_edition_key unique (code, edition)
);
-- one living edition of an item
create unique index service_centre_item_living_key on service_centre_item (code) where ended_on is null;

create table service_centre_case (
    id bigint primary key,
    version bigint not null,
    state text not null constraint service_centre_case_state_choice
        check (state in ('submitted', 'accepted', 'returned', 'approved', 'rejected', 'finished', 'rated', 'not_accepted', 'withdrawn')),
    unit bigint not null,
    scope_unit bigint not null,
    region bigint not null,
    handling_unit bigint not null,
    handling_department bigint,
    promised_days bigint not null,
    accepted_at timestamptz,
    due_on date,
    due_provisional boolean not null,
    paused_days bigint not null,
    paused_from timestamptz,
    pauses jsonb not null,
    finished_at timestamptz,
    number text not null constraint service_centre_case_number_key unique,
    item bigint not null references service_centre_item (id),
    item_code text not null,
    item_edition bigint not null,
    item_name text not null,
    title text not null,
    title_folded text not null,
    is_open boolean not null,
    form jsonb not null,
    unit_name text not null,
    applicant bigint not null,
    applicant_post bigint not null,
    applicant_name text not null,
    applicant_department_name text not null,
    handling_department_name text not null,
    channel text not null constraint service_centre_case_channel_choice
        check (channel in ('online', 'counter', 'agent')),
    submitted_at timestamptz not null,
    returns bigint not null,
    notice text not null,
    decided_at timestamptz,
    decided_by bigint,
    decided_by_name text not null,
    opinion text not null,
    clause text not null,
    remedy text not null,
    result text not null,
    visits bigint not null,
    rating text constraint service_centre_case_rating_choice
        check (rating in ('very_satisfied', 'satisfied', 'fairly_satisfied', 'dissatisfied', 'very_dissatisfied'))
);
-- Lists, newest first. Each begins with the column of its wall; the unit's covers what lists filter by, so that a list
-- over many units takes its 25 keys from the index alone.
create index service_centre_case_unit_list on service_centre_case (scope_unit, submitted_at desc, id desc)
    include (state, is_open, item_code, due_on, applicant);
create index service_centre_case_self_list on service_centre_case (applicant, submitted_at desc, id desc);
create index service_centre_case_region_list on service_centre_case (region, submitted_at desc, id desc);
create index service_centre_case_handling_list on service_centre_case (handling_unit, submitted_at desc, id desc);
create index service_centre_case_all_list on service_centre_case (submitted_at desc, id desc);
-- … by acceptance, those not yet accepted by submission
create index service_centre_case_handling_accepted on service_centre_case (handling_unit, (coalesce(accepted_at, submitted_at)) desc, id desc);
create index service_centre_case_all_accepted on service_centre_case ((coalesce(accepted_at, submitted_at)) desc, id desc);
-- Open cases by due day, those without one last. Partial: some hundreds of rows whatever the years bring.
create index service_centre_case_unit_due on service_centre_case (scope_unit, (coalesce(due_on, date '9999-12-31')), id) where is_open;
create index service_centre_case_handling_due on service_centre_case (handling_unit, (coalesce(due_on, date '9999-12-31')), id) where is_open;
create index service_centre_case_all_due on service_centre_case ((coalesce(due_on, date '9999-12-31')), id) where is_open;
-- Search by the beginning of the folded title.
create index service_centre_case_title on service_centre_case (title_folded);
-- Figures of a year: accepted in it, finished in it.
create index service_centre_case_accepted on service_centre_case (accepted_at, id) where accepted_at is not null;
create index service_centre_case_finished on service_centre_case (finished_at, id) include (rating) where finished_at is not null;

create table service_centre_material (
    id bigint primary key,
    case_id bigint not null references service_centre_case (id),
    position bigint not null,
    key text not null,
    name text not null,
    required boolean not null,
    state text not null constraint service_centre_material_state_choice
        check (state in ('given', 'missing', 'later')),
    constraint service_centre_material_key unique (case_id, key)
);

create table service_centre_entry (
    case_id bigint not null references service_centre_case (id),
    id bigint primary key,
    at timestamptz not null,
    step text not null,
    state text not null,
    person bigint,
    post bigint,
    person_name text not null,
    note text not null,
    detail jsonb not null
);
create index service_centre_entry_case on service_centre_entry (case_id, at desc, id desc);  -- the time line of a case

create table service_centre_rating (
    id bigint primary key,
    case_id bigint not null references service_centre_case (id) constraint service_centre_rating_case_id_key unique,
    level text not null constraint service_centre_rating_level_choice
        check (level in ('very_satisfied', 'satisfied', 'fairly_satisfied', 'dissatisfied', 'very_dissatisfied')),
    points text[] not null,
    comment text not null,
    rated_at timestamptz not null,
    person bigint not null,
    person_name text not null
);

-- The last number given in a year. The row is locked until the submit commits: numbers are consecutive, and a gap would
-- mean a lost case.
create table service_centre_year_number (
    year bigint primary key,
    last bigint not null
);
