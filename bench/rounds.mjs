// tidy: allow-file limits – statements and command lines are kept whole
// Rounds that alternate between ours and the reference, so that a neighbour on the machine disturbs both; the load
// generator; the one way a figure is printed.
import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { loadavg } from 'node:os'
import { join } from 'node:path'
import { folder, tree, url } from './site.mjs'

export function median(list) {
  const sorted = [...list].sort((a, b) => a - b)
  const half = sorted.length >> 1
  return sorted.length % 2 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2
}

/** wrk over `lines` of [method, path, cookie, body]: requests a second and the latency's 99th percentile in ms. */
export function wrk(name, lines, { seconds = 5, connections = 64, threads = 2, to = url, in_turn = false } = {}) {
  if (lines) writeFileSync(join(folder, `${name}.requests`), lines.map((line) => line.join('\t')).join('\n') + '\n')
  const args = [
    `-t${threads}`,
    `-c${connections}`,
    `-d${seconds}s`,
    '--latency',
    '--timeout',
    '10s',
    '-s',
    join(tree, 'bench/load.lua'),
    to,
    '--',
    join(folder, `${name}.requests`),
    to,
    ...(in_turn ? ['in_turn'] : []),
  ]
  const out = execFileSync('wrk', args, { encoding: 'utf8' })
  const bad = /Non-2xx or 3xx responses: (\d+)|Socket errors: .*/.exec(out)
  if (bad) throw new Error(`${name}: ${bad[0]}`)
  const p99 = /99%\s+([\d.]+)(us|ms|s)/.exec(out)
  return {
    rate: Number(/Requests\/sec:\s+([\d.]+)/.exec(out)[1]),
    p99_ms: Number(p99[1]) * { us: 0.001, ms: 1, s: 1000 }[p99[2]],
  }
}

/** Medians of both sides and of the rounds' ratios. */
export function alternate(rounds, ours, theirs) {
  const a = [],
    b = []
  for (let i = 0; i < rounds; ++i) {
    if (i % 2) {
      a.push(ours())
      b.push(theirs())
    } else {
      b.push(theirs())
      a.push(ours())
    }
  }
  return { ours: median(a), theirs: median(b), ratio: median(a.map((value, i) => value / b[i])) }
}

const digits = (value) => (value >= 100 ? value.toFixed(0) : value.toPrecision(3))
const verdict = (good) => (good ? 'reached' : 'MISSED')

export function print_ratio(name, { ours, theirs, ratio }, unit, reference, target) {
  console.log(
    `bench ${name} ${digits(ours)} ${unit} | ${reference} ${digits(theirs)} | ratio ${ratio.toFixed(2)} (target ${target}: ${verdict(ratio >= target)}; load ${loadavg()[0].toFixed(1)})`,
  )
}

export function print_limit(name, value, unit, limit) {
  console.log(
    `bench ${name} ${digits(value)} ${unit} | limit ${limit} | ratio ${(value / limit).toFixed(2)} (${verdict(value <= limit)}; load ${loadavg()[0].toFixed(1)})`,
  )
}
