// tidy: allow-file limits – statements and command lines are kept whole
// The figures, each beside its reference in the same run: node bench/main.mjs [--rounds=5] [name…]
import { execFileSync } from 'node:child_process'
import { cpus } from 'node:os'
import { others } from './others.mjs'
import { reads } from './reads.mjs'
import { open_site, psql, stop_server } from './site.mjs'
import { writes } from './writes.mjs'

const words = process.argv.slice(2)
const rounds = Number(words.find((word) => word.startsWith('--rounds='))?.slice(9) ?? 5)
const wanted = words.filter((word) => !word.startsWith('--'))
const all = { ...reads, ...writes, ...others }
for (const name of wanted)
  if (!all[name]) {
    console.error(`no figure "${name}": ${Object.keys(all).join(' ')}`)
    process.exit(2)
  }

let failed = 0
try {
  await open_site()
  const setting = (name) => `${name} ${psql(`show ${name}`)}`
  console.log(
    `# ${cpus().length} cores, ${cpus()[0].model}; ${execFileSync('pgbench', ['--version'], { encoding: 'utf8' }).trim()}`,
  )
  console.log(
    `# ${['fsync', 'synchronous_commit', 'full_page_writes', 'shared_buffers'].map(setting).join(', ')}; ${psql('select count(*) from service_centre_case')} cases, ${psql('select count(*) from organisation_unit')} units`,
  )
  for (const name of wanted.length ? wanted : Object.keys(all)) {
    try {
      await all[name](rounds)
    } catch (problem) {
      ++failed
      console.log(`bench ${name} FAILED: ${problem.message.split('\n').slice(0, 6).join(' / ')}`)
    }
  }
} finally {
  await stop_server()
}
process.exit(failed ? 1 : 0)
