// Ceilings that keep the tree readable, and tests that wait for nothing: file ≤ 400 lines (a test 500), line ≤ 120 in
// code and ≤ 160 where one line is one row of a table (SQL, build files, scripts, tests, checkers), no sleep in a
// test. The length of a function is clang-tidy's (.clang-tidy).
export const name = 'limits'
export const says = 'files of at most 400 lines, lines of at most 120 (tables 160), no sleep in a test'

const FILE_LINES = 400
const TEST_LINES = 500
const LINE_CHARACTERS = 120
const TABLE_CHARACTERS = 160
const TABLES = /\.(sql|cmake|mjs)$|CMakeLists\.txt$|(^|\/)tests\/|^script\/|^\.ci\//
const MEASURED = /^(?!docs\/).*(\.(cpp|h|ts|vue|mjs|js|css|sql|cmake|scenario)|CMakeLists\.txt)$|^script\/|^\.ci\//
const MADE_BY_A_PROGRAM = /(^|\/)generated\//
const SLEEPS = /\b(sleep_for|sleep_until|usleep|nanosleep|waitForTimeout|pg_sleep)\b|(?<![\w.])sleep\s*\(|\bsetTimeout\s*\(\s*(resolve|done|r)\b/
const TESTS = /(^|\/)(tests|e2e)\/.*\.(cpp|h|ts|mjs|js)$/

export function* check(tree) {
  for (const file of tree.files(MEASURED)) {
    if (MADE_BY_A_PROGRAM.test(file.path)) continue
    const count = file.lines.length - (file.lines.at(-1) === '' ? 1 : 0)
    const longest = TABLES.test(file.path) ? TABLE_CHARACTERS : LINE_CHARACTERS
    const most = TESTS.test(file.path) ? TEST_LINES : FILE_LINES
    if (count > most) yield { path: file.path, line: 1, message: `${count} lines: split it by what it owns` }
    for (const [index, line] of file.lines.entries()) {
      const length = [...line].length
      if (length > longest) yield { path: file.path, line: index + 1, message: `${length} characters` }
      if (TESTS.test(file.path) && SLEEPS.test(line.replace(/(\/\/|#).*$/, ''))) {
        yield { path: file.path, line: index + 1, message: 'a test waits for what happens, never for time to pass' }
      }
    }
  }
}
