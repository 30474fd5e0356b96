-- The audit: what was done, by whom, under which post, at both clocks. Three tables, because they have three fates:
-- entries are for ever, values may lawfully be erased, seals are written by the sealer alone.

create table audit_entry (
    id bigint primary key,               -- time-ordered
    recorded_at timestamptz not null,    -- machine time
    happened_at timestamptz not null,    -- business time
    person bigint not null,              -- 0 = the platform itself, or nobody signed in
    post bigint not null,
    unit bigint not null,
    session bigint not null,
    trace text not null,
    verb text not null,                  -- "service_centre.case.accept"; its name is the text verb.<verb>
    entity text not null,
    record bigint not null,              -- 0 = none
    digest bytea not null                -- SM3 of salt, name and content of its values
);
-- the audit's page: by person, by record, by verb, each newest first
create index audit_entry_person on audit_entry (person, id);
create index audit_entry_record on audit_entry (entity, record, id);
create index audit_entry_verb on audit_entry (verb, id);

create table audit_value (
    entry bigint primary key,            -- no foreign key: an erased value leaves no trace here
    salt bytea not null,                 -- 16 random bytes: without it a digest cannot be guessed back to short values
    name text not null,                  -- of the person, as it was shown
    content text not null                -- JSON as it was digested, hence text
);

-- Entries that wait for their seal: put here by the transaction that made them, taken away by the sealer. A queue and
-- not a watermark, because a smaller id may commit after a greater one.
create table audit_pending (
    entry bigint primary key
);

create table audit_seal (
    sequence bigint primary key,         -- 1, 2, 3 … without a gap
    entry bigint not null constraint audit_seal_entry_key unique,
    previous bytea not null,             -- mac of the seal before it; 32 zero bytes at the beginning
    mac bytea not null,                  -- HMAC-SM3(key, previous, sequence, canonical entry)
    key_id text not null,
    sealed_at timestamptz not null
);

-- Runs of the check, so that the audit's page can say when the chain was last found whole.
create table audit_check (
    id bigint primary key,
    checked_at timestamptz not null,
    sealed bigint not null,
    findings bigint not null,
    head bigint not null
);

-- Append-only: nobody is granted update or delete on entries and seals, not even the engine.
do $$
declare
    role text;
begin
    foreach role in array array['tongguan_self', 'tongguan_unit', 'tongguan_units', 'tongguan_region', 'tongguan_regions',
                                'tongguan_handling', 'tongguan_record', 'tongguan_all', 'tongguan_engine'] loop
        execute format('grant insert on audit_entry, audit_value, audit_pending to %I', role);
    end loop;
end $$;
grant select on audit_entry, audit_value, audit_seal to tongguan_all, tongguan_engine;
grant select, delete on audit_pending to tongguan_engine;
grant delete on audit_value to tongguan_engine;
grant insert on audit_seal to tongguan_engine;
grant select, insert on audit_check to tongguan_engine;
