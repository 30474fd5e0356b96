// One arrow: app → modules → practices → platform → base, and gateways → platform. A module sees another module's
// api.h only, and only when modules/CMakeLists.txt says it NEEDS it; a library sees what its CMake list DEPENDS on.
import { libraries, modules } from '../lists.mjs'

export const name = 'layers'
export const says = 'includes follow the one arrow'

const INCLUDE = /^\s*#\s*include\s+"([^"]+)"/
const FLOORS = { app: 4, modules: 3, practices: 2, gateways: 2, platform: 1, base: 0 }

// "platform/db/pool.h" → { floor: "platform", folder: "platform/db" }
function place(path) {
  const parts = path.split('/')
  const floor = parts[0]
  const deep = ['modules', 'practices', 'gateways', 'platform'].includes(floor)
  return { floor, folder: deep ? parts.slice(0, 2).join('/') : floor, own: parts[1], file: parts.slice(2).join('/') }
}

export function* check(tree) {
  const needs = modules(tree)
  const known = libraries(tree)
  for (const file of tree.files(/^(app|modules|practices|gateways|platform|base)\/.*\.(cpp|h)$/)) {
    const from = place(file.path)
    const inTests = /\/(tests|fuzz)\//.test(file.path)
    for (const [index, line] of file.lines.entries()) {
      const found = INCLUDE.exec(line)
      if (!found) continue
      const why = refused(from, place(found[1]), found[1], { needs, known, inTests })
      if (why) yield { path: file.path, line: index + 1, message: `includes "${found[1]}": ${why}` }
    }
  }
}

function refused(from, to, path, { needs, known, inTests }) {
  if (to.floor === 'generated') {
    const library = /^generated\/(\w+)_assets\.h$/.exec(path)?.[1]
    const own = known.get(from.folder)?.name ?? from.own
    const whole = from.floor === 'app' || from.folder === 'platform/testing'  // they put the whole schema together
    const tested = inTests && [...(known.get(from.folder)?.depends ?? [])].some((folder) => known.get(folder).name === library)
    if (library && !whole && !tested && library !== own) return `the embedded files of ${library} are its own`
    return null
  }
  if (!(to.floor in FLOORS)) return 'write the full path from the root of the tree'
  if (from.folder === to.folder || from.floor === 'app') return null
  if (FLOORS[to.floor] > FLOORS[from.floor]) return `${from.floor} may not see ${to.floor}`
  if (to.floor === 'gateways' || from.floor === 'gateways') {
    if (!['platform', 'base'].includes(to.floor)) return 'a gateway sees platform and base only, and only app sees it'
  }
  if (from.floor === 'modules') return to.floor === 'modules' ? betweenModules(from, to, needs, inTests) : null
  const library = known.get(from.folder)
  if (!library) return null
  if (library.depends.has(to.folder) || (inTests && library.tests.has(to.folder))) return null
  if (!known.has(to.folder)) return null
  return `${library.name} does not DEPEND on ${known.get(to.folder).name} in ${from.floor}/CMakeLists.txt`
}

// A test may also do what a person would do first in the other module: its actions.
function betweenModules(from, to, needs, inTests) {
  if (!(needs.get(from.own) ?? []).includes(to.own)) return `${from.own} does not say it NEEDS ${to.own}`
  if (to.file !== 'api.h' && !(inTests && to.file === 'actions.h')) return `of another module only its api.h, not ${to.file}`
  return null
}
