// Just enough of SQL to say which tables and views a statement names.
// tidy: allow-file limits – the engine's tables as one pattern

const WORD = /"[^"]+"|[a-z_][a-z0-9_$]*(?:\.[a-z_][a-z0-9_$]*)?|[(),;]|[^\s]/g
const IDENTIFIER = /^("[^"]+"|[a-z_][a-z0-9_$.]*)$/
const NOT_A_NAME = new Set(['select', 'values', 'lateral', 'only', 'set', 'of', 'where', 'with', 'as'])
const FROM_INSIDE = new Set(['extract', 'substring', 'trim', 'overlay', 'position'])

export const looks_like_sql = (text) =>
  /^\s*(\/\*.*?\*\/\s*)?(select\b[\s\S]*\bfrom\s|select\s+\w+\(|insert\s+into\s|update\s+(only\s+)?["\w.]+(\s+(as\s+)?\w+)?\s+set\b|delete\s+from\s|with\s+(recursive\s+)?\w+\s*(\([^)]*\)\s*)?as\b|merge\s+into\s|truncate\s|lock\s+table\s|copy\s+\w+[\s(]|(create|alter|drop)\s+(table|index|unique|view|role|policy|function)\b|listen\s+\w+$|notify\s+\w+)/i
    .test(text)

export function tokens(sql) {
  const text = sql.replace(/--.*$/gm, ' ').replace(/\/\*[\s\S]*?\*\//g, ' ').replace(/'(?:[^']|'')*'/g, "''")
    .replace(/\$(\w*)\$[\s\S]*?\$\1\$/g, ' ').toLowerCase()
  return text.match(WORD) ?? []
}

// Every table or view it names: {name, how: "reads" | "references" | "changes"}; common table expressions left out.
export function tables(sql) {
  const list = tokens(sql)
  const local = new Set(list.filter((word, at) => IDENTIFIER.test(word) && namesExpression(list, at)))
  const found = []
  const openers = []
  const add = (at, how) => {
    const name = list[at]?.replaceAll('"', '')
    if (name && IDENTIFIER.test(list[at]) && !NOT_A_NAME.has(name) && !local.has(name)) found.push({ name, how })
  }
  list.forEach((word, at) => {
    if (word === '(') openers.push(list[at - 1])
    else if (word === ')') openers.pop()
    else if (word === 'from' && list[at - 1] !== 'distinct' && !FROM_INSIDE.has(openers.at(-1))) fromList(list, at + 1, add)
    else if (word === 'join' || word === 'using') fromItem(list, at + 1, add)
    else if (word === 'references') add(at + 1, 'references')
    else if (word === 'into' || word === 'truncate' || word === 'copy') add(skip(list, at + 1, ['table', 'only']), 'changes')
    else if (word === 'table') add(skip(list, at + 1, ['if', 'not', 'exists', 'only']), 'changes')
    else if (word === 'on' && list.slice(0, at).includes('index') && !list.slice(0, at).includes(';')) add(at + 1, 'changes')
    else if (word === 'update' && !['for', 'do', 'key', 'on', 'or', 'before', 'after'].includes(list[at - 1])) {
      add(skip(list, at + 1, ['only']), 'changes')
    }
  })
  return found
}

function skip(list, at, words) {
  let next = at
  while (words.includes(list[next])) next += 1
  return next
}

// `name as (`, `name (a, b) as materialized (`
function namesExpression(list, at) {
  if (!['with', 'recursive', ','].includes(list[at - 1])) return false
  let next = at + 1
  if (list[next] === '(') next = past(list, next)
  if (list[next] !== 'as') return false
  return list[skip(list, next + 1, ['not', 'materialized'])] === '('
}

// The index past the bracket that opens at `at`.
function past(list, at) {
  let depth = 0
  for (let next = at; next < list.length; next += 1) {
    if (list[next] === '(') depth += 1
    if (list[next] === ')' && (depth -= 1) === 0) return next + 1
  }
  return list.length
}

const ENDS = new Set(['where', 'join', 'left', 'right', 'full', 'inner', 'cross', 'natural', 'on', 'using', 'group', 'order',
  'having', 'limit', 'offset', 'fetch', 'for', 'union', 'intersect', 'except', 'returning', 'window', 'set', 'when', ')', ';', ','])

// One item of a from list; answers where it ends.
function fromItem(list, start, add) {
  let at = skip(list, start, ['lateral', 'only'])
  if (list[at] === '(') at = past(list, at)
  else if (list[at + 1] === '(') at = past(list, at + 1)  // a function that answers rows
  else {
    add(at, 'reads')
    at += 1
  }
  while (at < list.length && !ENDS.has(list[at])) at = list[at] === '(' ? past(list, at) : at + 1
  return at
}

function fromList(list, start, add) {
  let at = fromItem(list, start, add)
  while (list[at] === ',') at = fromItem(list, at + 1, add)
}
