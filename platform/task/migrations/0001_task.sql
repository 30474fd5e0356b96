-- The one table of to-dos. Read by the engine for its owner only: no shape's role sees it.
create table task_task (
    id bigint primary key,
    record text not null,
    record_id bigint not null,
    title text not null,
    step text not null,
    permission text not null,
    unit bigint,
    department bigint,
    person bigint,
    claimed_by bigint,
    due date not null,
    address text not null,
    opened_at timestamptz not null,
    closed_at timestamptz,
    closed_by bigint,
    version bigint not null,
    -- asks one person, or the holders of a right in one unit: each of the two indexed halves of the list is complete
    constraint task_task_asks_one check ((person is null) <> (unit is null))
);
create index task_task_open_unit on task_task (unit, due, id) where closed_at is null;      -- a unit's list, by clock
create index task_task_open_person on task_task (person, due, id) where closed_at is null;  -- a person's list, by clock
create index task_task_open_record on task_task (record, record_id) where closed_at is null;  -- close with the record
create index task_task_closed on task_task (closed_by, closed_at, id);                        -- done today
