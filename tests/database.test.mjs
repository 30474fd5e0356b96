// The database under a live server: away for a while, held up by somebody's lock, on a disk without room. Each time
// the answer says so and when to come again, and all is well by itself once the cause is gone.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import {
  House,
  cases,
  fresh_key,
  item_of,
  new_pass,
  pass_form,
  pass_materials,
  psql_words,
  see_case,
  until,
} from './server.mjs';

const refused_for_now = (answer, key) => {
  assert.equal(answer.status, 503, answer.text);
  assert.equal(answer.headers.get('content-type'), 'application/problem+json');
  assert.ok(Number(answer.headers.get('retry-after')) > 0, answer.text);
  assert.equal(answer.body.key, key, answer.text);
};

const sealed = (house) =>
  until('all is sealed', () => house.sql('select count(*) from audit_pending')[0][0] === '0', 60_000);

describe('the database of a live server', { concurrency: false }, () => {
  const house = new House();
  let server;
  let clerk;
  before(async () => {
    server = await house.serve();
    clerk = await server.sign_in('clerk');
    await item_of(clerk, 'person_pass');
  });
  after(() => house.close());

  test('while PostgreSQL cannot start the server is not ready and says so; then all is well by itself', async () => {
    const [folder, away] = [join(house.data, 'pg'), join(house.data, 'away')];
    const live = await clerk.listen();
    const first = await new_pass(clerk, '先办');
    assert.equal(first.status, 200, first.text);
    const postmaster = house.postmaster();
    renameSync(folder, away);
    process.kill(postmaster, 'SIGKILL');

    await until('not ready', async () => !(await server.is_ready()));
    assert.equal((await server.nobody().get('/health/live')).status, 200);
    refused_for_now(await until_session_unknown(clerk), 'api.database_gone');
    const key = fresh_key();
    refused_for_now(await new_pass(clerk, '再办', { key }), 'api.database_gone');
    refused_for_now(
      await server.nobody().post('/api/session/sign_in', { account: 'clerk', password: 'a-guess-of-mine' }),
      'api.database_gone',
    );
    await until('several tries', () => server.logged('cluster.start_failed').some((line) => line.tries >= 3));

    renameSync(away, folder);
    await until('ready again', () => server.is_ready(), 60_000);
    assert.equal(server.child.exitCode, null);
    const again = await until('an answer', async () => {
      const answer = await new_pass(clerk, '再办', { key });
      return answer.status === 503 ? undefined : answer;
    });
    assert.equal(again.status, 200, again.text);
    assert.equal((await see_case(clerk, first.body.id)).row.number, first.body.number);
    assert.deepEqual(house.sql("select count(*) from service_centre_case where title in ('先办', '再办')"), [['2']]);
    await sealed(house);
    await until('a hint on the stream that was open all the time', () => live.text().includes('service_centre.case'));
    await live.close();
    assert.match(house.run('check', 'audit', '--language', 'zh'), /检查通过/);
    assert.equal(server.logged('cluster.back').length, 1);
    // A trouble that lasts is told when it comes or changes its words, not at every look.
    for (const event of ['audit.sealer', 'outbox.trouble']) assert.ok(server.logged(event).length <= 10, event);
    assert.match((await server.nobody().get('/metrics')).text, /^tongguan_cluster_revivals_total 1$/m);
  });

  test('a lock that nobody gives back: those who wait are told to come again, the others never waited', async (context) => {
    const holder = spawn(psql_words[0], [...psql_words.slice(1), '-h', house.postmaster_file()[4]], { cwd: '/' });
    const locked = new Promise((done) => holder.stdout.on('data', (piece) => /held/.test(piece) && done()));
    holder.stdin.write("begin; lock table service_centre_case in access exclusive mode; select 'held';\n");
    context.after(() => holder.kill());
    await locked;
    const asked = Date.now();
    const waiting = Promise.all(Array.from({ length: 60 }, () => clerk.get(cases)));
    assert.equal((await server.nobody().get('/health/live')).status, 200);
    assert.ok(Date.now() - asked < 2_000, 'who needs no worker does not wait for one');
    const told = await waiting;
    for (const answer of told) {
      assert.equal(answer.status, 503, answer.text);
      assert.ok(Number(answer.headers.get('retry-after')) > 0);
    }
    assert.ok(Date.now() - asked < 25_000, `${Date.now() - asked} ms: nobody hangs`);
    assert.ok(told.some((answer) => answer.body.key === 'api.busy'), 'the lock has its bound');
    assert.ok(told.some((answer) => answer.body.key === 'http.busy'), 'the queue has its bound');
    holder.stdin.end('rollback;\n');
    await until('answers again', async () => (await clerk.get(cases)).status === 200);
    const all = await Promise.all(Array.from({ length: 60 }, () => clerk.get(cases)));
    assert.deepEqual(new Set(all.map((answer) => answer.status)), new Set([200]));
  });
});

// A session is remembered for a moment; after it every request has to ask the database for it.
async function until_session_unknown(person) {
  return until('the database is asked for the session', async () => {
    const answer = await person.get(cases);
    return answer.status === 200 ? undefined : answer;
  });
}

describe('a disk without room', { concurrency: false }, () => {
  const house = new House({ disk_mb: 1024 });
  let server;
  let clerk;
  let item;
  const done = [];
  before(async () => {
    server = await house.serve();
    clerk = await server.sign_in('clerk');
    item = await item_of(clerk, 'person_pass');
  });
  after(() => house.close());

  const submit = (name, key) =>
    clerk.post(cases, { item, form: pass_form(name), materials: pass_materials }, { key });

  // Submits until one is refused; that one.
  async function submit_until_refused(word, most) {
    for (let count = 0; count < most; count++) {
      const [name, key] = [`${word}${count}`, fresh_key()];
      const answer = await submit(name, key);
      if (answer.status !== 200) return { name, key, answer };
      done.push(answer.body.number);
    }
    throw new Error(`${most} were taken on a full disk`);
  }

  const every_one_once = () =>
    assert.deepEqual(
      house.sql("select number from service_centre_case where title ~ '^(满|断)' order by number").flat(),
      done.toSorted(),
    );

  test('a submit is refused in words, reading goes on, and with room again so does everything', async () => {
    await sealed(house);
    house.fill_disk();
    const { name, key, answer } = await submit_until_refused('满', 3_000);
    refused_for_now(answer, 'api.disk_full');
    assert.match(answer.body.detail, /存储空间不足/);
    assert.equal((await clerk.get(cases)).status, 200);
    assert.equal((await clerk.get('/api/service_centre/items')).status, 200);
    every_one_once();
    const head = readFileSync(join(house.data, 'keys/audit.head'), 'utf8');
    assert.match(head, /^\d+ [0-9a-f]{64}$/m, 'the head of the chain stands whole');

    house.empty_disk();
    const again = await submit(name, key);
    assert.equal(again.status, 200, again.text);
    done.push(again.body.number);
    every_one_once();
    await sealed(house);
    assert.match(house.run('check', 'audit', '--language', 'zh'), /检查通过/);
  });

  test('PostgreSQL itself stops for want of room: the server waits for it, and goes on when there is some', async () => {
    await sealed(house);
    house.fill_disk();
    // A new segment of the log is needed and cannot be made: PostgreSQL panics, and cannot recover either.
    await until('no more room for its log', () => {
      try {
        house.sql('select pg_switch_wal(); select pg_current_xact_id();');
        return false;
      } catch {
        return true;
      }
    });
    const { name, key, answer } = await submit_until_refused('断', 3_000);
    assert.equal(answer.status, 503, answer.text);
    assert.ok(Number(answer.headers.get('retry-after')) > 0);
    assert.ok(['api.disk_full', 'api.database_gone'].includes(answer.body.key), answer.text);
    await until('not ready', async () => !(await server.is_ready()));

    house.empty_disk();
    await until('ready again', () => server.is_ready(), 60_000);
    assert.equal(server.child.exitCode, null, 'nobody restarted it');
    const again = await until('an answer', async () => {
      const told = await submit(name, key);
      return told.status === 503 ? undefined : told;
    });
    assert.equal(again.status, 200, again.text);
    done.push(again.body.number);
    every_one_once();
    await sealed(house);
    assert.match(house.run('check', 'audit', '--language', 'zh'), /检查通过/);
  });
});
