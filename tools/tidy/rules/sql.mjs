// A module's SQL names its own tables and the views that a module it NEEDS publishes in its api.h, nothing else. Every
// statement is a named db::Statement with the permission it reads under: text without one is refused.
import { bare, scan } from '../cpp.mjs'
import { modules } from '../lists.mjs'
import { looks_like_sql, tables } from '../sql.mjs'

export const name = 'sql'
export const says = 'statements have a name and a permission, and touch own tables and published views only'

export function* check(tree) {
  const needs = modules(tree)
  const published = views(tree)
  for (const file of tree.files(/^modules\/\w+\/[^/]+\.(cpp|h)$/)) {
    for (const found of inCode(file, ownerOf(file), { needs, published })) yield { path: file.path, ...found }
  }
  for (const file of tree.files(/^modules\/\w+\/migrations\/.*\.sql$/)) {
    for (const found of inMigration(file, ownerOf(file), { needs, published })) yield { path: file.path, ...found }
  }
}

const ownerOf = (file) => file.path.split('/')[1]

// Module → the views its migrations create and its api.h names.
function views(tree) {
  const found = new Map()
  for (const file of tree.files(/^modules\/\w+\/migrations\/.*\.sql$/)) {
    const owner = ownerOf(file)
    const api = tree.get(`modules/${owner}/api.h`)?.text ?? ''
    const made = [...file.text.matchAll(/create\s+(?:or\s+replace\s+)?view\s+(\w+)/gi)].map((one) => one[1])
    const shown = made.filter((view) => new RegExp(`\\b${view}\\b`).test(api))
    found.set(owner, new Set([...(found.get(owner) ?? []), ...shown]))
  }
  return found
}

function refused({ name: table, how }, owner, { needs, published }) {
  if (table.startsWith(`${owner}_`)) return null
  const other = [...needs.keys()].find((one) => table.startsWith(`${one}_`))
  if (!other) return `names ${table}, which is no table of ${owner}: the engine's tables are the engine's`
  if (!(needs.get(owner) ?? []).includes(other)) return `names ${table}, and ${owner} does not say it NEEDS ${other}`
  if (how === 'references' || (how === 'reads' && published.get(other)?.has(table))) return null
  return `names ${table} of ${other}: read a view that modules/${other}/api.h publishes, or ask through it`
}

function* inCode(file, owner, known) {
  const { literals } = scan(file.text)
  const code = bare(file.text)
  const statements = statementsIn(code)
  for (const one of statements) {
    const right = one.parts.length < 3 ? '' : code.slice(one.parts[1].start, one.parts[1].end).trim()
    const line = file.lineOf(right === '' ? one.start : code.indexOf(right, one.parts[1].start))
    if (!/^[\w:]+$/.test(right)) yield { line, message: 'the statement says no permission' }
    else if (/\bengine_right$/.test(right)) yield { line, message: 'engine_right is for statements of the engine' }
  }
  for (const { first, text, end } of joined(literals, code)) {
    const held = statements.find((one) => one.start < first && end <= one.end)
    const inside = (part) => part && first >= part.start && end <= part.end
    const line = file.lineOf(first)
    if (held && inside(held.parts[0]) && !text.startsWith(`${owner}.`)) {
      yield { line, message: `the statement's name begins with "${owner}."` }
    }
    if (held ? !inside(held.parts[2]) : !looks_like_sql(text)) continue
    if (!held && !isShared(code, first, statements)) {
      yield { line, message: 'SQL outside a db::Statement: give it a name and the permission it reads under' }
      continue
    }
    for (const table of tables(text)) {
      const why = refused(table, owner, known)
      if (why) yield { line: file.lineOf(Math.max(first, file.text.toLowerCase().indexOf(table.name, first))), message: why }
    }
  }
}

// `constexpr std::string_view lock_sql = "…"` is part of the statements that use it, and of nothing else.
function isShared(code, first, statements) {
  const constant = /\bstring_view\s+(\w+)\s*=\s*$/.exec(code.slice(Math.max(0, first - 200), first))?.[1]
  if (!constant) return false
  const uses = [...code.matchAll(new RegExp(`\\b${constant}\\b`, 'g'))].filter((hit) => hit.index > first)
  return uses.length > 0 && uses.every((hit) => statements.some((one) => one.start < hit.index && hit.index < one.end))
}

// Literals with only white space between them are one text.
function* joined(literals, code) {
  let open = null
  for (const one of literals) {
    if (open && /^\s*$/.test(code.slice(open.end, one.start))) {
      open.text += one.value
      open.end = one.end
      continue
    }
    if (open) yield open
    open = { first: one.start, text: one.value, end: one.end }
  }
  if (open) yield open
}

// Every `Statement name{…}` and every `{…}` of a `Statement names[] = {…}`, with its top-level arguments.
function* braces(code, from, to) {
  for (let at = from; at < to; at += 1) {
    if (code[at] !== '{') continue
    const end = closing(code, at)
    yield { start: at, end, parts: split(code, at + 1, end - 1) }
    at = end
  }
}

function statementsIn(code) {
  const found = []
  for (const hit of code.matchAll(/\bStatement\s+\w+\s*(\[[^\]]*\])?\s*=?\s*\{/g)) {
    const start = hit.index + hit[0].length - 1
    const end = closing(code, start)
    if (hit[1]) found.push(...braces(code, start + 1, end - 1))
    else found.push({ start, end, parts: split(code, start + 1, end - 1) })
  }
  for (const hit of code.matchAll(/\barray<\s*(?:\w+::)*Statement\s*,[^>]*>\s+\w+\s*=?\s*\{\s*\{/g)) {
    const start = hit.index + hit[0].length - 1
    found.push(...braces(code, start + 1, closing(code, start) - 1))
  }
  return found
}

function closing(code, open) {
  let depth = 0
  for (let at = open; at < code.length; at += 1) {
    if ('{([<'.includes(code[at]) && code[at] !== '<') depth += 1
    if ('})]'.includes(code[at]) && (depth -= 1) === 0) return at + 1
  }
  return code.length
}

function split(code, from, to) {
  const parts = []
  let depth = 0
  let start = from
  for (let at = from; at <= to; at += 1) {
    if ('{(['.includes(code[at])) depth += 1
    else if ('})]'.includes(code[at]) && at < to) depth -= 1
    if (at === to || (code[at] === ',' && depth === 0)) {
      parts.push({ start, end: at })
      start = at + 1
    }
  }
  return parts
}

function* inMigration(file, owner, known) {
  let at = 0
  for (const text of file.text.split(/;[ \t]*(?:--.*)?\n/)) {
    const start = file.text.indexOf(text, at)
    for (const table of tables(text)) {
      const why = refused(table, owner, known)
      if (why) yield { line: file.lineOf(start + Math.max(0, text.toLowerCase().indexOf(table.name))), message: why }
    }
    at = start + text.length
  }
}
