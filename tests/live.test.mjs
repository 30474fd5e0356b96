// Live hints between servers over one database: what is done on one is heard on the other, whoever is killed meanwhile;
// a stream lives no longer than its session; and an event that cannot be passed on is parked, shown and released.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { House, new_pass, take, until } from './server.mjs';

const kind = 'service_centre.case';
const heard = (live) => live.text().split(`data: ${kind}\n`).length - 1;

// The same browser, asking another server.
function at(server, person) {
  const there = server.nobody();
  there.cookies = person.cookies;
  there.csrf = person.csrf;
  return there;
}

const waiting = `select count(*) from outbox_event e where name = 'work.Hinted' and not exists
  (select from outbox_position p where p.consumer = 'app.call_out' and (p.tx, p.event) >= (e.tx, e.id))`;

describe('two servers over one database', { concurrency: false }, () => {
  const house = new House();
  let [one, other] = [];
  let [clerk, director] = [];
  before(async () => {
    one = await house.serve();
    other = await house.serve();
    clerk = await one.sign_in('clerk');
    director = await one.sign_in('director');
  });
  after(() => house.close());

  test('what is done on one is heard on the other, and told once where it was done', async () => {
    const [here, there] = [await director.listen(), await at(other, director).listen()];
    for (let count = 1; count <= 3; count++) {
      assert.equal((await new_pass(clerk, `听${count}`)).status, 200);
      await until('the hint there', () => heard(there) >= count);
    }
    assert.equal(heard(here), 3, here.text());
    assert.equal(heard(there), 3, there.text());
    const made = await new_pass(at(other, clerk), '自彼');
    assert.equal(made.status, 200, made.text);
    await until('the hint of the other', () => heard(here) === 4);
    await Promise.all([here.close(), there.close()]);
  });

  test('nobody hears of what he may not read, on whichever server it was done', async () => {
    const stranger = await (await one.sign_in('clerk2')).listen();
    const there = await at(other, await one.sign_in('clerk2')).listen();
    const knows = await at(other, director).listen();
    const { id } = (await new_pass(clerk, '他人之事')).body;
    assert.equal((await take(clerk, id, 'withdraw')).status, 200);
    await until('both hints at who may', () => heard(knows) === 2);
    assert.deepEqual([heard(stranger), heard(there)], [0, 0]);
    await Promise.all([stranger.close(), there.close(), knows.close()]);
  });

  test('the server is killed as soon as it has answered: the other calls it out', async () => {
    const there = await at(other, director).listen();
    assert.equal((await new_pass(clerk, '答毕即亡')).status, 200);
    await one.kill();
    await until('the hint', () => heard(there) === 1);
    await there.close();
    one = await house.serve();
    clerk.server = director.server = one;
  });

  test('both are killed: what was not yet called out is, by the next', async () => {
    for (const name of ['甲亡', '乙亡', '丙亡']) assert.equal((await new_pass(clerk, name)).status, 200);
    await Promise.all([one.kill(), other.kill()]);
    one = await house.serve();
    other = await house.serve();
    clerk.server = director.server = one;
    await until('nothing waits', () => house.sql(waiting)[0][0] === '0');
    assert.deepEqual(house.sql('select * from outbox_trouble'), []);
    const there = await at(other, director).listen();
    assert.equal((await new_pass(clerk, '复起')).status, 200);
    await until('and it goes on', () => heard(there) === 1);
    await there.close();
  });

  test('the listening connection is cut: pages are told to read anew, and hear again', async () => {
    const there = await at(other, director).listen();
    const [[cut]] = house.sql(
      "select count(pg_terminate_backend(pid)) from pg_stat_activity where application_name = 'tongguan listener'",
    );
    assert.equal(cut, '2', 'each server listens with one connection');
    await until('told that something may be lost', () => there.text().includes('event: missed\n'));
    assert.equal((await new_pass(clerk, '断后')).status, 200);
    await until('hears again', () => heard(there) === 1);
    await there.close();
  });

  test('a stream ends with its session: at once here, within a second and a half there', async () => {
    const leaving = await one.sign_in('clerk2');
    const [here, there] = [await leaving.listen(), await at(other, leaving).listen()];
    const stays = await director.listen();
    let ended = 0;
    for (const live of [here, there]) live.ended.then(() => (ended += 1));
    assert.equal((await leaving.post('/api/session/sign_out')).status, 200);
    const since = Date.now();
    await until('both are over', () => ended === 2, 5_000);
    assert.ok(Date.now() - since < 1_500, `${Date.now() - since} ms`);
    await assert.rejects(leaving.listen(), /401/);

    const [desk, phone] = [await one.sign_in('clerk2'), await one.sign_in('clerk2')];
    const on_phone = await at(other, phone).listen();
    const [current] = (await phone.get('/api/account/sessions')).body.items.filter((each) => each.current);
    assert.equal((await desk.post(`/api/account/sessions/${current.id}/end`)).status, 200);
    await on_phone.ended;

    assert.equal((await new_pass(clerk, '留者')).status, 200);
    await until('who stays hears on', () => heard(stays) === 1);
    await stays.close();
  });

  test('an event that cannot be passed on is parked and shown, and released once it can', async () => {
    assert.match(house.run('outbox'), /没有搁置的事件/);
    // As if it had failed seven times; the eighth parks it.
    house.sql(`insert into outbox_event (id, name, fields, actor_person, actor_post, trace, business_at, recorded_at)
        values (77, 'work.Hinted', '{"topics": 7}', 0, 0, 'planted', now(), now());
      insert into outbox_trouble values ('app.call_out', 77, 7, now() - interval '1 minute', null, 'planted')`);
    await until('parked', () => house.sql('select parked_at is not null from outbox_trouble')[0]?.[0] === 't');
    assert.match(house.run('outbox', 'list'), /^77 {2}work\.Hinted {2}app\.call_out {2}已试 8 次：页面更新通知的内容有误/m);

    const still = house.call('outbox', 'release', '77');
    assert.equal(still.status, 1);
    assert.match(still.stderr, /页面更新通知的内容有误/);
    const live = await director.listen();
    assert.equal((await new_pass(clerk, '不碍后事')).status, 200);
    await until('those after it did not wait', () => heard(live) === 1);

    house.sql(`update outbox_event set fields = '{"topics": ["${kind}/all/"]}' where id = 77`);
    assert.match(house.run('outbox', 'release', '77'), /已重新处理/);
    await until('it is heard', () => heard(live) === 2);
    await live.close();
    assert.match(house.run('outbox'), /没有搁置的事件/);
    const twice = house.call('outbox', 'release', '77');
    assert.equal(twice.status, 1);
    assert.match(twice.stderr, /没有找到这条搁置的事件/);
    for (const words of [['release'], ['release', 'all'], ['burn']])
      assert.equal(house.call('outbox', ...words).status, 2, words.join(' '));
  });
});
