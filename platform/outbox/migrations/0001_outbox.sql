-- Events wait here until every consumer has them. Written in the transaction of the action, delivered after it.
create table outbox_event (
    id bigint primary key,
    name text not null,
    fields jsonb not null,
    actor_person bigint not null,
    actor_post bigint not null,
    trace text not null,
    business_at timestamptz not null,
    recorded_at timestamptz not null,
    -- The writing transaction. Consumers read in the order (tx, id) up to the oldest of this database still running, so an
    -- event that commits late is never skipped, and no high-water mark on ids is needed.
    tx xid8 not null default pg_current_xact_id()
);
create index outbox_event_order on outbox_event (name, tx, id);

-- How far each consumer has come; moved in the transaction of its effect, so at-least-once delivery has its effect once.
create table outbox_position (
    consumer text primary key,
    tx xid8 not null,
    event bigint not null
);

-- What a consumer could not do: tried again with growing pauses, parked after bounded tries and shown.
create table outbox_trouble (
    consumer text not null,
    event bigint not null references outbox_event (id),
    tries bigint not null,
    next_try timestamptz not null,
    parked_at timestamptz,
    problem text not null,
    primary key (consumer, event)
);
