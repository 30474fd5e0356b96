// Two clocks, both injected (base/clock.h): business time and machine time. Nothing else may learn what time it is.
// tidy: allow-file limits – a pattern is one line
import { bare, scan } from '../cpp.mjs'
import { looks_like_sql } from '../sql.mjs'

export const name = 'clock'
export const says = 'time comes from the two injected clocks, in C++, SQL and Vue'

const CPP = /\b(?:system_clock|high_resolution_clock|utc_clock|tai_clock)::now\b|\bgettimeofday\b|\bclock_gettime\b|\blocaltime(?:_r|_s)?\s*\(|\bgmtime(?:_r)?\s*\(|(?:\bstd::|(?<![\w:.>]))time\s*\(\s*(?:nullptr|NULL|0|&\w+)\s*\)/g
const STEADY = /\bsteady_clock::now\b/g
const SQL = /\b(?:now|clock_timestamp|statement_timestamp|transaction_timestamp|timeofday)\s*\(\s*\)|\b(?:current_timestamp|current_date|current_time|localtimestamp|localtime)\b|'(?:now|today|tomorrow|yesterday)'/gi
const WEB = /\bDate\.now\b|\bnew Date\s*\(\s*\)|\bnew Date\b(?!\s*\()|(?<!new )\bDate\s*\(\s*\)|\bTemporal\.Now\b/g

export function* check(tree) {
  for (const file of tree.files(/^(app|modules|practices|gateways|platform|base)\/.*\.(cpp|h)$/)) {
    const code = bare(file.text)
    if (file.path === 'base/clock.cpp') continue  // the one place that asks
    yield* every(file, code, CPP, 'ask the injected clock (base/clock.h)')
    // Intervals inside the engine may be measured; what the office sees may not depend on them.
    if (!/^platform\//.test(file.path)) yield* every(file, code, STEADY, 'intervals are measured inside platform only')
    if (/\/tests\//.test(file.path)) continue
    for (const literal of scan(file.text).literals) {
      if (!looks_like_sql(literal.value) && !/\b(where|values|set|returning)\b/i.test(literal.value)) continue
      yield* every(file, literal.value, SQL, 'give the time as a parameter, from the injected clock', literal.start)
    }
  }
  for (const file of tree.files(/\/migrations\/.*\.sql$/)) {
    yield* every(file, file.text.replace(/--.*$/gm, (comment) => ' '.repeat(comment.length)), SQL, 'no default may read the database’s clock')
  }
  for (const file of tree.files(/^(web|modules\/\w+\/web)\/.*\.(ts|vue|js)$/)) {
    if (/(^|\/)(tests|scripts|build|node_modules|dist)\//.test(file.path)) continue
    const code = file.text.replace(/\/\/.*$/gm, (comment) => ' '.repeat(comment.length))
    yield* every(file, code, WEB, 'ask web/time.ts, which keeps the server’s clocks')
  }
}

function* every(file, text, pattern, advice, from = 0) {
  for (const hit of text.matchAll(pattern)) {
    yield { path: file.path, line: file.lineOf(from + hit.index), message: `${hit[0].trim()}: ${advice}` }
  }
}
