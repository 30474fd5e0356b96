// The last line of script/test: `N passed, N failed, N skipped`, each test case counted once.
//   script/node tools/summary/main.mjs FOLDER
// FOLDER holds steps.tsv (name, exit code, report or "-" for a step that is one test by itself) and the reports.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { count } from './count.mjs'

const folder = process.argv[2]
const steps = readFileSync(join(folder, 'steps.tsv'), 'utf8').trim().split('\n').map((line) => line.split('\t'))
const total = { passed: 0, failed: 0, skipped: 0 }
for (const [name, code, report] of steps) {
  const path = report === '-' ? null : join(folder, report)
  const counted = count({ name, code: Number(code), xml: path && existsSync(path) ? readFileSync(path, 'utf8') : null, report })
  for (const key of Object.keys(total)) total[key] += counted[key]
  console.log(`${counted.failed > 0 ? '✗' : '✓'} ${name.padEnd(28)} ${counted.passed} passed, ${counted.failed} failed, ` +
    `${counted.skipped} skipped`)
  for (const line of counted.named) console.log(`    ${line}`)
}
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`)
process.exit(total.failed === 0 && total.skipped === 0 ? 0 : 1)
