// Nobody learns what is behind a wall: every route to read of /api/openapi.json (leak_writes.test.mjs has those that
// write), with every filter, sort and cursor it declares, asked by strangers of another unit, of another region, of the same unit but for themselves only, and
// signed out. A route or a filter that is not listed here fails the test. Each question is first answered to its
// rightful reader, so that silence proves a wall and not a broken question; and a wall that is taken down must make
// the test fail.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { House, cases, item_of, new_pass, see_case, take, until } from './server.mjs';

const invented = '912345678901234567'; // looks like a key, belongs to nothing
const marker = '密甲乙';

// Who is asked for. `reader` gets an answer in which `secret` stands; strangers never do.
//   asks      a value for every query parameter the route declares (sort and cursor are tried by themselves)
//   also      parameters that one needs beside it; `secrets`: what stands in the answer instead
//   everyone  what every signed-in person may read: only those signed out are strangers
//   open      reachable signed out
const strangers = ['clerk2', 'district_admin', 'employee', 'system_admin', 'nobody'];
const reads = (world) => ({
  '/api/account/sessions': { reader: 'clerk', secret: world.session, asks: {} },
  '/api/audit/entries': {
    reader: 'audit_admin',
    secret: world.entry,
    strangers: [...strangers, 'director', 'acceptor'],
    asks: {
      person: world.clerk_person,
      verb: 'service_centre.case.submit',
      entity: 'service_centre.case',
      record: world.submitted,
      from: '2000-01-01',
      until: '2050-01-01',
    },
    also: { record: { entity: 'service_centre.case' } },
  },
  '/api/audit/entries/{id}': {
    reader: 'audit_admin',
    id: world.entry,
    secret: world.entry,
    strangers: [...strangers, 'director'],
  },
  '/api/audit/state': { reader: 'audit_admin', secret: 'head', strangers: [...strangers, 'director'], asks: {} },
  '/api/organisation/people': {
    reader: 'unit_admin',
    secret: world.colleague,
    strangers: ['clerk2', 'district_admin', 'nobody'],
    asks: { unit: world.unit, q: '何示甲' },
  },
  '/api/organisation/people/{id}': {
    reader: 'unit_admin',
    id: world.colleague,
    secret: '何示甲',
    strangers: ['clerk2', 'district_admin', 'nobody'],
  },
  '/api/organisation/units': {
    reader: 'clerk',
    everyone: true,
    secret: world.unit,
    asks: { q: '杭州市统计局' },
    unneeded: ['parent'],
  },
  '/api/organisation/units/{id}': { reader: 'clerk', everyone: true, id: world.unit, secret: world.unit },
  '/api/reporting/indicators/{key}': {
    reader: 'director',
    id: 'service_centre.cases',
    secret: 'service_centre.cases',
    asks: { year: '2021' },
    strangers: ['clerk', 'employee', 'unit_admin', 'system_admin', 'nobody'],
  },
  '/api/reporting/indicators/{key}/records': {
    reader: 'director',
    id: 'service_centre.cases',
    secret: world.accepted_number,
    asks: { year: '2021' },
    strangers: ['district_admin', 'clerk', 'nobody'],
  },
  '/api/reporting/reports': {
    reader: 'director',
    secret: '2021',
    strangers: ['clerk', 'employee', 'nobody'],
  },
  '/api/reporting/reports/{year}': {
    reader: 'director',
    id: '2021',
    secret: 'sections',
    strangers: ['clerk', 'employee', 'nobody'],
  },
  '/api/service_centre/cases': {
    reader: 'clerk',
    secret: [world.accepted, world.accepted_number],
    asks: { state: 'accepted', item: 'person_pass', unit: world.unit, mine: 'true', due: 'week', q: marker },
    secrets: { due: world.due_number },
  },
  '/api/service_centre/cases/{id}': {
    reader: 'clerk',
    id: world.submitted,
    secret: [world.submitted_number, marker],
  },
  '/api/service_centre/cases/{id}/time_line': { reader: 'clerk', id: world.submitted, secret: '林示岚', asks: {} },
  '/api/service_centre/items': { reader: 'clerk', everyone: true, secret: 'person_pass', asks: {} },
  '/api/service_centre/items/{id}': { reader: 'clerk', id: world.item, secret: '林示岚', strangers },
  '/api/session': { reader: 'clerk', open: true, secret: [world.csrf, '林示岚'], strangers },
  '/api/tasks': {
    reader: 'acceptor',
    secret: world.submitted,
    asks: { state: 'open', due: world.submitted_due },
    strangers: [...strangers, 'clerk', 'division_head2'],
  },
  '/api/tasks/due': { reader: 'acceptor', everyone: true, secret: 'today', asks: {} },
  '/api/tasks/summary': { reader: 'acceptor', everyone: true, secret: 'open', asks: {} },
});

const house = new House();
const people = new Map();
let server;
let paths;
let world;

const as = async (login) => {
  if (!people.has(login)) people.set(login, login === 'nobody' ? server.nobody() : await server.sign_in(login));
  return people.get(login);
};
const declared = (operation) =>
  (operation.parameters ?? [])
    .map((each) => (each.$ref ? { name: each.$ref.split('/').at(-1), in: 'query' } : each))
    .filter((each) => each.in === 'query');
const address = (path, id) => path.replace(/\{\w+\}/, id);

// Every question of a route to read, as the part after its path.
function questions(route, operation) {
  const all = route.id ? [''] : [];
  const known = new Set([...Object.keys(route.asks ?? {}), ...(route.unneeded ?? []), 'sort', 'cursor', 'limit']);
  for (const parameter of declared(operation)) {
    assert.ok(known.has(parameter.name), `${operation.operationId}: ?${parameter.name} is not asked here`);
    for (const sort of parameter.name === 'sort' ? (parameter.schema.enum ?? []) : [])
      all.push(
        new URLSearchParams({ sort, ...(sort === 'due_on' ? { state: 'open' } : {}), limit: '100' }).toString(),
      );
  }
  const limit = declared(operation).some((each) => each.name === 'limit' || each.name === 'Limit')
    ? { limit: '100' }
    : {};
  for (const [name, value] of Object.entries(route.asks ?? {}))
    all.push(new URLSearchParams({ [name]: value, ...route.also?.[name], ...limit }).toString());
  return all.length ? all : [''];
}

// What strangers learned, as lines.
async function leaks_of_reading(table) {
  const leaks = [];
  for (const [path, route] of Object.entries(table)) {
    const operation = paths[path].get;
    for (const question of questions(route, operation)) {
      const at = address(path, route.id) + (question && `?${question}`);
      const secrets = [route.secrets?.[question.split('=')[0]] ?? route.secret].flat();
      const rightful = await (await as(route.reader)).get(at);
      assert.equal(rightful.status, 200, `${route.reader} ${at}: ${rightful.text}`);
      for (const secret of secrets)
        assert.ok(
          rightful.text.includes(secret),
          `${route.reader} ${at} does not show ${secret}: ${rightful.text.slice(0, 400)}`,
        );
      for (const login of route.everyone ? ['nobody'] : (route.strangers ?? strangers)) {
        const told = await (await as(login)).get(at);
        if (secrets.some((secret) => told.text.includes(secret))) leaks.push(`${login} ${at}`);
        if (told.status >= 500) leaks.push(`${login} ${at}: ${told.status}`);
        if (login === 'nobody' && !route.open && told.status !== 401) leaks.push(`nobody ${at}: ${told.status}`);
        if (route.id && told.status !== 200 && path.includes('{id}')) {
          const none = await (await as(login)).get(address(path, invented));
          if (none.status !== told.status || none.body.key !== told.body.key)
            leaks.push(`${login} ${at}: that it exists`);
        }
      }
    }
  }
  return leaks;
}

describe('leaks', () => {
  before(async () => {
    server = await house.serve();
    paths = (await server.nobody().get('/api/openapi.json')).body.paths;
    const clerk = await as('clerk');
    const admin = await as('unit_admin');
    const acceptor = await as('acceptor');
    const [submitted, accepted] = [
      (await new_pass(clerk, `${marker}一`)).body,
      (await new_pass(clerk, `${marker}二`)).body,
    ];
    assert.equal((await take(acceptor, accepted.id, 'accept')).status, 200);
    const unit = clerk.session.unit.id;
    const registered = await admin.post('/api/organisation/people', {
      people: [{ staff_code: 'S-1', name: '何示甲', employment: 'established', unit, valid_from: '2021-12-31' }],
    });
    assert.equal(registered.status, 200, registered.text);
    world = {
      unit,
      item: await item_of(clerk, 'person_pass'),
      csrf: clerk.csrf,
      clerk_person: clerk.session.person.id,
      colleague: registered.body.ids[0],
      submitted: submitted.id,
      submitted_number: submitted.number,
      accepted: accepted.id,
      accepted_number: accepted.number,
    };
    [[world.due_number]] = house.sql(`select number from service_centre_case
      where due_on = '2021-12-31' and is_open and applicant = ${world.clerk_person} limit 1`);
    [[world.submitted_due]] = house.sql(`select due from task_task
      where record_id = ${submitted.id} and closed_at is null`);
    world.session = (await clerk.get('/api/account/sessions')).body.items.find((each) => each.current).id;
    const listed = await (
      await as('audit_admin')
    ).get(`/api/audit/entries?entity=service_centre.case&record=${submitted.id}`);
    world.entry = listed.body.items[0].id;
  });
  after(() => house.close());

  test('every route is asked', () => {
    const served = Object.keys(paths).filter((path) => paths[path].get);
    assert.deepEqual(served.sort(), Object.keys(reads(world)).sort());
  });

  test('strangers read nothing', async () => assert.deepEqual(await leaks_of_reading(reads(world)), []));

  test('few records are no sum: neither their value nor their number is told to who may not see them', async () => {
    const year = 2019; // before the demo's first case
    const few = house.sql(`select id from service_centre_case
      where accepted_at is not null and region <> 330102 and id <> ${world.accepted} order by id limit 3`);
    assert.equal(few.length, 3);
    house.sql(`update service_centre_case set accepted_at = '${year}-06-03T09:00:00+08'
      where id in (${few.join()})`);
    const opened = async (login) =>
      (await (await as(login)).get(`/api/reporting/indicators/service_centre.cases?year=${year}`)).body;
    const all = await opened('director');
    assert.deepEqual([all.hidden, all.value, all.records, all.visible], [false, '3', 3, 3]);
    const hidden = await opened('district_admin');
    assert.equal(hidden.hidden, true);
    const told = Object.entries(hidden).filter(([, value]) => value !== null && value !== '');
    assert.deepEqual(
      told.map(([name]) => name).filter((name) => !['as_of', 'form_fits', 'hidden', 'notes'].includes(name)),
      ['key', 'year', 'version', 'nature', 'unit'],
    );
    assert.deepEqual(hidden.notes, []);
  });

  test('a place in a list that was given to another opens nothing', async () => {
    const clerk = await as('clerk');
    for (const sort of paths[cases].get.parameters.find((each) => each.name === 'sort').schema.enum) {
      const first = await clerk.get(`${cases}?sort=${sort}&limit=1`);
      assert.ok(first.body.next, first.text);
      for (const login of ['clerk2', 'district_admin', 'employee']) {
        const told = await (
          await as(login)
        ).get(`${cases}?sort=${sort}&limit=100&cursor=${encodeURIComponent(first.body.next)}`);
        assert.equal(told.status, 200, told.text);
        assert.ok(!told.text.includes(world.submitted) && !told.text.includes(marker), `${login} ${sort}`);
      }
    }
  });

  test('live hints reach those who may read the record or act on the to-do, and nobody else', async () => {
    const clerk = await as('clerk');
    const unheard = ['clerk2', 'district_admin', 'employee'];
    const listeners = Object.fromEntries(
      await Promise.all(
        ['clerk', 'acceptor', ...unheard].map(async (login) => [login, await (await as(login)).listen()]),
      ),
    );
    assert.equal((await server.nobody().get('/api/events')).status, 401);
    const { id } = (await new_pass(clerk, marker)).body;
    const heard = (login, topic) =>
      listeners[login]
        .text()
        .split('\n')
        .filter((line) => line.trim() === `data: ${topic}`).length;
    const hints = ['service_centre.case', 'task.task'];
    for (const login of ['clerk', 'acceptor'])
      for (const topic of hints) await until(`${topic} for ${login}`, () => heard(login, topic) > 0);
    // What they may hear comes after it on the same stream: then nothing came before.
    for (const login of unheard) {
      assert.equal((await new_pass(await as(login), '示例己')).status, 200);
      for (const topic of hints) await until(`${topic} for ${login}`, () => heard(login, topic) > 0);
      for (const topic of hints) assert.equal(heard(login, topic), 1, `${login} ${listeners[login].text()}`);
      assert.ok(!listeners[login].text().includes(id));
    }
    for (const listener of Object.values(listeners)) await listener.close();
  });

  // Last: from here on the demo is no longer sound.
  test('a wall taken down is noticed', async () => {
    const table = reads(world);
    const about = (path) => ({ [path]: table[path] });
    house.sql('alter table service_centre_case disable row level security');
    const lists = await leaks_of_reading(about('/api/service_centre/cases'));
    const views = await leaks_of_reading(about('/api/service_centre/cases/{id}'));
    house.sql('alter table service_centre_case enable row level security');
    assert.ok(
      lists.some((line) => line.startsWith('clerk2')),
      'lists',
    );
    assert.ok(
      views.some((line) => line.startsWith('district_admin')),
      'views',
    );
    assert.deepEqual(await leaks_of_reading(about('/api/service_centre/cases/{id}')), []);
    assert.equal((await see_case(await as('clerk'), world.submitted)).row.id, world.submitted);
  });
});
