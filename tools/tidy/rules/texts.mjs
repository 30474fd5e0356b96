// All a person reads stands in texts/zh.json and texts/en.json: the same keys with the same placeholders in both, every
// key that code uses is there, none is left over, and no sentence hides in C++ or in a Vue template.
import { scan } from '../cpp.mjs'

export const name = 'texts'
export const says = 'every text key exists in Chinese and English, is used, and no text hides in code'

const KEY = /^[a-z][a-z0-9_]*(\.[a-zA-Z0-9_]+)+$/
const CJK = /[\u3400-\u9fff\uf900-\ufaff\u3000-\u303f\uff00-\uffef]/
const CPP_USES = [
  /\b(?:invalid|not_found|forbidden|conflict)\s*\(\s*"([^"]+)"/g,
  /\brefuse\s*\(\s*[^",]+,\s*"([^"]+)"/g,
  /\.label\s*\(\s*"([^"]+)"/g,
]
const WEB_USES = [/(?<![\w.])t\(\s*'([^']+)'/g, /\b(?:title|words|label|help|empty|text)(?:_key)?:\s*'([a-z]\w*\.[\w.]+)'/g]
// Keys put together from a declaration: the part after the family is the declaration's own name.
const FAMILIES = ['route', 'audit', 'permission', 'module', 'role', 'indicator', 'event', 'entity', 'constraint', 'step', 'kind', 'verb', 'reach']

export function* check(tree) {
  const zh = read(tree, 'zh')
  const en = read(tree, 'en')
  yield* zh.problems
  yield* en.problems
  yield* pairs(zh, en)
  const used = uses(tree)
  yield* missing(used.asked, zh)
  yield* orphans(used, zh)
  yield* hiddenInCpp(tree)
  yield* hiddenInVue(tree)
}

function read(tree, language) {
  const texts = new Map()
  const problems = []
  for (const file of tree.files(new RegExp(`^(base|platform|practices|modules|gateways|web|app)/(.*/)?texts/${language}\\.json$`))) {
    let table
    try {
      table = JSON.parse(file.text)
    } catch (error) {
      problems.push({ path: file.path, line: 1, message: `is no JSON: ${error.message}` })
      continue
    }
    for (const [key, text] of Object.entries(table)) {
      const line = lineOfKey(file, key)
      if (texts.has(key)) problems.push({ path: file.path, line, message: `${key} stands in ${texts.get(key).path} too` })
      if (typeof text !== 'string' || text.trim() === '') problems.push({ path: file.path, line, message: `${key} has no text` })
      texts.set(key, { path: file.path, line, text: String(text) })
    }
    const seen = new Set()
    file.lines.forEach((content, index) => {
      const key = /^\s*"((?:[^"\\]|\\.)+)"\s*:/.exec(content)?.[1]
      if (key && seen.has(key)) problems.push({ path: file.path, line: index + 1, message: `${key} stands twice` })
      if (key) seen.add(key)
    })
  }
  return { texts, problems }
}

const lineOfKey = (file, key) => Math.max(0, file.lines.findIndex((line) => line.includes(`"${key}"`))) + 1

// The names a text asks for; the branches of a plural or a choice are text again.
function placeholders(text) {
  const names = new Set()
  let depth = 0
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '}') depth -= 1
    if (text[at] !== '{') continue
    const name = depth % 2 === 0 ? /^\{(\w+)\s*[,}]/.exec(text.slice(at)) : null
    if (name) names.add(name[1])
    depth += 1
  }
  return [...names].sort().join(' ')
}

function* pairs(zh, en) {
  for (const [key, one] of zh.texts) {
    const other = en.texts.get(key)
    if (!other) yield { ...at(one), message: `${key} has no English` }
    else if (placeholders(one.text) !== placeholders(other.text)) {
      yield { ...at(other), message: `${key}: placeholders differ, {${placeholders(one.text)}} in Chinese` }
    }
  }
  for (const [key, one] of en.texts) if (!zh.texts.has(key)) yield { ...at(one), message: `${key} has no Chinese` }
}

const at = ({ path, line }) => ({ path, line })

// asked: key → where; literals: every string of the sources; prefixes of keys that are put together.
function uses(tree) {
  const asked = new Map()
  const literals = new Set()
  const prefixes = new Set()
  const ask = (file, offset, key) => asked.has(key) || asked.set(key, { path: file.path, line: file.lineOf(offset) })
  for (const file of tree.files(/^(app|modules|practices|gateways|platform|base)\/.*\.(cpp|h)$/)) {
    const { code, literals: found } = scan(file.text)
    for (const one of found) {
      literals.add(one.value)
      if (/^[a-z][\w.]*\.$/.test(one.value)) prefixes.add(one.value)
    }
    if (/\/(tests|fuzz)\//.test(file.path)) continue
    for (const pattern of CPP_USES) for (const hit of code.matchAll(pattern)) ask(file, hit.index, hit[1])
    for (const { key, offset } of labels(code)) ask(file, offset, key)
  }
  for (const file of tree.files(/^(web|modules\/\w+\/web)\/.*\.(ts|vue)$/)) {
    const code = file.text.replace(/(^|\s)\/\/.*$/gm, '$1')
    for (const hit of code.matchAll(/'((?:[^'\\\n]|\\.)*)'|"([^"\n]*)"|`([^`]*)`/g)) literals.add(hit[1] ?? hit[2] ?? hit[3])
    for (const hit of code.matchAll(/'([a-z]\w*(?:\.\w+)+)'/g)) literals.add(hit[1])
    for (const hit of code.matchAll(/`([a-z][\w.]*\.)\$\{/g)) prefixes.add(hit[1])
    for (const hit of code.matchAll(/'([a-z][\w.]*\.)'\s*\+/g)) prefixes.add(hit[1])
    if (/(^|\/)tests\//.test(file.path)) continue
    for (const pattern of WEB_USES) for (const hit of file.text.matchAll(pattern)) ask(file, hit.index, hit[1])
  }
  for (const file of tree.files(/^(platform|practices|modules|base|app)\/.*\/data\/.*\.(json|csv)$|\/migrations\/.*\.sql$/)) {
    for (const word of file.text.match(/[a-zA-Z][\w.]*/g) ?? []) literals.add(word)
  }
  for (const module of tree.files(/^modules\/\w+\/module\.cpp$/)) literals.add(module.path.split('/')[1])
  return { asked, literals, prefixes }
}

// The labels a description gives its fields: describe_struct("x.y", {field<&Y::name>(), …}) → x.y.name.
function* labels(code) {
  for (const hit of code.matchAll(/\bdescribe_struct\s*\(\s*"([^"]+)"/g)) {
    const end = code.indexOf('return ', hit.index)
    const body = code.slice(hit.index, end === -1 ? hit.index + 4000 : end)
    for (const field of body.split(/(?=\bfield<&)/).slice(1)) {
      const member = /^field<&(?:\w+::)*(\w+)>/.exec(field)?.[1]
      if (member && !/\.label\s*\(/.test(field)) yield { key: `${hit[1]}.${member}`, offset: hit.index + body.indexOf(field) }
    }
  }
}

function* missing(asked, zh) {
  for (const [key, where] of asked) {
    if (KEY.test(key) && !zh.texts.has(key)) yield { ...where, message: `uses ${key}, which texts/zh.json does not have` }
  }
}

function* orphans({ asked, literals, prefixes }, zh) {
  const direct = (key) => asked.has(key) || literals.has(key) || [...prefixes].some((prefix) => key.startsWith(prefix))
  const made = (key) => {
    const [family, ...rest] = key.split('.')
    const tail = rest.join('.')
    return FAMILIES.includes(family) && (literals.has(tail) || [...literals].some((one) => tail.startsWith(`${one}.`) && KEY.test(one)))
  }
  // A choice of a field, a thing's own name, a figure's definition: they hang below or above a key that is used.
  const hangs = (key) => {
    const above = key.slice(0, key.lastIndexOf('.'))
    const last = key.slice(above.length + 1)
    return above.includes('.') && (direct(above) || hangs(above)) && (literals.has(last) || last === 'help')
  }
  const names = (key) => [...asked.keys()].some((one) => one.startsWith(`${key}.`))
  for (const [key, one] of zh.texts) {
    if (!direct(key) && !made(key) && !hangs(key) && !names(key)) yield { ...at(one), message: `nothing uses ${key}` }
  }
}

function* hiddenInCpp(tree) {
  for (const file of tree.files(/^(app|modules|practices|gateways|platform|base)\/.*\.(cpp|h)$/)) {
    if (/\/(tests|testing|fuzz|data)\/|(^|\/|_)demo\w*\.(cpp|h)$|(^|\/)demo\//.test(file.path)) continue
    for (const one of scan(file.text).literals) {
      if (CJK.test(one.value)) yield { path: file.path, line: file.lineOf(one.start), message: 'Chinese in C++: put it in texts/' }
    }
  }
}

const SPOKEN = /(?<![\w:@#.-])(placeholder|title|label|alt|aria-label|aria-description|aria-placeholder)="([^"]*)"/g

function* hiddenInVue(tree) {
  for (const file of tree.files(/^(web|modules\/\w+\/web)\/.*\.vue$/)) {
    const start = file.text.indexOf('<template')
    const end = file.text.lastIndexOf('</template>')
    if (start === -1) continue
    const template = file.text.slice(0, end).replace(/<!--[\s\S]*?-->/g, (comment) => comment.replace(/[^\n]/g, ' '))
    const report = (offset, text) => ({ path: file.path, line: file.lineOf(offset), message: `“${text.trim()}” in a template: use t()` })
    for (const hit of template.slice(start).matchAll(SPOKEN)) {
      if (/\p{L}{2}/u.test(hit[2])) yield report(start + hit.index, hit[2])
    }
    const inside = template.slice(start).replace(/\{\{[\s\S]*?\}\}/g, blank).replace(/<(?:"[^"]*"|'[^']*'|[^"'>])*>/g, blank)
    for (const hit of inside.matchAll(/[^\n]*?\p{L}[^\n]*/gu)) {
      const text = hit[0].replace(/&\w+;/g, '')
      if (/\p{L}{2}|[\u3400-\u9fff]/u.test(text)) yield report(start + hit.index, text)
    }
    const script = file.text.slice(end)
    for (const hit of (file.text.slice(0, start) + script).matchAll(/'[^'\n]*[\u3400-\u9fff][^'\n]*'/g)) {
      yield { path: file.path, line: 1, message: `${hit[0]} in a script: use t()` }
    }
  }
}

const blank = (text) => text.replace(/[^\n]/g, ' ')
