-- The answer a request got, kept with its Idempotency-Key so that an unknown commit can be asked again and a second
-- sending changes nothing. Written in the action's transaction under whichever role stands there (hence the grants:
-- every shape may add, only the engine may look); forgotten after a day.
create table work_idempotency (
    person bigint not null,
    post bigint not null,
    key text not null,
    route text not null,
    body_digest text not null,
    status bigint not null,
    answer text not null,
    made_at timestamptz not null,
    constraint work_idempotency_key primary key (person, key)
);
create index work_idempotency_age on work_idempotency (made_at);
grant insert on work_idempotency to tongguan_self, tongguan_unit, tongguan_units, tongguan_region, tongguan_regions,
    tongguan_handling, tongguan_record, tongguan_all;
grant select, insert, delete on work_idempotency to tongguan_engine;
