// What the scripts say when something stands in the way: a sentence in Chinese and one in English, with what to do next.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join, resolve, dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { after, before, test } from 'node:test'

const tree = resolve(dirname(fileURLToPath(import.meta.url)), '../..')
const root = process.getuid() === 0
let copy

before(() => {
  copy = mkdtempSync('/var/tmp/tongguan-script-')
  chmodSync(copy, 0o755)
  for (const part of ['script', 'tools/node']) cpSync(join(tree, part), join(copy, part), { recursive: true })
})
after(() => rmSync(copy, { recursive: true, force: true }))

// Runs a script of the copy, as an unprivileged user when asked, with commands of our own put before the machine's.
function run(command, { nobody = false, fakes = {}, cwd = copy } = {}) {
  const bin = join(cwd, `bin-${Math.random().toString(36).slice(2)}`)
  mkdirSync(bin)
  for (const [name, body] of Object.entries(fakes)) writeFileSync(join(bin, name), `#!/bin/sh\n${body}\n`, { mode: 0o755 })
  const env = { PATH: `${bin}:${process.env.PATH}`, HOME: cwd }
  const done = nobody && root
    ? spawnSync('setpriv', ['--reuid=65534', '--regid=65534', '--clear-groups', ...command], { cwd, env, encoding: 'utf8' })
    : spawnSync(command[0], command.slice(1), { cwd, env, encoding: 'utf8' })
  return { code: done.status, said: done.stdout + done.stderr }
}

function says(result, chinese, english) {
  assert.notEqual(result.code, 0)
  assert.match(result.said, chinese)
  assert.match(result.said, english)
}

const nothing_installed = 'exit 0'

test('neither root nor sudo: the command for an administrator', () => {
  const writable = join(copy, 'home')
  mkdirSync(writable)
  for (const part of ['script', 'tools']) cpSync(join(copy, part), join(writable, part), { recursive: true })
  chmodSync(writable, 0o777)
  const result = run(['script/setup'], { nobody: true, cwd: writable, fakes: { 'dpkg-query': nothing_installed, sudo: 'exit 1' } })
  says(result, /管理员/, /an administrator/)
  assert.match(result.said, /apt-get/)
})

test('a folder that cannot be written', () => {
  const readonly = join(copy, 'readonly')
  mkdirSync(join(readonly, 'bin'), { recursive: true })
  cpSync(join(copy, 'script'), join(readonly, 'script'), { recursive: true })
  chmodSync(readonly, 0o555)
  const result = run(['bash', '-c', `"${readonly}/script/setup"`], { nobody: true, cwd: copy })
  chmodSync(readonly, 0o755)
  says(result, /不可写/, /cannot be written/)
})

test('no Debian', () => {
  const result = run(['bash', '-c', 'PATH=$(dirname "$(command -v faked)"):/usr/bin:/bin; hash -r; script/setup'],
    { fakes: { faked: '', 'dpkg-query': nothing_installed, 'apt-get': 'exit 127', df: 'printf "x\\nx 1 1 99999 1 /\\n"' } })
  says(result, /软件源/, /package lists cannot be fetched|no apt-get/)
})

test('an older Boost stands in the way, and nothing is removed behind the user’s back', () => {
  const fakes = { 'dpkg-query': 'echo "installed libboost1.74-dev"', 'apt-get': 'echo removed >&2; exit 1' }
  const result = run(['script/setup'], { fakes })
  says(result, /请先移除：apt-get remove libboost1\.74-dev/, /cannot stand beside libboost1\.81-dev/)
  assert.doesNotMatch(result.said, /^removed/m)
})

test('too little disk', () => {
  const fakes = { 'dpkg-query': nothing_installed, df: 'printf "Filesystem\\nx 100 99 12 99%% /\\n"', 'apt-get': 'exit 1' }
  says(run(['script/setup'], { fakes }), /磁盘空间不足.*12 MB/, /Too little disk.*12 MB/)
})

test('no network and something missing', () => {
  const fakes = { 'dpkg-query': nothing_installed, 'apt-get': 'exit 100' }
  says(run(['script/setup'], { fakes }), /无法更新软件源/, /package lists cannot be fetched/)
})

test('npm cannot reach its registry', () => {
  const all = 'for p in $(sed "s/#.*//; s/|/ /g" script/packages); do echo "installed $p"; done'
  const fakes = { 'dpkg-query': all, npm: 'echo "npm ERR! network" >&2; exit 1' }
  says(run(['script/setup'], { fakes }), /无法从 npm 仓库取得依赖/, /cannot be fetched from npm/)
})

test('a busy port is told before anything is built', async () => {
  const other = createServer()
  await new Promise((listening) => other.listen(0, '127.0.0.1', listening))
  const port = String(other.address().port)
  for (const form of [['--port', port], [`--port=${port}`]]) {
    const result = run(['script/server', ...form])
    says(result, new RegExp(`端口 ${port} 已被占用`), new RegExp(`Port ${port} is taken`))
  }
  other.close()
})

test('usage', () => {
  says(run(['script/test', '--everything']), /用法/, /usage/)
  says(run(['script/fuzz', 'soon']), /用法/, /usage/)
  says(run(['script/new_module', 'Lost']), /用法/, /usage/)
})
