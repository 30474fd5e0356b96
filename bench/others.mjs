// Signing in beside argon2id alone, the greeting beside nginx, starting, the desk's first load, building.
import { execFileSync } from 'node:child_process'
import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { list_vs_directus } from './directus.mjs'
import { alternate, median, print_limit, print_ratio, wrk } from './rounds.mjs'
import { demo_accounts, folder, ready, start_server, stop_server, tree } from './site.mjs'

const run = (file, args, more = {}) =>
  execFileSync(file, args, { encoding: 'utf8', cwd: tree, maxBuffer: 1 << 28, ...more })

async function sign_in(rounds) {
  const alone = join(folder, 'argon2id')
  const options = run('cat', ['platform/access/password.h'])
  const passes = /passes = (\d+)/.exec(options)[1],
    mib = /memory_bytes = (\d+)U << 20U/.exec(options)[1]
  run('g++', [
    '-O2',
    `-DOPSLIMIT=${passes}`,
    `-DMEMLIMIT=(${mib}ULL << 20)`,
    '-std=c++20',
    join(tree, 'bench/argon2id.cpp'),
    '-o',
    alone,
    '-lsodium',
    '-pthread',
  ])
  // Twice the threads that sign in: somebody always waits, and nobody is refused (the row takes 64). The accounts take
  // turns: the same one tried five times at once is guessing, and is slowed.
  const at_once = Number(/at_once = (\d+)/.exec(options)[1])
  const load = { connections: 4 * at_once, threads: 1, in_turn: true }
  const accounts = demo_accounts()
  const lines = accounts.map(({ login, password }) => [
    'POST',
    '/api/session/sign_in',
    '-',
    JSON.stringify({ account: login, password }),
  ])
  const seconds = 12 // what is under way when a round ends is not counted
  wrk('sign_in', lines, { ...load, seconds: 2 })
  // The last round's hashes are still being made when its connections have gone.
  const pause = () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1500)
  const ours = () => pause() && wrk('sign_in', null, { ...load, seconds }).rate
  const theirs = () => Number(run(alone, [String(seconds)]))
  print_ratio('sign_in', alternate(rounds, ours, theirs), 'req/s', 'argon2id alone', 0.9)
}

function hello(rounds) {
  if (!existsSync(join(tree, 'build/release/bench/bench_hello')))
    run('cmake', ['--build', 'build/release', '--target', 'bench_hello', '-j2'])
  process.stdout.write(run('bash', ['bench/hello.sh', 'build/release/bench/bench_hello', String(rounds)]))
}

/** From exec to the first "ready" of program and cluster, after a clean stop. */
async function start_time(rounds) {
  const times = []
  for (let i = 0; i < rounds; ++i) {
    await stop_server()
    const begun = performance.now()
    start_server()
    await ready()
    times.push((performance.now() - begun) / 1000)
  }
  print_limit('start_time', median(times), 's', 1)
}

/** A database of its own for a file of tests, from the template to the first answer. */
function fresh_database(rounds) {
  const times = run('build/release/bench/bench_fresh_database', [String(2 * rounds)])
  print_limit('fresh_database', median(times.trim().split('\n').map(Number)), 'ms', 150)
}

function first_load_desk() {
  const out = run('script/node', ['web/scripts/first_load.mjs', '--limit=300'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  print_limit('first_load_desk', Number(/first_load_desk ([\d.]+)/.exec(out)[1]), 'kB', 300)
}

const seconds_of = (what) => {
  const begun = performance.now()
  what()
  return (performance.now() - begun) / 1000
}
const no_ccache = { ...process.env, CCACHE_DISABLE: '1' }

/** C++ and web from nothing, the compiler's cache off. */
function build_clean() {
  const place = join(folder, 'clean')
  rmSync(place, { recursive: true, force: true })
  const cpp = seconds_of(() => {
    run(
      'cmake',
      [
        '-S',
        tree,
        '-B',
        place,
        '-G',
        'Ninja',
        '-DCMAKE_BUILD_TYPE=Release',
        '-DCMAKE_CXX_FLAGS_RELEASE=-O2 -g1',
        '-DTONGGUAN_UNITY=ON',
      ],
      { env: no_ccache },
    )
    run('cmake', ['--build', place, '-j2', '--target', 'tongguan'], { env: no_ccache })
  })
  const web = seconds_of(() => run('../script/npm', ['run', '--silent', 'build'], { cwd: join(tree, 'web') }))
  rmSync(place, { recursive: true, force: true })
  print_limit('build_clean', cpp + web, 's', 600)
}

/** One .cpp of a module changed: built and its tests run. */
function build_touch() {
  const file = join(tree, 'modules/service_centre/rules.cpp')
  const build = () =>
    run('cmake', ['--build', 'build/dev', '-j2', '--target', 'service_centre_test'], { env: no_ccache })
  run('cmake', ['--preset', 'dev', ...(process.env.BENCH_CMAKE?.split(' ') ?? [])])
  run('cmake', ['--build', 'build/dev', '-j2', '--target', 'service_centre_test']) // what stood before the touch
  const text = run('cat', [file])
  try {
    writeFileSync(file, `${text}// touched by script/bench\n`)
    const seconds = seconds_of(() => {
      build()
      run(run('find', ['build/dev', '-name', 'service_centre_test', '-type', 'f']).trim(), [])
    })
    print_limit('build_touch', seconds, 's', 30)
  } finally {
    writeFileSync(file, text)
  }
}

export const others = {
  start_time,
  fresh_database,
  first_load_desk,
  hello,
  sign_in,
  list_vs_directus,
  build_touch,
  build_clean,
}
