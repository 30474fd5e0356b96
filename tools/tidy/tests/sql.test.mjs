import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as rule from '../rules/sql.mjs'
import { tables } from '../sql.mjs'
import { found } from './plant.mjs'

const names = (sql) => tables(sql).map((one) => one.name)

test('a statement says which tables it names', () => {
  assert.deepEqual(names('select {columns:t} from fleet_trip t, fleet_car c left join people_name n on n.id = t.person'),
    ['fleet_trip', 'fleet_car', 'people_name'])
  assert.deepEqual(names('insert into fleet_trip (id, day) select id, d from unnest($1::bigint[], $2) as t (id, d)'), ['fleet_trip'])
  assert.deepEqual(names('update only fleet_trip set day = $1 from fleet_car c where car = c.id returning id'), ['fleet_trip', 'fleet_car'])
  assert.deepEqual(names('delete from fleet_trip using fleet_car where exists (select 1 from people_name)'),
    ['fleet_trip', 'fleet_car', 'people_name'])
  assert.deepEqual(names('with t as (select id from fleet_trip), u (a) as materialized (select 1 from t) select * from t join u on true'),
    ['fleet_trip'])
  assert.deepEqual(names('select (select max(id) from a_x), b.y from lateral (select 1 from c_z) q, d_w as b for update of b'),
    ['a_x', 'd_w', 'c_z'])
})

test('words that only look like a table are none', () => {
  assert.deepEqual(names("select extract(year from day), trim(both ' ' from name), a is distinct from b from fleet_trip"), ['fleet_trip'])
  assert.deepEqual(names("insert into fleet_trip (id) values ($1) on conflict (id) do update set day = 'from people_person'"), ['fleet_trip'])
  assert.deepEqual(names('select 1 from fleet_trip join fleet_car using (car) -- from people_person\n where true for update'),
    ['fleet_trip', 'fleet_car'])
  assert.deepEqual(names('select n from generate_series(1, $1) n'), [])
})

const store = (body) => `constexpr db::Statement trips{${body}};\n`
const api = { 'modules/people/api.h': '// Views to join: people_name(id, name).\n',
  'modules/people/migrations/0001.sql': 'create table people_person (id bigint);\ncreate view people_name as select id from people_person;\n' }
const of = (path, text) => found(rule, { ...api, [path]: text })
const held = (text) => assert.deepEqual(of('modules/fleet/store.cpp', text), [])
const refused = (text, line = 1) => assert.deepEqual(of('modules/fleet/store.cpp', text), [`modules/fleet/store.cpp:${line}`])

test('own tables and published views of a needed module are fine', () => {
  held(store('"fleet.trips", may::read, "select 1 from fleet_trip join people_name n on true"'))
  held(store('"fleet.trips", may::read, R"(select 1 from fleet_trip)", &entity::entity<Trip>'))
})

test("another module's table is refused, however it is written", () => {
  refused(store('"fleet.trips", may::read, "select 1 from fleet_trip, people_person"'))
  refused(store('"fleet.trips", may::read, "select 1 "\n "from people_person"'), 2)
  refused(store('"fleet.trips", may::read, R"(update people_name set id = 1)"'))
  refused(store('"fleet.trips", may::read, "select 1 from canteen_meal"'))
})

test('the engine’s tables are refused', () => {
  refused(store('"fleet.trips", may::read, "select 1 from fleet_trip join audit_entry on true"'))
  refused(store('"fleet.trips", may::read, "select 1 from pg_class"'))
})

test('a statement without a permission is refused', () => {
  refused(store('"fleet.trips", {}, "select 1 from fleet_trip"'))
  refused(store('"fleet.trips", Permission{""}, "select 1 from fleet_trip"'))
  refused(store('"fleet.trips", engine_right, "select 1 from fleet_trip"'))
  refused(store('.name = "x", "select 1 from fleet_trip"').replace('.name = "x"', '"fleet.trips"').replace(', "select', ', , "select'))
})

test('SQL outside a statement is refused', () => {
  refused('void f(Work& work) { work.db().run("select id from fleet_trip"); }\n')
  refused('constexpr std::string_view q = R"(\n  delete from fleet_trip)";\n')
  held('constexpr auto words = "select a car from the list below";\n'.replace('from', 'of'))
  held('// "select id from fleet_trip"\n')
})

test('a list of statements is a statement each, and a name begins with its module', () => {
  refused('constexpr db::Statement all[] = {\n{"fleet.a", may::read, "select 1 from fleet_trip"},\n{"fleet.b", {}, "select 1 from fleet_car"}};\n', 3)
  refused(store('"people.trips", may::read, "select 1 from fleet_trip"'))
})

test('a text shared by several statements is theirs alone', () => {
  const shared = (use) => `constexpr std::string_view lock = "select 1 from fleet_trip for update";\n` +
    `constexpr std::array<db::Statement, 2> locks{{{"fleet.a", may::accept, lock}, {"fleet.b", may::refuse, lock}}};\n${use}`
  held(shared(''))
  refused(shared('void f(Work& work) { work.db().run(lock); }\n'))
  refused(shared('').replace('may::refuse', 'engine_right'), 2)
  refused(shared('').replace('fleet_trip', 'people_person'))
})

test('a migration makes own tables, and refers to those of a needed module', () => {
  const migration = (sql) => of('modules/fleet/migrations/0001_trips.sql', sql)
  assert.deepEqual(migration('create table fleet_trip (id bigint, person bigint references people_person (id));\n'), [])
  assert.deepEqual(migration('create table fleet_trip (id bigint);\ncreate index t on fleet_trip (id);  -- lists\n'), [])
  assert.deepEqual(migration('-- one\ncreate table trip (id bigint);\n'), ['modules/fleet/migrations/0001_trips.sql:2'])
  assert.deepEqual(migration('create table fleet_trip (id bigint);\nalter table people_person add x int;\n'),
    ['modules/fleet/migrations/0001_trips.sql:2'])
  assert.deepEqual(migration('create table fleet_meal (m bigint references canteen_meal (id));\n'),
    ['modules/fleet/migrations/0001_trips.sql:1'])
  assert.deepEqual(migration('create view fleet_v as select 1 from people_person;\n'), ['modules/fleet/migrations/0001_trips.sql:1'])
})
