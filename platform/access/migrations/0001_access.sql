-- Accounts, sessions, roles, throttling. The engine's own tables: no reader's role sees them, every statement on them
-- runs under tongguan_engine. All instants are machine time and come from the program, never from the database.

create table access_account (
    id bigint primary key,
    person bigint not null constraint access_account_person_key unique,
    login text not null,                 -- as it was given
    login_folded text not null constraint access_account_login_key unique,
    password text not null,              -- argon2id in PHC form: parameters and salt stand in it
    must_change boolean not null,
    language text not null,              -- '' = as the browser asks
    made_at timestamptz not null,
    password_at timestamptz not null,    -- when the password was last set
    closed_at timestamptz                -- by an administrator; sign-in is refused from then on
);

create table access_session (
    id bigint primary key,
    token_digest bytea not null constraint access_session_token_key unique,  -- SM3 of the cookie; the token itself is stored nowhere
    person bigint not null,
    post bigint not null,                -- the post acted under; 0 = the person holds none
    csrf text not null,
    made_at timestamptz not null,
    seen_at timestamptz not null,        -- written at most once a minute
    absolute_end timestamptz not null,
    remote text not null,
    agent text not null,
    ended_at timestamptz,
    ended_by text                        -- sign_out, user, password, reset, account, idle, absolute
);
-- one's own open sessions, and all of a person's to be ended with the password
create index access_session_person on access_session (person, id) where ended_at is null;
-- housekeeping: what ended long ago
create index access_session_ended on access_session (ended_at) where ended_at is not null;

create table access_role (
    key text primary key,
    name text not null,                  -- '' = shipped: its name is the text role.<key>
    shipped boolean not null
);

create table access_role_permission (
    role text not null references access_role (key),
    permission text not null,
    reach text not null constraint access_role_permission_reach
        check (reach in ('none', 'self', 'unit', 'unit_tree', 'region', 'handling', 'all')),  -- none: taken away by the installation
    primary key (role, permission)
);

-- Counters that other servers poll: a session was ended; a role, a post or an account changed.
create table access_version (
    kind text primary key,
    value bigint not null
);
insert into access_version values ('sessions', 1), ('rights', 1);

-- Failed sign-ins. `bucket` is a digest: neither accounts nor addresses stand here.
create table access_throttle (
    bucket bytea primary key,
    failures bigint not null,
    last_at timestamptz not null,
    open_at timestamptz not null         -- the next try is heard from here on
);
create index access_throttle_last on access_throttle (last_at);  -- housekeeping

-- Where an account has signed in before: a browser's device token or an address, as a digest.
create table access_place (
    person bigint not null,
    place bytea not null,
    seen_at timestamptz not null,
    primary key (person, place)
);

create table access_reset_code (
    id bigint primary key,
    person bigint not null,
    code_digest bytea not null,
    made_by bigint not null,
    made_at timestamptz not null,
    ends_at timestamptz not null,
    used_at timestamptz
);
create index access_reset_code_person on access_reset_code (person, id) where used_at is null;

-- Two walls: no reader's role is granted anything here, and each table shows its rows to the engine's role alone.
do $$
declare
    name text;
begin
    foreach name in array array['access_account', 'access_session', 'access_role', 'access_role_permission', 'access_version',
                                'access_throttle', 'access_place', 'access_reset_code'] loop
        execute format('grant select, insert, update, delete on %I to tongguan_engine', name);
        execute format('alter table %I enable row level security', name);
        execute format('create policy engine on %I to tongguan_engine using (true) with check (true)', name);
    end loop;
end $$;
