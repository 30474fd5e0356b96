// What the CMake lists say: which library stands on which, which module needs which.

const words = (text) => text.trim().split(/\s+/).filter(Boolean)

function calls(file, name) {
  if (!file) return []
  const text = file.text.replace(/#.*$/gm, '')
  return [...text.matchAll(new RegExp(`\\b${name}\\(([^)]*)\\)`, 'g'))].map((found) => words(found[1]))
}

function section(list, keyword) {
  const keywords = ['FOLDER', 'DEPENDS', 'LIBS', 'TEST_DEPENDS', 'NEEDS']
  const start = list.indexOf(keyword)
  if (start === -1) return []
  const rest = list.slice(start + 1)
  const stop = rest.findIndex((word) => keywords.includes(word))
  return stop === -1 ? rest : rest.slice(0, stop)
}

// Map of module → the modules it NEEDS, in list order.
export function modules(tree) {
  return new Map(calls(tree.get('modules/CMakeLists.txt'), 'add_module').map((list) => [list[0], section(list, 'NEEDS')]))
}

// Map of folder ("platform/db") → { name, depends: Set of folders, transitive; testDepends likewise }.
export function libraries(tree) {
  const found = new Map()
  for (const list of ['base', 'platform', 'practices', 'gateways']) {
    for (const call of calls(tree.get(`${list}/CMakeLists.txt`), 'tongguan_library')) {
      const folder = section(call, 'FOLDER')[0]
      found.set(call[0], { folder, depends: section(call, 'DEPENDS'), tests: section(call, 'TEST_DEPENDS') })
    }
  }
  const reach = (name, seen = new Set()) => {
    for (const next of found.get(name)?.depends ?? []) {
      const folder = found.get(next)?.folder
      if (folder && !seen.has(folder)) {
        seen.add(folder)
        reach(next, seen)
      }
    }
    return seen
  }
  const byFolder = new Map()
  for (const [name, one] of found) {
    const tests = new Set()
    for (const next of one.tests) {
      if (found.get(next)?.folder) tests.add(found.get(next).folder)
      for (const folder of reach(next)) tests.add(folder)
    }
    byFolder.set(one.folder, { name, depends: reach(name), tests })
  }
  return byFolder
}
