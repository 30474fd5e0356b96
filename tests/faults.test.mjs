// What breaks: the server or PostgreSQL is killed amid many submits. Whoever asks again with the same Idempotency-Key
// finds every case exactly once, what was acknowledged unchanged, nothing half-written, the audit chain whole.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import {
  House,
  cases,
  fresh_key,
  item_of,
  new_pass,
  pass_form,
  pass_materials,
  see_case,
  take,
  until,
} from './server.mjs';

const many = 200;
const killed_after = 40; // acknowledged ones
const counts_within_ms = 1_000; // an ended session, a changed right, on another server

const house = new House();
let server;
let clerk;

const submits = (item, word) =>
  Array.from({ length: many }, (_, index) => ({
    key: fresh_key(),
    body: { item, form: pass_form(`${word}${String(index).padStart(3, '0')}`), materials: pass_materials },
    name: `${word}${String(index).padStart(3, '0')}`,
  }));

// Sends all at once; `answered` is told how many have been acknowledged so far. An answer that never came is undefined.
async function send_all(person, all, answered = () => undefined) {
  let count = 0;
  return Promise.all(
    all.map(async ({ key, body }) => {
      const answer = await person.post(cases, body, { key }).catch(() => undefined);
      if (answer?.status === 200) answered(++count);
      return answer;
    }),
  );
}

// One that was refused for a moment is asked again, as its answer says.
async function ask_until_done(person, each) {
  return until(
    `an answer to ${each.name}`,
    async () => {
      const answer = await person.post(cases, each.body, { key: each.key }).catch(() => undefined);
      return answer && answer.status !== 503 ? answer : undefined;
    },
    60_000,
  );
}

// Every case of the word once, each with all that belongs to it.
function whole(word) {
  const [[count, names, numbers]] = house.sql(
    `select count(*), count(distinct title), count(distinct number)
     from service_centre_case where title like '${word}%'`,
  );
  assert.deepEqual([count, names, numbers], [many, many, many].map(String));
  const lacking = house
    .sql(
      `select c.number,
      (select count(*) from service_centre_entry e where e.case_id = c.id and e.step = 'submit'),
      (select count(*) from service_centre_material m where m.case_id = c.id),
      (select count(*) from task_task t
        where t.record = 'service_centre.case' and t.record_id = c.id and t.closed_at is null),
      (select count(*) from audit_entry a where a.entity = 'service_centre.case' and a.record = c.id),
      (select count(*) from outbox_event o
        where o.name = 'service_centre.CaseSubmitted' and o.fields->>'case_id' = c.id::text)
    from service_centre_case c where c.title like '${word}%'`,
    )
    .filter(([, ...counts]) => counts.join() !== '1,3,1,1,1');
  assert.deepEqual(lacking, []);
  // Numbers of the year: 1 … n without a gap.
  const [[first, last, all]] = house.sql(
    `select min(right(number, 5)::int), max(right(number, 5)::int), count(*)
     from service_centre_case where number like '2021-%'`,
  );
  assert.deepEqual([first, last], ['1', all]);
  // Nothing that belongs to no case.
  assert.deepEqual(
    house.sql(
      `select id from service_centre_material m
         where not exists (select 1 from service_centre_case c where c.id = m.case_id)`,
    ),
    [],
  );
}

async function settled() {
  await until('all is sealed', () => house.sql('select count(*) from audit_pending')[0][0] === '0', 60_000);
  assert.deepEqual(house.sql('select * from outbox_trouble'), []);
}

async function all_exactly_once(word, all, first) {
  for (let from = 0; from < all.length; from += 20)
    await Promise.all(
      all.slice(from, from + 20).map(async (each, offset) => {
        const again = await ask_until_done(clerk, each);
        assert.equal(again.status, 200, again.text);
        const told = first[from + offset];
        if (told?.status === 200) {
          assert.deepEqual(again.body, told.body, 'what was acknowledged stays');
          assert.equal(again.headers.get('idempotency-replayed'), 'true');
        }
      }),
    );
  whole(word);
  await settled();
}

describe('faults', () => {
  before(async () => {
    server = await house.serve();
    clerk = await server.sign_in('clerk');
  });
  after(() => house.close());

  test('the server is killed amid 200 submits', async () => {
    const all = submits(await item_of(clerk, 'person_pass'), '甲');
    let dead;
    const first = await send_all(clerk, all, (count) => {
      if (count === killed_after) dead = server.kill();
    });
    await dead;
    const acknowledged = first.filter((answer) => answer?.status === 200).length;
    assert.ok(acknowledged >= killed_after && acknowledged < many, `${acknowledged} were acknowledged before`);
    server = await house.serve();
    clerk.server = server; // the same browser, the same session
    await all_exactly_once('甲', all, first);
    assert.match(house.run('check', 'audit', '--language', 'zh'), /检查通过/);
  });

  test('PostgreSQL is killed amid 200 submits', async () => {
    const all = submits(await item_of(clerk, 'person_pass'), '乙');
    const first = await send_all(clerk, all, (count) => {
      if (count === killed_after) house.end_database('SIGKILL');
    });
    const acknowledged = first.filter((answer) => answer?.status === 200).length;
    assert.ok(acknowledged >= killed_after && acknowledged < many, `${acknowledged} were acknowledged before`);
    for (const answer of first)
      if (answer?.status !== 200) {
        assert.equal(answer?.status, 503, answer?.text);
        assert.ok(answer.headers.get('retry-after'), answer.text);
        assert.ok(['api.database_gone', 'api.busy'].includes(answer.body.key), answer.text);
      }
    assert.equal((await server.nobody().get('/health/live')).status, 200, 'the server goes on');
    // Nobody restarts anything: the server brings its database back, and sealer and outbox find it again.
    await all_exactly_once('乙', all, first);
    assert.equal(server.child.exitCode, null);
    assert.equal(server.logged('cluster.back').length, 1, 'it was brought back once');
    assert.match(house.run('check', 'audit', '--language', 'zh'), /检查通过/);
  });

  test('two heads decide one case at once: one wins, the other is told who and when', async () => {
    const acceptor = await server.sign_in('acceptor');
    const heads = [await server.sign_in('division_head'), await server.sign_in('division_head2')];
    const names = heads.map((head) => head.session.person.name);
    assert.notEqual(names[0], names[1]);
    // They lead two departments: passes are handed to the bureau as a whole, so that any of its heads decides.
    const assigned = await (
      await server.sign_in('system_admin')
    ).post(`/api/service_centre/items/${await item_of(clerk, 'person_pass')}/assign`, {
      handling_unit: heads[0].session.unit.id,
    });
    assert.equal(assigned.status, 200, assigned.text);
    const ways = [
      ['approve', { opinion: '同意' }],
      ['reject', { clause: '第一条', remedy: '可申请复核' }],
    ];
    for (let round = 0; round < 6; round++) {
      const { id } = (await new_pass(clerk, '丙')).body;
      assert.equal((await take(acceptor, id, 'accept')).status, 200);
      const { version } = (await see_case(heads[0], id)).row;
      const told = await Promise.all(
        heads.map((head, index) => {
          const [step, input] = ways[(index + round) % ways.length];
          return head.post(`${cases}/${id}/${step}`, { version, ...input });
        }),
      );
      assert.deepEqual(told.map((each) => each.status).sort(), [200, 409], told.map((each) => each.text).join('\n'));
      const winner = told.findIndex((each) => each.status === 200);
      const lost = told[1 - winner];
      const { row } = await see_case(clerk, id);
      assert.equal(row.state, told[winner].body.row.state);
      assert.equal(lost.body.key, 'service_centre.case.already_decided', lost.text);
      assert.equal(lost.body.args.by, names[winner]);
      assert.equal(lost.body.args.at, row.decided_at);
      assert.ok(lost.body.detail.includes(names[winner]), lost.body.detail);
      assert.match(lost.body.detail, /2021.12.31/, 'the words say when');
      const lines = (await clerk.get(`${cases}/${id}/time_line`)).body.items.filter((line) =>
        ['approve', 'reject'].includes(line.step),
      );
      assert.deepEqual(
        lines.map((line) => line.person_name),
        [names[winner]],
      );
    }
  });

  test("a key is for one request: the same with another body is refused, and is its owner's alone", async () => {
    const key = fresh_key();
    const first = await new_pass(clerk, '丁一', { key });
    assert.equal(first.status, 200);
    const other = await new_pass(clerk, '丁二', { key });
    assert.ok([409, 422].includes(other.status), other.text);
    const stranger = await new_pass(await server.sign_in('clerk2'), '丁一', { key });
    assert.equal(stranger.status, 200);
    assert.notEqual(stranger.body.id, first.body.id);
  });

  test('20 at once with one key make one case', async () => {
    const key = fresh_key();
    const told = await Promise.all(Array.from({ length: 20 }, () => new_pass(clerk, '戊', { key })));
    const ids = new Set(told.filter((each) => each.status === 200).map((each) => each.body.id));
    assert.equal(ids.size, 1, told.map((each) => each.text).join('\n'));
    for (const each of told) assert.ok([200, 409, 503].includes(each.status), each.text);
    assert.deepEqual(house.sql("select count(*) from service_centre_case where title = '戊'"), [['1']]);
  });

  test('an ended session and a changed right count on another server over the same database within a second', async () => {
    const second = await house.serve();
    const there = second.nobody();
    const here = await server.sign_in('clerk2');
    const cookies = [...here.cookies];
    there.cookies = new Map(cookies);
    assert.equal((await there.get(cases)).status, 200);
    assert.equal((await here.post('/api/session/sign_out')).status, 200);
    here.cookies = new Map(cookies); // the browser was told to forget it; somebody kept a copy
    const ended = until(
      'its end there',
      async () => {
        there.cookies = new Map(cookies);
        return (await there.get(cases)).status === 401;
      },
      counts_within_ms,
    );
    assert.equal((await here.get(cases)).status, 401, 'at once here');
    await ended;

    // Roles are data: the post's row changes and the rights' version with it, as the action that changes them commits
    // them together, on whichever server. Taken away, given back.
    const acceptor = await second.sign_in('acceptor2');
    const { post } = acceptor.session;
    const accept = async () => (await acceptor.post(`${cases}/1/accept`, { version: 1 })).body.key;
    assert.equal(await accept(), 'service_centre.case.missing');
    for (const [roles, answer] of [
      ['{employee}', 'access.no_right'],
      ['{employee,acceptor}', 'service_centre.case.missing'],
    ]) {
      house.sql(`begin; update organisation_post set roles = '${roles}' where id = ${post.id};
        update access_version set value = value + 1 where kind = 'rights'; commit`);
      await until(`${roles} counts`, async () => (await accept()) === answer, counts_within_ms);
    }
    // A post that is over: nothing may be done under it.
    house.sql(`begin; update organisation_post set valid_until = '2021-12-30' where id = ${post.id};
      update access_version set value = value + 1 where kind = 'rights'; commit`);
    await until('the post is over', async () => (await accept()) !== 'service_centre.case.missing', counts_within_ms);
    await second.stop();
    assert.equal((await server.nobody().get('/health/ready')).status, 200, 'the first keeps its database');
  });

  test('SIGTERM under load: what was begun is answered, nothing is lost', async () => {
    const all = submits(await item_of(clerk, 'person_pass'), '己').slice(0, 100);
    let ended;
    const first = await send_all(clerk, all, (count) => {
      if (count === 20) ended = server.stop();
    });
    assert.deepEqual(await ended, { code: 0, signal: null });
    const acknowledged = first.filter((answer) => answer?.status === 200).map((answer) => answer.body.number);
    for (const answer of first) assert.ok(!answer || [200, 503].includes(answer.status), answer?.text);
    server = await house.serve();
    clerk.server = server;
    const kept = house.sql("select number from service_centre_case where title like '己%'").flat();
    for (const number of acknowledged) assert.ok(kept.includes(number), number);
    assert.equal(kept.length, acknowledged.length, 'what was done was said');
  });
});
