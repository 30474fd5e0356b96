// The interface's document: made by the program from its table of routes, linted, and kept beside the desk with the
// TypeScript client made from it. Both files are committed, so that a change of the interface is seen in review.
//   script/node tools/openapi/main.mjs --write            after a change of routes or descriptions
//   script/node tools/openapi/main.mjs --check [JUNIT]    in script/test
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { junit } from '../summary/junit.mjs'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..')
const program = process.env.PROGRAM ?? join(root, 'build/release/app/tongguan')
const require = createRequire(join(root, 'web/package.json'))
const generated = join(root, 'web/generated')

const { lintFromString, createConfig } = require('@redocly/openapi-core')
const packages = join(root, 'web/node_modules')
const { default: openapiTS, astToString } =
  await import(pathToFileURL(join(packages, 'openapi-typescript/dist/index.mjs')).href)

const made = execFileSync(program, ['openapi'], { cwd: root, encoding: 'utf8', maxBuffer: 1 << 26 })
const document = `${JSON.stringify(JSON.parse(made), null, 1)}\n`
const client = `// Generated from openapi.json: script/node tools/openapi/main.mjs --write\n${astToString(await openapiTS(JSON.parse(made)))}`
const files = { 'openapi.json': document, 'api.ts': client }

// Rules of OpenAPI itself and of what a reader of the document needs; the platform has one server and no licence text.
const config = await createConfig({
  extends: ['recommended'],
  rules: { 'info-license': 'off', 'info-license-url': 'off', 'no-server-example.com': 'off', 'no-empty-servers': 'off',
    'operation-4xx-response': 'error', 'operation-operationId': 'error', 'operation-summary': 'error' },
})
const problems = (await lintFromString({ source: document, absoluteRef: join(generated, 'openapi.json'), config }))
  .filter((one) => one.severity === 'error')
  .map((one) => `${one.ruleId}: ${one.message} ${one.location?.[0]?.pointer ?? ''}`)

if (process.argv[2] === '--write') {
  mkdirSync(generated, { recursive: true })
  for (const [name, text] of Object.entries(files)) writeFileSync(join(generated, name), text)
}
const stale = (name) => {
  const path = join(generated, name)
  return existsSync(path) && readFileSync(path, 'utf8') === files[name] ? '' : `web/generated/${name} is not what the program says`
}
const cases = [
  { name: 'the document has no lint error', failure: problems.join('\n') },
  ...Object.keys(files).map((name) => ({ name: `${name} is fresh`, failure: stale(name) })),
]
for (const { name, failure } of cases) console.log(failure ? `✗ ${name}\n${failure}` : `✓ ${name}`)
if (process.argv[2] === '--check' && process.argv[3]) writeFileSync(process.argv[3], junit('openapi', cases))
process.exit(cases.some((one) => one.failure) ? 1 : 0)
