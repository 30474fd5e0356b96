-- tidy: allow-file limits – statements are kept whole
-- Blows the small demo up to the size that the figures are stated for: 200,000 cases over 120 units, each with its
-- materials, time line, tasks and audit as the actions would have left them. Deterministic (md5 of the row's number),
-- run by the tables' owner on a folder that serves nothing but measuring. Old audit rows stand unsealed: the sealer's
-- work begins with the submits that are measured.
\set ON_ERROR_STOP on
begin;
set local synchronous_commit = off;

-- Units: 25 of the demo, 95 more; the first ten of the new ones are heads of eight others each, spread over regions.
insert into organisation_unit (id, name, short_name, pinyin, initials, nature, level, parent, region, valid_from, version)
select 1000000 + g, '测试单位' || g || '（示例）', '测试' || g, 'ce shi dan wei ' || g, 'csdw' || g, 'government', 'city',
       case when g > 10 and g <= 90 then 1000000 + 1 + (g - 11) / 8 end,
       (array[330100, 330102, 330105, 330106, 330108, 330109, 330110, 330111])[1 + g % 8], '2021-01-01', 1
from generate_series(1, 95) as g;
create temp table u as select row_number() over (order by id) - 1 as k, id, name, region from organisation_unit;

-- People: twenty applicants a unit, of which the first is its clerk and, where units hang below, its administrator.
insert into organisation_person (id, staff_code, name, pinyin, initials, employment, unit, scope_unit, region, valid_from, version)
select 2000000 + u.k * 100 + n, 'B' || lpad((u.k * 100 + n)::text, 6, '0'), '测试' || u.k || '号' || n, 'ce shi', 'cs',
       (select employment from organisation_person limit 1), u.id, u.id, u.region, '2021-01-01', 1
from u, generate_series(0, 19) as n;
insert into organisation_post (id, person, unit, scope_unit, region, title, roles, is_main, valid_from, version)
select p.id + 1000000, p.id, p.unit, p.scope_unit, p.region, '一级科员', '{employee}', true, '2021-01-01', 1
from organisation_person p where p.id between 2000000 and 2999999;
update organisation_post set roles = '{employee,clerk}' where id between 3000000 and 3999999 and id % 100 = 0;
update organisation_post s set roles = '{employee,unit_administrator}' where id between 3000000 and 3999999 and id % 100 = 1
    and exists (select from organisation_unit b where b.parent = s.unit);
update organisation_post set roles = '{employee,director}', unit = (select unit from organisation_post s join access_account a on a.person = s.person where a.login = 'director')
    where id between 3000000 and 3999999 and id % 100 = 2 and id < 3000800;

-- What every item's rows look like, taken from the demo's own.
create temp table pattern as
select distinct on (c.item_code) row_number() over () as k, c.* from service_centre_case c
where c.state = 'rated' and c.rating is not null order by c.item_code, c.id;
create temp table p as select row_number() over (order by item_code desc) - 1 as k, pattern.id as pattern_id, item, item_code, item_edition, item_name, title,
    title_folded, form, handling_unit, handling_department, handling_department_name, promised_days, opinion, clause, remedy, result from pattern;

create temp table made as
select g, 100000000000 + g as id,
       ('x' || substr(md5('a' || g), 1, 7))::bit(28)::int as a, ('x' || substr(md5('b' || g), 1, 7))::bit(28)::int as b,
       timestamptz '2017-01-03 01:00+00' + (timestamptz '2021-12-31 00:30+00' - timestamptz '2017-01-03 01:00+00') * (g / 200000.0) as at
from generate_series(1, 200000) as g;
create temp table c0 as
select m.*, u.id as unit, u.name as unit_name, u.region, 2000000 + u.k * 100 + m.b % 20 as person,
       case when m.g > 196000 then (array['submitted', 'accepted', 'returned', 'approved', 'accepted'])[1 + m.a % 5]
            else (array['rated', 'rated', 'rated', 'rated', 'rated', 'finished', 'finished', 'finished', 'not_accepted', 'withdrawn'])[1 + m.a % 10] end as state,
       case when m.b % 10 < 5 then 0 when m.b % 10 < 8 then 1 else 2 end as kind
from made m join u on u.k = m.g % 120;  -- by arithmetic, so that pgbench can draw a unit and a case of it
insert into service_centre_case (id, version, state, unit, scope_unit, region, handling_unit, handling_department, promised_days, accepted_at,
    due_on, due_provisional, paused_days, paused_from, pauses, finished_at, number, item, item_code, item_edition, item_name, title, title_folded,
    is_open, form, unit_name, applicant, applicant_post, applicant_name, applicant_department_name, handling_department_name, channel,
    submitted_at, returns, notice, decided_at, decided_by, decided_by_name, opinion, clause, remedy, result, visits, rating)
select c.id, case state when 'rated' then 5 when 'finished' then 4 when 'approved' then 3 when 'submitted' then 1 else 2 end, state, c.unit, c.unit,
       c.region, p.handling_unit, p.handling_department, p.promised_days,
       case when state not in ('submitted', 'not_accepted', 'withdrawn', 'returned') then at + interval '2 hours' end,
       case when state not in ('submitted', 'not_accepted', 'withdrawn', 'returned') then (at + interval '4 days')::date end,
       false, 0, null, '[]', case when state in ('rated', 'finished', 'not_accepted', 'withdrawn') then at + interval '2 days' end,
       'B' || lpad(g::text, 7, '0'), p.item, p.item_code, p.item_edition, p.item_name, p.title || c.b % 997, p.title_folded || c.b % 997,
       state in ('submitted', 'accepted', 'returned', 'approved'), p.form, c.unit_name, c.person, c.person + 1000000,
       '测试号' || c.person % 100, '综合处', p.handling_department_name, 'online', at, 0, '',
       case when state in ('rated', 'finished', 'approved') then at + interval '1 day' end, case when state in ('rated', 'finished', 'approved') then c.person end,
       case when state in ('rated', 'finished', 'approved') then '测试决定人' else '' end, case when state in ('rated', 'finished', 'approved') then '同意。' else '' end, '', '', '',
       0, case when state = 'rated' then (array['very_satisfied', 'satisfied', 'satisfied', 'fairly_satisfied'])[1 + c.b % 4] end
from c0 c join p on p.k = c.kind;

insert into service_centre_material (id, case_id, position, key, name, required, state)
select 110000000000 + g * 10 + m.position, c.id, m.position, m.key, m.name, m.required, m.state
from c0 c join p on p.k = c.kind join service_centre_material m on m.case_id = p.pattern_id;

-- The steps that led to each state, hours apart; one entry, one audit row and (but for the last) one closed task each.
create temp table steps as
select c.*, s.n, s.step, 120000000000 + c.g * 10 + s.n as step_id, c.at + s.n * interval '10 hours' as step_at,
       s.n = array_length(path, 1) as last
from (select *, case state when 'submitted' then array['submit'] when 'accepted' then array['submit', 'accept']
        when 'returned' then array['submit', 'return'] when 'approved' then array['submit', 'accept', 'approve']
        when 'finished' then array['submit', 'accept', 'approve', 'finish'] when 'rated' then array['submit', 'accept', 'approve', 'finish', 'rate']
        when 'not_accepted' then array['submit', 'refuse'] else array['submit', 'withdraw'] end as path from c0) as c,
     lateral unnest(path) with ordinality as s (step, n);
insert into service_centre_entry (case_id, id, at, step, state, person, post, person_name, note, detail)
select id, step_id, step_at, step, (array['submitted', 'accepted', 'approved', 'finished', 'rated'])[n], person, person + 1000000, '测试号' || person % 100, '', '{}'
from steps;
insert into service_centre_rating (id, case_id, level, points, comment, rated_at, person, person_name)
select step_id, id, (array['very_satisfied', 'satisfied', 'satisfied', 'fairly_satisfied'])[1 + b % 4], '{}', '', step_at, person, '测试号' || person % 100
from steps where step = 'rate';
insert into task_task (id, record, record_id, title, step, permission, unit, due, address, opened_at, closed_at, closed_by, version)
select step_id, 'service_centre.case', s.id, p.item_name || ' · ' || s.unit_name, 'service_centre.task.accept', 'service_centre.case.accept', p.handling_unit,
       (step_at + interval '3 days')::date, '/service-centre/cases/' || s.id, step_at, case when not last then step_at + interval '10 hours' end,
       case when not last then s.person end, 2
from steps s join p on p.k = s.kind where not last or state in ('submitted', 'accepted', 'approved');
insert into audit_entry (id, recorded_at, happened_at, person, post, unit, session, trace, verb, entity, record, digest)
select step_id, step_at, step_at, person, person + 1000000, unit, 0, md5(step_id::text), 'service_centre.case.' || step, 'service_centre.case', id,
       sha256(step_id::text::bytea) from steps;
insert into audit_value (entry, salt, name, content)
select s.step_id, substr(sha256(s.step_id::text::bytea), 1, 16), '测试号' || s.person % 100,
       case when s.n = 1 then (select jsonb_object_agg(e.key, jsonb_build_array(null, e.value)) from jsonb_each(jsonb_build_object('state', s.state, 'number', s.g, 'item', p.item_name,
            'title', p.title, 'form', p.form, 'unit_name', s.unit_name, 'submitted_at', s.at)) e)::text
       else '{"state":["submitted","accepted"]}' end
from steps s join p on p.k = s.kind;

-- Accounts nobody can sign in to by password; their sessions are opened by main.mjs.
insert into access_account (id, person, login, login_folded, password, must_change, language, made_at, password_at)
select id + 2000000, id, staff_code, lower(staff_code), '', false, '', now(), now() from organisation_person where id between 2000000 and 2999999;
commit;
vacuum (analyze) service_centre_case, service_centre_material, service_centre_entry, service_centre_rating, task_task, audit_entry, audit_value,
    organisation_unit, organisation_person, organisation_post, access_account;
