// tidy: allow-file limits – statements and command lines are kept whole
// GET one case and the first page of a list over HTTP, beside the statements that PostgreSQL sees for it; and what the
// walls cost, beside the tables' owner with the scope written as a plain condition.
import { alternate, print_ratio, wrk } from './rounds.mjs'
import { pgbench, pipeline, statements_of } from './reference.mjs'
import { case_of, drawn, person_of, psql, sessions, unit_of, url } from './site.mjs'

const list_path = '/api/service_centre/cases?state=rated&item=person_pass&sort=-submitted_at&limit=25'
const clerk_head = [`\\set k random(0, ${drawn.units - 1})`, `\\set unit ${unit_of(0)} + :k`]
const self_head = [
  `\\set k random(0, ${drawn.units - 1})`,
  `\\set person ${person_of(0, 3)} + :k * 100 + 4 * random(0, 3)`,
]
const case_head = [...clerk_head, `\\set id ${case_of(0, 0)} + random(1, ${drawn.cases_per_unit}) * 120 + :k`]

async function fetched(path, cookie) {
  const answer = await fetch(url + path, { headers: { cookie } })
  const body = await answer.text()
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${body}`)
  return JSON.parse(body)
}

let seed = 20211231
function random(n) {
  seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff
  return Math.floor((seed / 0x80000000) * n)
}

const tree_units = () =>
  Array.from(
    { length: drawn.heads },
    (_, k) =>
      `{${psql(`with recursive t as (select id from organisation_unit where id = ${unit_of(k)} union select b.id from organisation_unit b join t on b.parent = t.id) select string_agg(id::text, ',' order by id) from t`)}}`,
  )

// One description of what is asked: how the load generator draws it, and how pgbench does.
async function by_id() {
  const clerks = sessions('clerk')
  const lines = Array.from({ length: 40_000 }, () => {
    const k = random(drawn.units)
    return ['GET', `/api/service_centre/cases/${case_of(k, 1 + random(drawn.cases_per_unit))}`, clerks[k].cookie]
  })
  const id = String(case_of(5, 700))
  const list = await statements_of(
    () => fetched(`/api/service_centre/cases/${id}`, clerks[5].cookie),
    'from service_centre_case c where c.id',
  )
  const as = (value) => (value === id ? ':id' : value === String(unit_of(5)) ? ':unit' : undefined)
  return { lines, list, scripts: [{ head: case_head, ...pipeline(list, as) }] }
}

async function list_of(kind) {
  const readers = sessions(kind)
  const lines = readers.map(({ cookie }) => ['GET', list_path, cookie])
  const page = await fetched(list_path, readers[1].cookie)
  if (page.items.length === 0 || (kind !== 'self' && page.items.length !== 25))
    throw new Error(`list of ${kind}: ${page.items.length} rows`)
  const list = await statements_of(() => fetched(list_path, readers[1].cookie), 'with page as materialized')
  const scope = list[0].values[1]
  const drawn_as = { clerk: { head: clerk_head, name: ':unit' }, self: { head: self_head, name: ':person' } }[kind]
  if (drawn_as)
    return {
      lines,
      list,
      scripts: [{ head: drawn_as.head, ...pipeline(list, (value) => (value === scope ? drawn_as.name : undefined)) }],
    }
  if (kind === 'admin') return { lines, list, scripts: [{ head: [], ...pipeline(list) }] }
  const trees = tree_units() // a script for each head: the setting is a list, which pgbench cannot draw
  const scripts = trees.map((units, k) => {
    const own = list.map((each) => ({ ...each, values: each.values.map((value) => (value === scope ? units : value)) }))
    return { head: [], ...pipeline(own, () => undefined, `t${k}v`) }
  })
  return { lines, list, scripts }
}

const asked = new Map()
async function asks(name) {
  if (!asked.has(name)) asked.set(name, name === 'by_id' ? await by_id() : await list_of(name))
  return asked.get(name)
}

const rates = new Map()
async function over_http(name, kind, target, rounds) {
  const { lines, scripts } = await asks(kind)
  wrk(name, lines, { seconds: 2 })
  pgbench(name, scripts, { seconds: 1 })
  const result = alternate(
    rounds,
    () => wrk(name, null).rate,
    () => pgbench(name, scripts),
  )
  rates.set(kind, result.ours)
  print_ratio(name, result, 'req/s', 'pgbench', target)
}

// The same statement by the owner, without role and setting, the wall's condition written out.
const plain = {
  by_id: (sql) => sql.replace('where c.id = $1', 'where c.id = $1 and c.scope_unit = :unit'),
  clerk: (sql) => sql.replace('where (', 'where k.scope_unit = :unit and ('),
  tree: (sql) => sql.replace('where (', 'where k.scope_unit = any(:tree::bigint[]) and ('),
  admin: (sql) => sql,
}
async function scope_cost(kind, target, rounds) {
  const { list, scripts } = await asks(kind)
  const trees = kind === 'tree' ? tree_units() : [null]
  const statement = list.at(-1)
  const as = (value) => (kind === 'by_id' && value === statement.values[0] ? ':id' : undefined)
  const owners = trees.map((units, k) => {
    const made = pipeline([{ ...statement, sql: plain[kind](statement.sql) }], as, `p${k}v`)
    if (units) made.defines[`p${k}tree`] = units
    return {
      head: kind === 'by_id' ? case_head : kind === 'clerk' ? clerk_head : [],
      ...made,
      text: made.text.replace(':tree', `:p${k}tree`),
    }
  })
  const name = `scope_cost_${kind}`
  const walled = () => pgbench(name, scripts, { seconds: 3 })
  const open = () => pgbench(`${name}-owner`, owners, { seconds: 3, user: 'tongguan_owner' })
  walled()
  open()
  print_ratio(name, alternate(rounds, walled, open), 'tps', 'owner, plain condition', target)
}

export const reads = {
  case_by_id: (rounds) => over_http('case_by_id', 'by_id', 0.5, rounds),
  case_list_clerk: (rounds) => over_http('case_list_clerk', 'clerk', 0.45, rounds),
  case_list_tree: (rounds) => over_http('case_list_tree', 'tree', 0.45, rounds),
  case_list_admin: (rounds) => over_http('case_list_admin', 'admin', 0.45, rounds),
  case_list_self: (rounds) => over_http('case_list_self', 'self', 0.45, rounds),
  clerk_to_admin: async (rounds) => {
    const clerk = await asks('clerk'),
      admin = await asks('admin')
    const result = alternate(
      rounds,
      () => wrk('clerk_to_admin-c', clerk.lines).rate,
      () => wrk('clerk_to_admin-a', admin.lines).rate,
    )
    print_ratio('clerk_to_admin', result, 'req/s', 'case_list_admin', 0.8)
  },
  scope_cost_by_id: (rounds) => scope_cost('by_id', 0.7, rounds + 1),
  scope_cost_clerk: (rounds) => scope_cost('clerk', 0.75, rounds + 1),
  scope_cost_tree: (rounds) => scope_cost('tree', 0.8, rounds + 1),
  scope_cost_admin: (rounds) => scope_cost('admin', 0.75, rounds + 1),
}
