// One planted violation of every kind, and beside it what is fine.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as clock from '../rules/clock.mjs'
import * as headers from '../rules/headers.mjs'
import * as limits from '../rules/limits.mjs'
import * as links from '../rules/links.mjs'
import * as pages from '../rules/pages.mjs'
import * as restraint from '../rules/restraint.mjs'
import * as words from '../rules/words.mjs'
import { found } from './plant.mjs'

const with_rule = (rule) => ({
  refused: (path, text, ...lines) => assert.deepEqual(found(rule, { [path]: text }), (lines.length ? lines : [1]).map((n) => `${path}:${n}`)),
  held: (path, text) => assert.deepEqual(found(rule, { [path]: text }), []),
})

test('clock: C++ asks the injected clock', () => {
  const { refused, held } = with_rule(clock)
  refused('platform/db/pool.cpp', 'auto now = std::chrono::system_clock::now();\n')
  refused('modules/people/actions.cpp', 'auto now = std::time(nullptr);\n')
  refused('modules/people/actions.cpp', 'auto now = time(0);\n')
  refused('modules/people/actions.cpp', 'gettimeofday(&tv, nullptr);\n')
  refused('modules/people/actions.cpp', 'auto from = std::chrono::steady_clock::now();\n')
  held('platform/telemetry/span.cpp', 'auto from = std::chrono::steady_clock::now();\n')
  held('base/clock.cpp', 'return system_clock::now();\n')
  held('modules/people/actions.cpp', 'auto now = work.now();  // never system_clock::now()\n')
  held('modules/people/actions.cpp', 'auto t = row.time(0);\n')
})

test('clock: SQL takes the time as a parameter', () => {
  const { refused, held } = with_rule(clock)
  refused('modules/people/store.cpp', 'x("select id from people_person where until > now()");\n')
  refused('platform/db/migrate.cpp', 'x("insert into t (at) values (current_timestamp)");\n')
  refused('modules/people/migrations/0001.sql', '-- now()\ncreate table people_a (at timestamptz default now());\n', 2)
  refused('platform/db/migrations/0001.sql', 'create table a (d date default current_date);\n')
  held('modules/people/store.cpp', 'x("select id from people_person where until > $1");\n')
})

test('clock: the web asks web/time.ts', () => {
  const { refused, held } = with_rule(clock)
  refused('web/pages/A.vue', '<script setup>\nconst a = Date.now()\n</script>\n', 2)
  refused('modules/people/web/A.vue', 'const a = new Date()\n')
  refused('web/api/a.ts', 'const a = Date()\n')
  held('web/api/a.ts', 'const a = new Date(text)  // not Date.now()\n')
})

test('restraint: use is not watched', () => {
  const { refused, held } = with_rule(restraint)
  refused('modules/people/texts/zh.json', '{\n"a": "每日签到"\n}', 2)
  refused('modules/people/model.h', 'std::int64_t usage_points = 0;\n')
  refused('modules/people/migrations/0001.sql', 'create table people_checkin (id bigint);\n'.replace('checkin', 'daily_check_in'))
  refused('web/pages/A.vue', '<p>{{ online_time }}</p>\n')
  refused('web/pages/A.vue', '<Leaderboard />\n')
  held('modules/meetings/texts/zh.json', '{ "a": "会议签到" }'.replace('签到', '出席'))
  held('modules/meetings/model.h', 'bool check_in = false;  // tidy: allow restraint – attendance at a meeting, 会议管理办法 第九条\n')
})

const sleep = 'sleep'  // put together, so that this file itself waits for nothing

test('limits: long files and lines, and tests that wait', () => {
  const { refused, held } = with_rule(limits)
  refused('base/text.cpp', 'x\n'.repeat(401))
  held('base/text.cpp', 'x\n'.repeat(400))
  refused('base/text.cpp', `${'x'.repeat(121)}\n`)
  held('base/text.cpp', `// ${'字'.repeat(117)}\n`)
  refused('base/tests/text_test.cpp', `std::this_thread::${sleep}_for(1ms);\n`)
  refused('base/tests/text_test.cpp', `world.execute("select pg_${sleep}(1)");\n`)
  refused('e2e/sign_in.test.ts', `await page.wait${'For'}Timeout(500)\n`)
  refused('web/tests/a.test.ts', `await new Promise((resolve) => set${'Timeout'}(resolve, 50))\n`)
  held('base/text.cpp', `std::this_thread::${sleep}_for(1ms);\n`)
})

test('words: unfinished work, empty names, swallowed exceptions', () => {
  const { refused, held } = with_rule(words)
  refused('base/text.cpp', '// TODO: later\n')
  held('base/text.cpp', '// TODO(#12): later\n')
  refused('web/pages/A.vue', '<p>敬请期待</p>\n')
  refused('base/text.cpp', '// this is a stub\n')
  refused('platform/db/pool.h', 'class PoolManager;\n')
  refused('platform/db/pool.h', 'struct DateUtils {};\n')
  refused('platform/db/pool_helper.h', 'struct Pool {};\n')
  held('platform/db/pool.h', 'struct Pool {};  // no class PoolManager\n')
  refused('platform/db/pool.cpp', 'try { f(); } catch (...) { g(); }\n')
  held('platform/db/pool.cpp', 'try { f(); } catch (...) { { g(); } throw; }\n')
})

test('headers: light, guarded, and they say what they own', () => {
  const { refused, held } = with_rule(headers)
  refused('base/a.h', '#pragma once\n')
  refused('base/a.h', '// Owns.\n')
  refused('base/a.h', '// Owns.\n#pragma once\nusing namespace std;\n', 3)
  held('base/a.h', '// Owns.\n#pragma once\n')
  const loop = { 'platform/http/loop.h': '// Owns.\n#pragma once\n#include <boost/asio/io_context.hpp>\n' }
  assert.deepEqual(found(headers, { ...loop, 'platform/http/server.cpp': '#include "platform/http/loop.h"\n' }), [])
  assert.deepEqual(found(headers, { ...loop, 'app/main.cpp': '#include "platform/http/loop.h"\n' }), ['platform/http/loop.h:3'])
})

test('links: papers lead somewhere', () => {
  const { refused, held } = with_rule(links)
  refused('README.md', '[a](docs/none.md)\n')
  refused('README.md', '# One\n\n[a](#two)\n', 3)
  refused('README.md', 'see `base/none.h`\n')
  held('README.md', '# One thing\n\n[a](#one-thing) [b](base/) [c](https://example.org/x) `base/CMakeLists.txt`\n\n```\n[x](no)\n```\n')
})

test('pages: a page sees the shell and its own module', () => {
  const { refused, held } = with_rule(pages)
  const page = 'modules/people/web/People.vue'
  refused(page, "import A from '../../fleet/web/A.vue'\n")
  refused(page, "const A = () => import('../../fleet/web/A.vue')\n")
  refused(page, "import { x } from 'modules/fleet/web/x'\n")
  refused(page, "import { x } from '../../../web/api/x'\n")
  refused(page, "import { x } from '../../../tools/x'\n")
  held(page, "import { x } from 'web/api/x'\nimport B from './B.vue'\nimport { ref } from 'vue'\n")
  refused('web/router/a.ts', "import { pages } from '../../modules/people/web/index'\n")
  held('web/router/a.ts', "const all = import.meta.glob('../../modules/*/web/index.ts')\nimport './b'\n")
})
