import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as layers from '../rules/layers.mjs'
import { found } from './plant.mjs'

const one = (path, include) => found(layers, { [path]: `// owns\n#include <vector>\n#include "${include}"\n` })
const refused = (path, include) => assert.deepEqual(one(path, include), [`${path}:3`])
const held = (path, include) => assert.deepEqual(one(path, include), [])

test('a lower floor sees no higher one', () => {
  refused('base/text.cpp', 'platform/db/pool.h')
  refused('platform/db/pool.cpp', 'practices/workorder/state.h')
  refused('platform/db/pool.cpp', 'modules/people/api.h')
  refused('practices/workorder/state.cpp', 'modules/people/api.h')
  refused('modules/people/actions.cpp', 'app/modules.h')
  held('modules/people/actions.cpp', 'practices/workorder/state.h')
  held('practices/workorder/state.h', 'platform/db/pool.h')
  held('app/main.cpp', 'modules/people/model.h')
})

test('of another module only api.h, and only when it is needed', () => {
  held('modules/fleet/actions.cpp', 'modules/people/api.h')
  refused('modules/fleet/actions.cpp', 'modules/people/store.h')
  refused('modules/canteen/actions.cpp', 'modules/people/api.h')
  refused('modules/people/actions.cpp', 'modules/fleet/api.h')
  refused('modules/fleet/tests/actions_test.cpp', 'modules/people/model.h')
  held('modules/fleet/tests/actions_test.cpp', 'modules/people/actions.h')
  refused('modules/canteen/tests/actions_test.cpp', 'modules/people/actions.h')
  held('modules/fleet/actions.cpp', 'modules/fleet/model.h')
})

test('a library sees what its list says it depends on, through others too', () => {
  refused('platform/http/server.cpp', 'platform/db/pool.h')
  held('platform/work/run.cpp', 'base/result.h')
  held('practices/workorder/state.cpp', 'platform/db/pool.h')
  refused('practices/workorder/state.cpp', 'platform/http/server.h')
})

test('only tests see what TEST_DEPENDS names', () => {
  held('practices/workorder/tests/state_test.cpp', 'platform/testing/world.h')
  refused('practices/workorder/state.cpp', 'platform/testing/world.h')
})

test('gateways and modules never see each other', () => {
  refused('gateways/jt808/frame.cpp', 'modules/people/api.h')
  refused('modules/people/actions.cpp', 'gateways/jt808/frame.h')
  refused('gateways/jt808/frame.cpp', 'practices/workorder/state.h')
  held('gateways/jt808/frame.cpp', 'platform/db/pool.h')
})

test('an include is written from the root of the tree', () => {
  refused('modules/people/store.cpp', 'store.h')
  refused('modules/people/store.cpp', '../fleet/api.h')
})

test('the embedded files of a library are its own', () => {
  held('platform/db/migrate.cpp', 'generated/db_assets.h')
  refused('platform/http/server.cpp', 'generated/db_assets.h')
  held('modules/people/module.cpp', 'generated/people_assets.h')
  refused('modules/fleet/module.cpp', 'generated/people_assets.h')
  held('app/main.cpp', 'generated/db_assets.h')
})

test('an exception holds on its line, with a reason', () => {
  const planted = (comment) => found(layers, { 'base/text.cpp': `#include "platform/db/pool.h"  ${comment}\n` })
  assert.deepEqual(planted('// tidy: allow layers – a plain value, its header needs no library'), [])
  assert.deepEqual(planted('// tidy: allow layers'), ['base/text.cpp:1'])
  assert.deepEqual(planted('// tidy: allow sql – a plain value, its header needs no library'), ['base/text.cpp:1'])
})
