// Words that stand for work not done, names that hide the missing idea, and ways around the engine.
import { bare } from '../cpp.mjs'

export const name = 'words'
export const says = 'no unfinished work, no names that say nothing, no swallowed exception'

const UNFINISHED = [
  [/\b(TODO|FIXME|XXX|HACK)\b(?!.*#\d+)/, 'needs the number of an issue'],
  [/\b(not (yet )?implemented|[Cc]oming soon|[Ll]orem ipsum|[Dd]ummy|[Ss]tub(bed)?)\b/, 'stands for work that is not done'],
  [/敬请期待|暂未实现|尚未实现|待实现|功能开发中|占位符?[：:]/, 'stands for work that is not done'],
]
const CODE = /^(app|modules|practices|gateways|platform|base|web|e2e|bench|cmake)\/.*\.(cpp|h|ts|vue|mjs|js|sql|json|cmake)$/
const SOURCE = /^(app|modules|practices|gateways|platform|base|bench)\/.*\.(cpp|h)$/
const EMPTY_NAMES = /(Manager|Helpers?|Utils?|Utilities|Processor|Impl|Misc|Common|Base|Abstract\w+|Data|Info)$/
const DECLARED = /\b(?:class|struct|enum class|namespace|concept|using)\s+((?:\w+::)*\w+)/g
const EMPTY_FILES = /(^|[/_])(manager|helpers?|utils?|utilities|processor|impl|misc|common|stuff)(\.|\/|_)/

export function* check(tree) {
  for (const file of tree.files(CODE)) {
    if (/(^|\/)generated\//.test(file.path)) continue
    if (EMPTY_FILES.test(file.path)) {
      yield { path: file.path, line: 1, message: 'the file’s name says nothing: name the noun or the verb' }
    }
    for (const [index, line] of file.lines.entries()) {
      const why = UNFINISHED.find(([pattern]) => pattern.test(line))
      if (why) yield { path: file.path, line: index + 1, message: `“${why[0].exec(line)[0]}” ${why[1]}` }
    }
  }
  for (const file of tree.files(SOURCE)) {
    const code = bare(file.text)
    const at = (hit, message) => ({ path: file.path, line: file.lineOf(hit.index), message })
    for (const hit of code.matchAll(DECLARED)) {
      const last = hit[1].split('::').at(-1)
      if (EMPTY_NAMES.test(last)) yield at(hit, `${last}: name the noun or the verb`)
    }
    for (const hit of code.matchAll(/\bcatch\s*\(\s*\.\.\.\s*\)/g)) {
      if (passesOn(code, hit.index)) continue
      yield at(hit, 'catch (...): exceptions are caught in the request, job and connection loops only')
    }
  }
}

// A block that cleans up and throws again swallows nothing.
function passesOn(code, from) {
  const open = code.indexOf('{', from)
  let end = open
  for (let depth = 0; end < code.length; end += 1) {
    if (code[end] === '{') depth += 1
    if (code[end] === '}' && (depth -= 1) === 0) break
  }
  return /\bthrow\s*;|\bcurrent_exception\b|\bterminate\b/.test(code.slice(open, end))
}
