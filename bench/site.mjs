// tidy: allow-file limits – statements and command lines are kept whole
// What is measured: the program as it is shipped, in a folder of its own (.cache/bench) with 200,000 cases over 120
// units. The folder is made once and kept; every run starts the server anew and opens fresh sessions.
import { execFileSync, spawn } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const tree = dirname(dirname(fileURLToPath(import.meta.url)))
export const folder = join(tree, '.cache/bench')
export const program = join(tree, 'build/release/app/tongguan')
export const port = 18490
export const url = `http://127.0.0.1:${port}`
export const workers = 4 // the program's default: worker connections, and clients of the reference
const data = join(folder, 'data')
const desk = existsSync(join(tree, 'web/dist/index.html')) ? join(tree, 'web/dist') : join(folder, 'web')

// Keys as inflate.sql lays them out, in ranges that pgbench can draw too.
export const drawn = { units: 95, heads: 10, directors: 8, cases_per_unit: 1660 }
export const unit_of = (k) => 1000001 + k
export const person_of = (k, n) => 2000000 + k * 100 + n
export const case_of = (k, j) => 100000000000 + j * 120 + k // of unit k; k = 0 needs j > 0

const signed = new Map()
let server = null

const nap = (ms) => new Promise((done) => setTimeout(done, ms))

export function cluster_socket() {
  return readFileSync(join(data, 'pg/postmaster.pid'), 'utf8').split('\n')[4]
}

export function psql(sql, role = 'tongguan_owner') {
  return execFileSync(
    'psql',
    ['-XqAt', '-v', 'ON_ERROR_STOP=1', '-h', cluster_socket(), '-U', role, '-d', 'tongguan', '-c', sql],
    {
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    },
  ).trim()
}

export function start_server(extra = []) {
  const log = openSync(join(folder, 'server.log'), 'a')
  server = spawn(
    program,
    ['serve', '--data', data, '--web', desk, '--port', String(port), '--workers', String(workers), ...extra],
    {
      stdio: ['ignore', log, log],
    },
  )
  return server
}

export async function ready(deadline_ms = 30_000) {
  for (const end = Date.now() + deadline_ms; Date.now() < end; await nap(2)) {
    if (server && server.exitCode !== null) throw new Error(`the server ended: see ${join(folder, 'server.log')}`)
    try {
      if ((await fetch(`${url}/health/ready`)).ok) return
    } catch {
      // not listening yet
    }
  }
  throw new Error('the server did not become ready')
}

export async function stop_server() {
  if (!server) return
  const ended = new Promise((done) => server.once('exit', done))
  server.kill('SIGTERM')
  await ended
  server = null
}

export function server_process() {
  return server.pid
}

export async function open_site() {
  mkdirSync(folder, { recursive: true })
  const made = join(folder, 'made')
  const layout = createHash('sha256')
    .update(readFileSync(join(tree, 'bench/inflate.sql')))
    .digest('hex')
  const stands = existsSync(made) && readFileSync(made, 'utf8') === layout
  if (!stands) {
    rmSync(data, { recursive: true, force: true })
    execFileSync(program, ['demo', 'load', '--data', data], { stdio: 'inherit' })
  }
  start_server()
  await ready()
  if (!stands) {
    console.log('# 200,000 cases over 120 units: a few minutes, once')
    execFileSync(
      'psql',
      ['-Xq', '-h', cluster_socket(), '-U', 'tongguan_owner', '-d', 'tongguan', '-f', join(tree, 'bench/inflate.sql')],
      { stdio: 'inherit' },
    )
    writeFileSync(made, layout)
  }
  forget_submitted()
  open_sessions()
}

// What earlier runs have submitted, so that every run begins with the same rows.
function forget_submitted() {
  const made =
    'select id from service_centre_case where id > 1000000000000000 and applicant between 2000000 and 2999999'
  psql(`create temp table made as ${made}; analyze made; delete from service_centre_material where case_id in (select id from made);
    delete from service_centre_entry where case_id in (select id from made); delete from task_task where record_id in (select id from made);
    delete from service_centre_case where id in (select id from made)`)
  psql('vacuum (analyze) service_centre_case, service_centre_material, service_centre_entry, task_task')
}

// One session for every clerk, head of units, director and some employees; each with its csrf token.
function open_sessions() {
  const rows = []
  const open = (kind, person) => {
    const token = randomBytes(32).toString('base64url')
    const digest = createHash('sm3').update(token).digest('hex')
    const id = 140000000000 + rows.length
    rows.push(
      `(${id}, '\\x${digest}', ${person}, ${person + 1000000}, 'bench-csrf', now(), now(), now() + interval '11 hours', '127.0.0.1', 'bench')`,
    )
    if (!signed.has(kind)) signed.set(kind, [])
    signed.get(kind).push({ person, cookie: `__Host-tongguan=${token}` })
  }
  for (let k = 0; k < drawn.units; ++k) open('clerk', person_of(k, 0))
  for (let k = 0; k < drawn.heads; ++k) open('tree', person_of(k, 1))
  for (let k = 0; k < drawn.directors; ++k) open('admin', person_of(k, 2))
  for (let k = 0; k < drawn.units; ++k) for (const n of [3, 7, 11, 15]) open('self', person_of(k, n))
  psql(
    `delete from access_session where agent = 'bench'; insert into access_session (id, token_digest, person, post, csrf, made_at, seen_at, absolute_end, remote, agent) values ${rows.join(',')}`,
  )
}

export const sessions = (kind) => signed.get(kind)
export const demo_accounts = () => JSON.parse(readFileSync(join(data, 'demo_accounts.json'), 'utf8')).accounts
export const log_folder = () => join(data, 'pg/log')
export { nap }
