// Headers stay light, and every source file begins by saying what it owns.
// tidy: allow-file limits – a pattern is one line
export const name = 'headers'
export const says = 'headers stay light, have one guard, and say what they own'

// Each of these costs every file that includes it: 0.6 s (spdlog) to 14 s (Asio). They stay in one .cpp, or in a header
// that only its own folder includes.
const HEAVY = /^\s*#\s*include\s+<(boost\/(?!json\/(value|fwd|value_ref|object|array)\.hpp|json\/fwd)|libpq-fe\.h|spdlog\/|fmt\/|CLI\/|toml\+\+\/|unicode\/|openssl\/|sodium|iostream|regex)/

export function* check(tree) {
  for (const file of tree.files(/^(app|modules|practices|gateways|platform|base)\/.*\.h$/)) {
    if (!/^\/\//.test(file.lines[0] ?? '')) {
      yield { path: file.path, line: 1, message: 'begin with two or three sentences: what it owns and why' }
    }
    if (!file.text.includes('#pragma once')) yield { path: file.path, line: 1, message: 'no #pragma once' }
    if (/\/tests\//.test(file.path)) continue
    const shared = includedOutside(tree, file)
    for (const [index, line] of file.lines.entries()) {
      const hit = HEAVY.exec(line)
      if (hit && shared) {
        yield { path: file.path, line: index + 1, message: `<${hit[1]}…> in a header that ${shared} includes: keep it in one .cpp` }
      }
      if (/^\s*using namespace\b/.test(line)) yield { path: file.path, line: index + 1, message: 'using namespace in a header' }
    }
  }
}

function includedOutside(tree, header) {
  const folder = header.path.slice(0, header.path.lastIndexOf('/') + 1)
  for (const file of tree.files(/\.(cpp|h)$/)) {
    if (!file.path.startsWith(folder) && file.text.includes(`#include "${header.path}"`)) return file.path
  }
  return null
}
