// How many test cases a step ran, and how they ended. A doctest program is one entry of ctest's report; what counts are
// the cases it says it ran. A program that died says nothing, and a step may fail past its report: each is one failure.
import { cases } from './junit.mjs'

const DOCTEST = /\[doctest\] test cases:\s*(\d+)\s*\|\s*(\d+) passed\s*\|\s*(\d+) failed\s*\|\s*(\d+) skipped/g
const NAMED_MAX = 20

export function count({ name, code, xml, report }) {
  const total = { passed: 0, failed: 0, skipped: 0, named: [] }
  if (report === '-') {
    total[code === 0 ? 'passed' : 'failed'] += 1
    return total
  }
  if (xml === null) return { ...total, failed: 1, named: [`${name} left no report (exit code ${code})`] }
  for (const one of cases(xml)) {
    const inner = [...one.output.matchAll(DOCTEST)].at(-1)?.slice(1).map(Number)
    if (!inner) total[one.outcome] += 1
    else {
      total.passed += inner[1]
      total.failed += Math.max(inner[2], one.outcome === 'failed' ? 1 : 0)
      total.skipped += inner[3]
    }
    if (one.outcome !== 'passed' && total.named.length < NAMED_MAX) total.named.push(`${one.outcome}: ${one.suite} ${one.name}`)
  }
  if (total.passed + total.failed + total.skipped === 0) return { ...total, failed: 1, named: [`${name} ran no test`] }
  if (code !== 0 && total.failed === 0) return { ...total, failed: 1, named: [`${name} ended with exit code ${code}`] }
  return total
}
