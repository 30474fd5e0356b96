import assert from 'node:assert/strict'
import { test } from 'node:test'
import { count } from '../count.mjs'
import { cases, junit } from '../junit.mjs'

const ctest = (output, status = 'run') => `<testsuite><testcase name="db" classname="db" time="1" status="${status}">
  ${status === 'fail' ? '<failure message=""/>' : ''}<system-out>${output}</system-out></testcase></testsuite>`
const doctest = (ran, passed, failed, skipped) =>
  `[doctest] test cases: ${ran} | ${passed} passed | ${failed} failed | ${skipped} skipped\n[doctest] assertions: 9`
const totals = ({ passed, failed, skipped }) => [passed, failed, skipped]
const of = (xml, code = 0, report = 'ctest.xml') => totals(count({ name: 'unit', code, xml, report }))

test('a doctest program counts by its cases', () => {
  assert.deepEqual(of(ctest(doctest(12, 12, 0, 0))), [12, 0, 0])
  assert.deepEqual(of(ctest(doctest(12, 10, 2, 3), 'fail'), 8), [10, 2, 3])
})

test('a program that died counts as a failure even when its cases had passed', () => {
  assert.deepEqual(of(ctest('segmentation fault', 'fail'), 8), [0, 1, 0])
  assert.deepEqual(of(ctest(doctest(5, 5, 0, 0), 'fail'), 8), [5, 1, 0])
})

test('a step without a report, without a test, or failing past its report is a failure', () => {
  assert.deepEqual(of(null), [0, 1, 0])
  assert.deepEqual(of('<testsuites/>'), [0, 1, 0])
  assert.deepEqual(of(junit('web', [{ name: 'a' }]), 1), [1, 1, 0])
  assert.deepEqual(of(ctest(doctest(0, 0, 0, 0))), [0, 1, 0])
})

test('a step that is one test counts by its exit code', () => {
  assert.deepEqual(of(null, 0, '-'), [1, 0, 0])
  assert.deepEqual(of(null, 2, '-'), [0, 1, 0])
})

test('what junit writes, cases reads', () => {
  const xml = junit('办件', [{ name: 'a < b & "c"' }, { name: 'd', failure: 'x\ny' }, { name: 'e', skipped: true }])
  assert.deepEqual(cases(xml).map((one) => [one.suite, one.name, one.outcome]),
    [['办件', 'a < b & "c"', 'passed'], ['办件', 'd', 'failed'], ['办件', 'e', 'skipped']])
})

test('ctest: a test that was not run is a skip', () => {
  assert.deepEqual(of('<testcase name="a" classname="a" status="disabled"/><testcase name="b" classname="b" status="run"/>'),
    [1, 0, 1])
})
