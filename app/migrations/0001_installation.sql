-- What this installation is for life: real or demo; and the offset of its business clock (zero when real).
create table installation (
    id bigint primary key check (id = 1),  -- one row
    kind text not null check (kind in ('real', 'demo')),
    business_offset_us bigint not null,
    made_at timestamptz not null
);

-- One number per process start: the node part of new ids, so that two servers never make the same one.
create sequence installation_node maxvalue 1023 cycle;
