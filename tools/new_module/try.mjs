// script/new_module in a copy of the tree: the empty module builds, its tests are green, the rules hold and its page is
// part of the desk. The copy shares the compiler's cache and the fetched packages, so that this costs little.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { chmodSync, cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { after, before, test } from 'node:test'

const tree = resolve(dirname(fileURLToPath(import.meta.url)), '../..')
const name = 'lost_property'
let copy

const run = (command, args, cwd = copy) => execFileSync(command, args, { cwd, encoding: 'utf8', stdio: 'pipe', maxBuffer: 1 << 26 })

before(() => {
  copy = mkdtempSync(join(tmpdir(), 'tongguan-module-'))
  chmodSync(copy, 0o755) // a server started as root becomes somebody who must be able to read the pages
  const tracked = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '-z'], { cwd: tree }).toString().split('\0')
  for (const path of tracked.filter((one) => one !== '' && existsSync(join(tree, one)))) cpSync(join(tree, path), join(copy, path))
  for (const shared of ['.cache', 'web/node_modules']) {
    if (existsSync(join(tree, shared))) symlinkSync(join(tree, shared), join(copy, shared))
  }
  run('git', ['init', '-q'])
})

after(() => rmSync(copy, { recursive: true, force: true }))

test('one folder and one line', () => {
  run('script/new_module', [name, '失物招领', 'Lost property'])
  const list = readFileSync(join(copy, 'modules/CMakeLists.txt'), 'utf8')
  assert.match(list, /^add_module\(lost_property\)\nfinish_modules\(\)$/m)
  assert.equal(readFileSync(join(copy, `modules/${name}/texts/zh.json`), 'utf8').includes('失物招领'), true)
})

test('a taken or impossible name is refused with words', () => {
  for (const wrong of [name, 'access', 'base', 'Lost', 'lost-property', '../x', '']) {
    assert.throws(() => run('script/new_module', [wrong]), (error) => /[\u4e00-\u9fff]/.test(error.stderr), wrong)
  }
})

test('the rules of the tree hold with it', () => {
  const said = (() => {
    try {
      return run('script/node', ['tools/tidy/main.mjs'])
    } catch (error) {
      return error.stdout
    }
  })()
  assert.deepEqual(said.split('\n').filter((line) => line.includes(`modules/${name}/`)), [])
})

test('it builds with the program, and its tests are green', () => {
  run('cmake', ['--preset', 'release'])
  run('cmake', ['--build', 'build/release', '-j2', '--target', `${name}_test`, 'tongguan'])
  assert.match(run(`build/release/modules/${name}_test`, []), /1 passed \| 0 failed/)
})

test('its page stands in the menu and opens in the browser, for whom the module grants it and nobody else', async () => {
  run('../script/npm', ['run', '--silent', 'build'], join(copy, 'web'))
  for (const name of Object.keys(process.env)) if (name.startsWith('TONGGUAN_')) delete process.env[name]
  const { open_desk, settled, none } = await import(pathToFileURL(join(copy, 'e2e/desk.mjs')))
  const desk = await open_desk()
  try {
    const { page, faults } = await desk.visitor('clerk')
    await page.getByRole('navigation').getByRole('link', { name: '失物招领' }).first().click()
    await page.waitForURL(`${desk.url}/${name}`)
    await settled(page)
    assert.match(await page.getByRole('heading', { level: 1 }).textContent(), /失物招领/)
    none(faults)
    const stranger = await desk.visitor('audit_admin')
    await stranger.page.goto(`${desk.url}/${name}`)
    await settled(stranger.page)
    assert.doesNotMatch(await stranger.page.getByRole('heading', { level: 1 }).textContent(), /失物招领/)
  } finally {
    await desk.close()
  }
})
