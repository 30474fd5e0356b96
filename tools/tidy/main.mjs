// Checks what STYLE.md and ARCHITECTURE.md promise and a program can check. One rule is one test of the run.
//   script/node tools/tidy/main.mjs [--junit FILE] [RULE…]
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { rules } from './rules.mjs'
import { Tree, run } from './tree.mjs'
import { junit } from '../summary/junit.mjs'

const SHOWN_MAX = 40

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..')
const args = process.argv.slice(2)
const file = args[0] === '--junit' ? args.splice(0, 2)[1] : undefined
const chosen = args.length === 0 ? rules : rules.filter((rule) => args.includes(rule.name))
const tree = Tree.read(root)
const cases = chosen.map((rule) => ({ name: `${rule.name}: ${rule.says}`, findings: run(rule, tree) }))
if (args.length === 0) cases.push({ name: 'allow: every exception has a reason and a use', findings: idle(tree) })

let failed = 0
for (const { name, findings } of cases) {
  if (findings.length > 0) failed += 1
  for (const { path, line, rule, message } of findings.slice(0, SHOWN_MAX)) {
    console.log(`${path}:${line}: ${rule}: ${message}`)
  }
  if (findings.length > SHOWN_MAX) console.log(`… ${findings.length - SHOWN_MAX} more of ${name}`)
}
if (file) {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, junit('tidy', cases.map(({ name, findings }) => ({
    name, failure: findings.map((one) => `${one.path}:${one.line}: ${one.message}`).join('\n'),
  }))))
}
console.log(`tidy: ${cases.length - failed} rules hold, ${failed} do not (${tree.byPath.size} files)`)
process.exit(failed === 0 ? 0 : 1)

// An exception without a reason, or one that excuses nothing any more.
function* idleIn(file) {
  if (/^tools\/tidy\/|\.md$/.test(file.path)) return
  for (const one of file.allowances) {
    const problem = one.reason.length < 8 ? 'gives no reason' : one.used ? null : 'excuses nothing: take it out'
    if (problem) yield { rule: 'allow', path: file.path, line: one.line, message: `the exception for ${one.rule} ${problem}` }
  }
}
function idle(all) {
  return [...all.byPath.values()].flatMap((one) => [...idleIn(one)])
}
