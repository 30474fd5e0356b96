// The machine's clock is moved under a running server: a day ahead, then an hour back. No session outlives its end,
// nothing waits for a time that was, and the audit goes on. Five years ahead a year has no notice of holidays yet: its
// due days are provisional until the notice is given.
import assert from 'node:assert/strict';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { House, cases, fresh_key, item_of, new_pass, pass_form, pass_materials, see_case, take, until } from './server.mjs';

const day_ms = 86_400_000;

function faketime() {
  const found = readdirSync('/usr/lib', { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name.includes('-linux-'))
    .flatMap((entry) => {
      const folder = join('/usr/lib', entry.name, 'faketime');
      try {
        return readdirSync(folder).map((name) => join(folder, name));
      } catch {
        return []; // another architecture's folder
      }
    })
    .find((path) => path.endsWith('libfaketimeMT.so.1'));
  if (!found) throw new Error('faketime is not installed (script/setup does that).');
  return found;
}

// The wall clock of a server, moved by writing into a file; the steady clock stays as it is, as it does on a machine.
class MovedClock {
  constructor(house) {
    this.file = join(house.folder, 'clock');
    this.set('+0');
  }
  set(offset) {
    writeFileSync(this.file, `${offset}\n`, { mode: 0o644 });
  }
  through() {
    return [
      'env',
      `LD_PRELOAD=${faketime()}`,
      `FAKETIME_TIMESTAMP_FILE=${this.file}`,
      'FAKETIME_DONT_FAKE_MONOTONIC=1',
      'FAKETIME_NO_CACHE=1',
    ];
  }
}

const sealed = (house) =>
  until('all is sealed', () => house.sql('select count(*) from audit_pending')[0][0] === '0', 10_000);

describe('the clock of the machine is moved', { concurrency: false }, () => {
  const house = new House();
  const clock = new MovedClock(house);
  let server;
  let clerk;
  let first;
  const key = fresh_key();
  before(async () => {
    server = await house.serve({ through: clock.through() });
    clerk = await server.sign_in('clerk');
    first = await new_pass(clerk, '今日', { key });
    assert.equal(first.status, 200, first.text);
  });
  after(() => house.close());

  const recorded_ms = (id) =>
    Number(
      house.sql(`select extract(epoch from max(recorded_at)) * 1000 from audit_entry
                 where entity = 'service_centre.case' and record = ${id}`)[0][0],
    );

  test('a day ahead: who signed in yesterday is signed out, and everything else goes on', async () => {
    clock.set('+1d');
    const old = new Map(clerk.cookies);
    assert.equal((await clerk.get(cases)).status, 401);
    assert.equal((await new_pass(clerk, '不该有')).status, 401);
    const tomorrow = await server.sign_in('clerk');
    const next = await new_pass(tomorrow, '明日');
    assert.equal(next.status, 200, next.text);
    assert.ok(BigInt(next.body.id) > BigInt(first.body.id));
    assert.ok(Math.abs(recorded_ms(next.body.id) - Date.now() - day_ms) < 60_000, 'the audit tells the time it was');
    // The same request, sent again a day later, is still the same request.
    const replayed = await tomorrow.post(
      cases,
      { item: tomorrow.pass_item, form: pass_form('今日'), materials: pass_materials },
      { key },
    );
    assert.equal(replayed.body.id, first.body.id, replayed.text);
    await sealed(house);
    clerk = tomorrow;
    clerk.yesterday = old;
  });

  test('an hour back: nobody waits for it, ids and numbers go on, an ended session stays ended', async () => {
    const before = await new_pass(clerk, '拨回之前');
    clock.set('+23h');
    const later = await new_pass(clerk, '拨回之后');
    assert.equal(later.status, 200, later.text);
    assert.ok(BigInt(later.body.id) > BigInt(before.body.id), 'ids still grow');
    assert.ok(later.body.number > before.body.number);
    assert.ok(recorded_ms(later.body.id) < recorded_ms(before.body.id), 'the audit tells the time it was');
    await sealed(house);
    assert.equal((await take(await server.sign_in('acceptor'), later.body.id, 'accept')).status, 200);

    const yesterday = server.nobody();
    yesterday.cookies = clerk.yesterday;
    assert.equal((await yesterday.get(cases)).status, 401);
    assert.equal((await clerk.post('/api/session/sign_out')).status, 200);
    assert.equal((await clerk.get(cases)).status, 401);
    assert.match(house.run('check', 'audit', '--language', 'zh'), /检查通过/);
  });
});

describe('a year whose holidays are not published yet', { concurrency: false }, () => {
  const house = new House();
  const clock = new MovedClock(house);
  after(() => house.close());

  test('its due days are provisional, and are computed anew when the notice is given', async () => {
    let server = await house.serve({ through: clock.through() });
    await server.stop();
    clock.set('+1826d'); // the demo's morning of 2021-12-31 becomes that of 2026-12-31; 2027 has no notice
    server = await house.serve({ through: clock.through() });
    const clerk = await server.sign_in('clerk');
    const { id } = (
      await clerk.post(cases, {
        item: await item_of(clerk, 'person_pass'),
        form: { ...pass_form(), valid_from: '2027-01-18', valid_until: '2027-06-30' },
        materials: pass_materials,
      })
    ).body;
    const acceptor = await server.sign_in('acceptor');
    assert.equal((await take(acceptor, id, 'accept')).status, 200);
    const guessed = (await see_case(clerk, id)).row;
    assert.equal(guessed.due_provisional, true, JSON.stringify(guessed));
    assert.match(guessed.due_on, /^2027-01-/);
    await server.stop();

    // The notice: New Year's days off until the 5th. (1 October is what tells that the year is published.)
    const days = ['01-01', '01-02', '01-03', '01-04', '01-05', '10-01'];
    const notice = join(house.folder, 'holidays.csv');
    writeFileSync(notice, `day,kind,source\n${days.map((day) => `2027-${day},off,通知`).join('\n')}\n`, { mode: 0o644 });
    server = await house.serve({ through: clock.through(), flags: ['--holidays', notice] });
    clerk.server = server;
    const firm = (await see_case(clerk, id)).row;
    assert.equal(firm.due_provisional, false);
    // Two working days fewer, the 4th and the 5th: two days later, or over a weekend four.
    const moved = (Date.parse(firm.due_on) - Date.parse(guessed.due_on)) / day_ms;
    assert.ok([2, 4].includes(moved), `${guessed.due_on} → ${firm.due_on}`);
    assert.deepEqual(
      house.sql(`select due from task_task where record_id = ${id} and closed_at is null`),
      [[firm.due_on]],
      'the task asks for the same day',
    );
    const told = `select count(*) from audit_entry where record = ${id} and verb = 'service_centre.case.recompute_due_day'`;
    assert.deepEqual(house.sql(told), [['1']]);
    await server.stop();
    server = await house.serve({ through: clock.through(), flags: ['--holidays', notice] });
    assert.deepEqual(house.sql(told), [['1']], 'a second start finds nothing to do');
    await server.stop();
  });

  test('a notice that cannot be read, or read wrongly, is refused with words', async () => {
    const wrong = join(house.folder, 'wrong.csv');
    writeFileSync(wrong, 'day,kind,source\n2027-01-32,off,通知\n', { mode: 0o644 });
    await assert.rejects(house.serve({ flags: ['--holidays', wrong] }), /第 2 行有误：日期应为/);
    await assert.rejects(house.serve({ flags: ['--holidays', '/nowhere.csv'] }), /无法读取/);
  });
});
