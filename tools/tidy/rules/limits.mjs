// Ceilings that keep the tree readable, and tests that wait for nothing: file ≤ 400 lines, line ≤ 120, no sleep in a
// test. The length of a function is clang-tidy's (.clang-tidy).
export const name = 'limits'
export const says = 'files of at most 400 lines, lines of at most 120, no sleep in a test'

const FILE_LINES = 400
const LINE_CHARACTERS = 120
const MEASURED = /^(?!docs\/).*(\.(cpp|h|ts|vue|mjs|js|css|sql|cmake|scenario)|CMakeLists\.txt)$|^script\/|^\.ci\//
const MADE_BY_A_PROGRAM = /(^|\/)generated\//
const SLEEPS = /\b(sleep_for|sleep_until|usleep|nanosleep|waitForTimeout|pg_sleep)\b|(?<![\w.])sleep\s*\(|\bsetTimeout\s*\(\s*(resolve|done|r)\b/
const TESTS = /(^|\/)(tests|e2e)\/.*\.(cpp|h|ts|mjs|js)$/

export function* check(tree) {
  for (const file of tree.files(MEASURED)) {
    if (MADE_BY_A_PROGRAM.test(file.path)) continue
    const count = file.lines.length - (file.lines.at(-1) === '' ? 1 : 0)
    if (count > FILE_LINES) yield { path: file.path, line: 1, message: `${count} lines: split it by what it owns` }
    for (const [index, line] of file.lines.entries()) {
      const length = [...line].length
      if (length > LINE_CHARACTERS) yield { path: file.path, line: index + 1, message: `${length} characters` }
      if (TESTS.test(file.path) && SLEEPS.test(line.replace(/(\/\/|#).*$/, ''))) {
        yield { path: file.path, line: index + 1, message: 'a test waits for what happens, never for time to pass' }
      }
    }
  }
}
