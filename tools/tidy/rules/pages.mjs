// A module's pages import the shell's parts (web/…) and their own module, nothing of another; the shell knows no module
// by name and finds pages by their place.
import { posix } from 'node:path'

export const name = 'pages'
export const says = 'pages import web/ and their own module only'

const IMPORT = /\b(?:import|export)\s[^'";]*?from\s*['"]([^'"]+)['"]|\bimport\s*\(\s*['"]([^'"]+)['"]|^\s*import\s+['"]([^'"]+)['"]/gm

export function* check(tree) {
  for (const file of tree.files(/^(web|modules\/\w+\/web)\/.*\.(ts|vue|js)$/)) {
    const module = /^modules\/(\w+)\/web\//.exec(file.path)?.[1]
    const code = file.text.replace(/(^|\s)\/\/.*$/gm, (comment) => comment.replace(/[^\n]/g, ' '))
    for (const hit of code.matchAll(IMPORT)) {
      const target = hit[1] ?? hit[2] ?? hit[3]
      const path = target.startsWith('.') ? posix.normalize(posix.join(posix.dirname(file.path), target)) : target
      const other = /^modules\/(\w+)\//.exec(path)?.[1]
      const why = refused(target, path, module, other)
      if (why) yield { path: file.path, line: file.lineOf(hit.index + hit[0].indexOf(target)), message: `imports ${target}: ${why}` }
    }
  }
}

function refused(target, path, module, other) {
  if (other && !module) return 'the shell finds pages by their place, not by name'
  if (other && other !== module) return `${module} may not see the pages of ${other}`
  if (!target.startsWith('.')) return null
  if (module && !path.startsWith(`modules/${module}/`)) return path.startsWith('web/') ? 'write web/…' : 'outside its module'
  if (!module && !path.startsWith('web/')) return 'outside web/'
  return null
}
