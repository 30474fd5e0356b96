// tidy: allow-file limits – statements and command lines are kept whole
// list_vs_directus: the same list of 25 of one unit, over HTTP, from Directus: same cluster, rows and indexes;
// production, pool of ten, no rate limit, telemetry off, warm. Directus 12.3 refuses rules by row without a licence
// (custom_permission_rules_enabled), so its reader has a policy over the whole table and the unit stands in the query:
// no more work for it than the rule would be.
import { execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdirSync, openSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { alternate, print_ratio, wrk } from './rounds.mjs'
import { cluster_socket, folder, nap, sessions, tree, unit_of } from './site.mjs'

const place = join(tree, '.cache/directus')
const port = 18491
const url = `http://127.0.0.1:${port}`
const base = 'directus_bench'
const version = '12.3'
const columns =
  'id,number,item_code,item_name,title,unit,unit_name,applicant_name,handling_department_name,channel,state,submitted_at,promised_days,accepted_at,due_on,pauses,finished_at,returns,rating'
const admin = { email: 'admin@example.com', password: 'bench-only-password' }
const reader_token = 'bench-reader-token'

const environment = () => ({
  ...process.env,
  NODE_ENV: 'production',
  HOST: '127.0.0.1',
  PORT: String(port),
  PUBLIC_URL: url,
  LOG_LEVEL: 'error',
  TELEMETRY: 'false',
  RATE_LIMITER_ENABLED: 'false',
  DB_CLIENT: 'pg',
  DB_HOST: cluster_socket(),
  DB_PORT: '5432',
  DB_USER: 'tongguan_owner',
  DB_DATABASE: base,
  DB_POOL__MIN: '0',
  DB_POOL__MAX: '10',
  KEY: 'bench',
  SECRET: 'bench-only-secret-bench-only-secret',
  ADMIN_EMAIL: admin.email,
  ADMIN_PASSWORD: admin.password,
  CACHE_ENABLED: 'false',
  WEBSOCKETS_ENABLED: 'false',
})
const cli = () => join(place, 'node_modules/directus/cli.js')
const sql = (database, ...args) =>
  execFileSync('psql', ['-XqAt', '-h', cluster_socket(), '-U', 'tongguan_owner', '-d', database, ...args], {
    encoding: 'utf8',
  }).trim()

function install() {
  if (existsSync(cli())) return
  mkdirSync(place, { recursive: true })
  // One of its parts is compiled: with the headers of the pinned Node.js, so that nothing else is fetched.
  const headers = join(tree, `.cache/node/node_modules/node-linux-${process.arch}`)
  writeFileSync(join(place, 'package.json'), '{"private":true}')
  execFileSync(join(tree, 'script/npm'), ['install', '--no-audit', '--no-fund', '--omit=dev', `directus@${version}`], {
    cwd: place,
    stdio: 'inherit',
    env: { ...process.env, npm_config_nodedir: headers },
  })
}

function fill() {
  sql('postgres', '-c', `drop database if exists ${base} with (force)`)
  sql('postgres', '-c', `create database ${base} template template0`)
  // Rows first, then the key and the same indexes; walls are the other side's business.
  const dump = `pg_dump -h ${cluster_socket()} -U tongguan_owner -t service_centre_case --section=pre-data --section=data --no-owner --no-privileges tongguan`
  execFileSync(
    'bash',
    [
      '-o',
      'pipefail',
      '-c',
      `${dump} | psql -Xq -v ON_ERROR_STOP=1 -h ${cluster_socket()} -U tongguan_owner -d ${base}`,
    ],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  )
  const indexes = sql(
    'tongguan',
    '-c',
    "select indexdef || ';' from pg_indexes where tablename = 'service_centre_case' and indexname <> 'service_centre_case_pkey'",
  )
  sql(base, '-c', `alter table service_centre_case add primary key (id); ${indexes}`)
  sql(base, '-c', 'vacuum analyze service_centre_case')
}

async function call(method, path, token, body) {
  const answer = await fetch(url + path, {
    method,
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    body: body && JSON.stringify(body),
  })
  const text = await answer.text()
  if (!answer.ok) throw new Error(`directus ${method} ${path}: ${answer.status} ${text.slice(0, 300)}`)
  return text ? JSON.parse(text).data : null
}

async function permit() {
  const token = (await call('POST', '/auth/login', null, admin)).access_token
  await call('PATCH', '/collections/service_centre_case', token, { meta: { hidden: false } })
  const policy = await call('POST', '/policies', token, { name: 'bench', admin_access: false, app_access: false })
  await call('POST', '/permissions', token, {
    policy: policy.id,
    collection: 'service_centre_case',
    action: 'read',
    permissions: {},
    fields: ['*'],
  })
  const role = await call('POST', '/roles', token, {
    name: 'bench',
    policies: { create: [{ policy: policy.id }], update: [], delete: [] },
  })
  await call('POST', '/users', token, {
    email: 'reader@example.com',
    password: 'bench-only-password',
    role: role.id,
    token: reader_token,
    status: 'active',
  })
}

export async function list_vs_directus(rounds) {
  install()
  fill()
  const node = join(tree, 'script/node')
  execFileSync(node, [cli(), 'bootstrap'], { cwd: place, env: environment(), stdio: ['ignore', 'ignore', 'inherit'] })
  const log = openSync(join(folder, 'directus.log'), 'w')
  const directus = spawn(node, [cli(), 'start'], { cwd: place, env: environment(), stdio: ['ignore', log, log] })
  try {
    for (let i = 0; ; ++i) {
      try {
        if ((await fetch(`${url}/server/ping`)).ok) break
      } catch {
        if (i > 600) throw new Error('directus did not start')
      }
      await nap(100)
    }
    await permit()
    const path = `/items/service_centre_case?fields=${columns}&filter[state][_eq]=rated&filter[item_code][_eq]=person_pass&filter[scope_unit][_eq]=${unit_of(5)}&sort=-submitted_at&limit=25`
    const rows = await call('GET', path, reader_token)
    if (rows.length !== 25) throw new Error(`directus answers ${rows.length} rows`)
    if (rows.some((row) => String(row.unit) !== String(unit_of(5))))
      throw new Error('directus answers rows of other units')
    const own = sessions('clerk')[5]
    const ours_lines = [
      ['GET', '/api/service_centre/cases?state=rated&item=person_pass&sort=-submitted_at&limit=25', own.cookie],
    ]
    const theirs_lines = [['GET', `${path}&access_token=${reader_token}`, '-']]
    wrk('list_directus', theirs_lines, { to: url, seconds: 10 }) // warm
    wrk('list_ours', ours_lines, { seconds: 2 })
    const result = alternate(
      rounds,
      () => wrk('list_ours', null).rate,
      () => wrk('list_directus', null, { to: url }).rate,
    )
    print_ratio('list_vs_directus', result, 'req/s', 'directus', 20)
  } finally {
    directus.kill('SIGTERM')
    await nap(500)
    sql('postgres', '-c', `drop database if exists ${base} with (force)`)
  }
}
