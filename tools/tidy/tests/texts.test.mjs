import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as texts from '../rules/texts.mjs'
import { run, Tree } from '../tree.mjs'
import { lists } from './plant.mjs'

const says = (files) => run(texts, new Tree({ ...lists, ...files })).map((one) => `${one.path}:${one.line} ${one.message}`)
const pair = (zh, en = zh) => ({
  'modules/people/texts/zh.json': JSON.stringify(zh, null, 2), 'modules/people/texts/en.json': JSON.stringify(en, null, 2),
})
const use = (text) => ({ 'modules/people/actions.cpp': text })

test('what code uses must be there', () => {
  const zh = { 'people.person.missing': '查无此人' }
  assert.deepEqual(says({ ...pair(zh), ...use('return not_found("people.person.missing");\n') }), [])
  assert.deepEqual(says(use('f();\nreturn invalid("people.person.missing", {});\n')),
    ['modules/people/actions.cpp:2 uses people.person.missing, which texts/zh.json does not have'])
  assert.match(says({ 'modules/people/web/A.vue': '<template><p>{{ t(\'people.none\') }}</p></template>\n' })[0], /A.vue:1 uses people.none/)
})

test('a field of a description has its label', () => {
  const model = use('return describe_struct("people.person", {\n    field<&Person::name>(),\n    field<&Person::unit>().label("people.unit"),\n});\n')
  assert.deepEqual(says({ ...model, ...pair({ 'people.person.name': '姓名', 'people.unit': '单位' }) }), [])
  assert.deepEqual(says({ ...model, ...pair({ 'people.unit': '单位' }) }),
    ['modules/people/actions.cpp:2 uses people.person.name, which texts/zh.json does not have'])
})

test('what nothing uses is left over', () => {
  assert.deepEqual(says(pair({ 'people.old': '旧' })), ['modules/people/texts/zh.json:2 nothing uses people.old'])
  assert.deepEqual(says({ ...pair({ 'permission.people.read': '查看' }), ...use('Permission read{"people.read"};\n') }), [])
  assert.deepEqual(says({ ...pair({ 'web.menu.home': '首页' }), 'web/a.ts': 't(`web.menu.${group}`)\n' }), [])
})

test('both languages, the same placeholders', () => {
  const used = use('x("people.a");\n')
  assert.match(says({ ...used, ...pair({ 'people.a': '甲' }, {}) })[0], /people.a has no English/)
  assert.match(says({ ...used, ...pair({}, { 'people.a': 'a' }) })[0], /people.a has no Chinese/)
  assert.match(says({ ...used, ...pair({ 'people.a': '{n} 件' }, { 'people.a': '{m} cases' }) })[0], /placeholders differ/)
  assert.deepEqual(says({ ...used, ...pair({ 'people.a': '{n} 件' }, { 'people.a': '{n, plural, one {# case} other {# cases}}' }) }), [])
  const choice = (a, b) => `{kind, select, demo {${a}} other {${b}}}`
  assert.deepEqual(says({ ...used, ...pair({ 'people.a': choice('演示', '正式') }, { 'people.a': choice('demo', 'real') }) }), [])
  assert.match(says({ ...used, ...pair({ 'people.a': '' }, { 'people.a': 'a' }) })[0], /has no text/)
})

test('no text hides in C++', () => {
  assert.deepEqual(says(use('auto a = "你好";  // 你好\n')), ['modules/people/actions.cpp:1 Chinese in C++: put it in texts/'])
  assert.deepEqual(says({ 'modules/people/demo.cpp': 'auto a = "张三";\n', 'modules/people/tests/a_test.cpp': 'f("张三");\n' }), [])
})

test('no text hides in a template', () => {
  const vue = (template) => says({ 'web/A.vue': `<template>\n${template}\n</template>\n` })
  assert.equal(vue('<p>保存</p>').length, 1)
  assert.equal(vue('<p>Save</p>').length, 1)
  assert.equal(vue('<input placeholder="Name">').length, 1)
  assert.equal(vue('<button aria-label="关闭" />').length, 1)
  assert.deepEqual(vue('<p :title="a > b ? c : d">{{ a }} · {{ b }}&nbsp;/ 3</p> <!-- words -->'), [])
})
