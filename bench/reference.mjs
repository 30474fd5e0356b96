// The reference of a request: the very statements that PostgreSQL's log shows for it, as one pipeline of pgbench. The
// values that differ from request to request are drawn anew over the same ranges, the others stand as they were sent.
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { cluster_socket, folder, log_folder, nap, psql, workers } from './site.mjs'

const super_role = 'tongguan_cluster'

function newest_json_log() {
  const logs = readdirSync(log_folder())
    .filter((name) => name.endsWith('.json'))
    .map((name) => join(log_folder(), name))
  return logs.sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs)[0]
}

/** The statements that `act` makes the server send on one worker connection: [{sql, values}], values null or text. */
export async function statements_of(act, mark) {
  for (const setting of ["log_destination = 'jsonlog'", "log_statement = 'all'", "log_error_verbosity = 'default'"])
    psql(`alter system set ${setting}`, super_role)
  psql('select pg_reload_conf()', super_role)
  await nap(500)
  await act() // prepares and warms
  await nap(300)
  const file = newest_json_log()
  const from = statSync(file).size
  await act()
  await nap(300)
  for (const setting of ['log_destination', 'log_statement', 'log_error_verbosity'])
    psql(`alter system reset ${setting}`, super_role)
  psql('select pg_reload_conf()', super_role)
  const lines = readFileSync(file)
    .subarray(from)
    .toString('utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line))
  const by_process = new Map()
  for (const line of lines) {
    const found = /^execute ([^\n]*?): ([\s\S]*)$/.exec(line.message ?? '')
    if (!found || line.user !== 'tongguan_server') continue
    if (!by_process.has(line.pid)) by_process.set(line.pid, [])
    by_process.get(line.pid).push({ name: found[1], sql: found[2], values: parameters(line.detail) })
  }
  const ours = [...by_process.values()].filter((list) => list.some((each) => each.sql.includes(mark)))
  if (ours.length !== 1) throw new Error(`the log shows ${ours.length} connections with "${mark}"`)
  const requests = split(ours[0]).filter((request) => request.some((each) => each.sql.includes(mark)))
  if (requests.length !== 1) throw new Error(`the log shows ${requests.length} requests with "${mark}"`)
  return requests[0]
}

/** The pool's connections also serve polls and pumps: a request is a transaction, or a scope and what is read under it. */
function split(list) {
  const requests = []
  let open = false
  for (const each of list) {
    if (each.sql === 'begin' || (!open && (each.name === 'tongguan:scope' || requests.length === 0))) requests.push([])
    open = each.sql === 'begin' || (open && each.sql !== 'commit')
    requests.at(-1).push(each)
  }
  return requests
}

function parameters(detail) {
  const values = []
  const text = (detail ?? '').replace(/^parameters: /i, '').replace(/^Parameters: /, '')
  for (let at = 0; at < text.length;) {
    const head = /^(?:, )?\$(\d+) = /.exec(text.slice(at))
    if (!head) throw new Error(`cannot read the parameters: ${text.slice(at, at + 80)}`)
    at += head[0].length
    if (text.startsWith('NULL', at)) {
      values.push(null)
      at += 4
      continue
    }
    let value = ''
    for (at += 1; ; ++at) {
      if (text[at] === "'" && text[at + 1] === "'") ++at
      else if (text[at] === "'") break
      value += text[at]
    }
    values.push(value)
    at += 1
  }
  return values
}

/** `as(value, sql)`: an expression of pgbench variables for a value that is drawn, or undefined for one that stands. */
export function pipeline(list, as = () => undefined, prefix = 'v') {
  const defines = {}
  const lines = ['\\startpipeline']
  for (const { sql, values } of list) {
    const text = sql.replace(/\$(\d+)(::[a-z]+(?:\[\])?)?/g, (whole, n, cast = '') => {
      const value = values[n - 1]
      const drawn = value === null ? undefined : as(value, sql)
      if (value === null) return `null${cast}`
      if (value === '') return `''${cast}` // pgbench defines no empty variable
      if (drawn !== undefined) return drawn + (drawn.startsWith('array') ? '::bigint[]' : cast)
      const name = `${prefix}${Object.keys(defines).length}`
      defines[name] = value
      return `:${name}${cast}`
    })
    lines.push(`${text};`)
  }
  lines.push('\\endpipeline')
  return { text: lines.join('\n'), defines }
}

/** Transactions a second of scripts of equal weight. `user` decides whether the walls stand. */
export function pgbench(name, scripts, { seconds = 5, user = 'tongguan_server', clients = workers, more = {} } = {}) {
  const args = [
    '-n',
    '-M',
    'prepared',
    '-c',
    String(clients),
    '-j',
    '2',
    '-T',
    String(seconds),
    '-h',
    cluster_socket(),
    '-U',
    user,
  ]
  scripts.forEach(({ head, text, defines }, at) => {
    const file = join(folder, `${name}-${at}.pgbench`)
    writeFileSync(file, `${head.join('\n')}\n${text}\n`)
    args.push('-f', file)
    for (const [key, value] of Object.entries({ ...defines, ...more })) args.push('-D', `${key}=${value}`)
  })
  const env = {
    ...process.env,
    PGOPTIONS:
      '-c jit=off -c max_parallel_workers_per_gather=0 -c timezone=UTC -c datestyle=ISO -c client_min_messages=warning',
  }
  const out = execFileSync('pgbench', [...args, 'tongguan'], {
    encoding: 'utf8',
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 1 << 26,
  })
  const failed = /number of failed transactions: (\d+)/.exec(out)
  if (failed && failed[1] !== '0') throw new Error(`pgbench ${name}: ${failed[1]} failed`)
  return Number(/tps = ([\d.]+)/.exec(out)[1])
}
