// Submits: durable, with audit, outbox and idempotency, beside the statements PostgreSQL sees for one; what the sealer
// and the outbox owe when the load ends; the mix of a working day.
import { readFileSync } from 'node:fs'
import { alternate, print_limit, print_ratio, wrk } from './rounds.mjs'
import { pgbench, pipeline, statements_of } from './reference.mjs'
import { case_of, drawn, nap, person_of, psql, server_process, sessions, unit_of, url } from './site.mjs'

const path = '/api/service_centre/cases'
const origin = url

function body() {
  const item = psql("select id from service_centre_item where code = 'person_pass' and ended_on is null")
  return JSON.stringify({
    item,
    form: {
      holder_name: '示例甲',
      pass_kind: 'temporary',
      valid_from: '2022-01-04',
      valid_until: '2022-06-30',
      areas: ['main_building', 'car_park'],
      reason: '示例：专项工作期间在集中办公区通行。',
    },
    materials: [
      { key: 'unit_letter', state: 'given' },
      { key: 'holder_photo', state: 'given' },
    ],
  })
}

async function submitted(reader, text) {
  const answer = await fetch(url + path, {
    method: 'POST',
    headers: {
      cookie: reader.cookie,
      origin,
      'x-csrf-token': 'bench-csrf',
      'content-type': 'application/json',
      'idempotency-key': `bench-${process.pid}-${process.hrtime.bigint()}`,
    },
    body: text,
  })
  if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`)
}

/** Ids made for this one request become ids that rise from transaction to transaction, as the server's own do. */
function submit_script(list, before, reader) {
  const fresh = new Map()
  const is_new = (word) => /^\d{18}$/.test(word) && BigInt(word) > before
  const as_id = (word) => {
    if (!fresh.has(word)) fresh.set(word, `:id${fresh.size}`)
    return fresh.get(word)
  }
  const as = (value) => {
    if (is_new(value)) return as_id(value)
    const words = /^\{([\d,]+)\}$/.exec(value)?.[1].split(',')
    if (words?.every(is_new)) return `array[${words.map(as_id).join(', ')}]`
    if (/^20\d\d-\d{5,}$/.test(value) || value.startsWith(`bench-${process.pid}-`)) return as_id(value) // the case's number; the key
    if (value === String(reader.person)) return ':person'
    if (value === String(reader.person + 1000000)) return ':post'
    return value === String(unit_of(5)) ? ':unit' : undefined
  }
  const made = pipeline(list, as)
  const head = [
    `\\set k random(0, ${drawn.units - 1})`,
    `\\set unit ${unit_of(0)} + :k`,
    `\\set person ${person_of(0, 0)} + :k * 100`,
    `\\set post :person + 1000000`,
    '\\set n :n + 1',
  ]
  ;[...fresh.values()].forEach((name, at) =>
    head.push(`\\set ${name.slice(1)} :base + (:n * 64 + :client_id) * 64 + ${at}`),
  )
  return { head, ...made }
}

async function submit_case(rounds) {
  const text = body()
  const clerks = sessions('clerk')
  const lines = clerks.map(({ cookie }) => ['POST', path, cookie, text])
  let before = 0n
  const list = await statements_of(async () => {
    before = BigInt(psql('select max(id) from audit_entry where id < 1000000000000000000'))
    await submitted(clerks[5], text)
  }, 'service_centre_year_number')
  const script = submit_script(list, before, clerks[5])
  let base = 1_000_000_000_000_000_000n + (BigInt(Date.now()) << 20n)
  const theirs = (seconds, what = script) => {
    base += 1n << 36n
    return pgbench('submit_case', [what], { seconds, more: { n: 0, base: String(base) } })
  }
  wrk('submit_case', lines, { seconds: 3 })
  theirs(2)
  const seconds = Math.ceil(60 / rounds)
  const kept = { behind: null }
  const count = () => Number(psql('select count(*) from service_centre_case'))
  const at_start = count()
  const result = alternate(
    rounds,
    () => wrk('submit_case', null, { seconds }).rate,
    () => theirs(seconds),
  )
  print_ratio('submit_case', result, 'req/s', 'pgbench', 0.7)
  console.log(
    `# submit_case: ${count() - at_start} cases written in ${rounds * seconds} s on each side; pgbench's events and audit rows wait like ours`,
  )
  // What numbers without a gap cost: submits of a year take turns from the number to the commit.
  const free = submit_script(
    list.filter(({ sql }) => !sql.includes('service_centre_year_number')),
    before,
    clerks[5],
  )
  const turns = alternate(
    3,
    () => theirs(5, free),
    () => theirs(5),
  )
  console.log(
    `# submit_case: pgbench without the year's number ${turns.ours.toFixed(0)} tps, with it ${turns.theirs.toFixed(0)}`,
  )
  wrk('submit_case', null, { seconds: 10 }) // what the background owes is told after our own load alone
  kept.behind = await behind()
  print_limit('sealer_behind', kept.behind.sealer, 's', 1)
  if (psql('select count(*) from outbox_position') === '0')
    console.log('# outbox: no module listens to an event yet, so nothing can be behind')
  print_limit('outbox_behind', kept.behind.outbox, 's', 1)
}

/** Seconds from the end of the load until the last entry is sealed and every consumer has passed the last event. */
async function behind() {
  const start = Date.now()
  const last_event = psql('select coalesce(max(id), 0) from outbox_event')
  const debts = {
    sealer: 'select count(*) from audit_pending',
    outbox: `select count(*) from outbox_position p where (p.tx, p.event) < (select tx, id from outbox_event where id = ${last_event})
             and exists (select from outbox_event e where (e.tx, e.id) > (p.tx, p.event))`,
  }
  const settled = {}
  while (Object.keys(settled).length < 2 && Date.now() - start < 60_000) {
    for (const [name, sql] of Object.entries(debts))
      if (!(name in settled) && psql(sql) === '0') settled[name] = (Date.now() - start) / 1000
    await nap(10)
  }
  return { sealer: settled.sealer ?? 60, outbox: settled.outbox ?? 60 }
}

async function mixed() {
  const text = body()
  const clerks = sessions('clerk'),
    selves = sessions('self')
  const lines = []
  for (let i = 0; i < 4000; ++i) {
    const k = i % drawn.units
    const id = case_of(k, 1 + ((i * 37) % drawn.cases_per_unit))
    if (i % 10 === 0) lines.push(['POST', path, clerks[k].cookie, text])
    else if (i % 10 < 5) lines.push(['GET', `${path}/${id}`, clerks[k].cookie])
    else if (i % 10 < 7)
      lines.push(['GET', `${path}?state=rated&item=person_pass&sort=-submitted_at&limit=25`, clerks[k].cookie])
    else if (i % 10 < 8) lines.push(['GET', `${path}?sort=-accepted_at&limit=25`, selves[i % selves.length].cookie])
    else if (i % 10 < 9) lines.push(['GET', `${path}/${id}/time_line`, clerks[k].cookie])
    else lines.push(['GET', '/api/session', clerks[k].cookie])
  }
  wrk('mixed', lines, { seconds: 3 })
  const { rate, p99_ms } = wrk('mixed', null, { seconds: 20 })
  console.log(`bench mixed_rps ${rate.toFixed(0)} req/s | 64 connections, 90 % read | no limit`)
  print_limit('mixed_p99', p99_ms, 'ms', 100)
  const rss = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${server_process()}/status`, 'utf8'))
  print_limit('memory_rss', Number(rss[1]) / 1024, 'MiB', 150)
}

export const writes = { submit_case, mixed }
