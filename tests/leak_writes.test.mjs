// Nobody changes what is behind a wall, or learns by trying that it is there: every route of /api/openapi.json that
// writes, and every id in its body. A route or an id that is not listed here fails the test. Each request is in the end
// made by its rightful actor and succeeds, so that a refusal proves a wall and not a broken request.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { House, item_of, new_pass, pass_form, pass_materials, see_case, take } from './server.mjs';

const invented = '912345678901234567'; // looks like a key, belongs to nothing

// What is written: on a fresh record strangers are refused as if it did not exist; then the rightful actor sends the
// very same body for the very same record and succeeds. So the probe was well-formed, and nothing had been changed.
//   actor       who may (a login); `fresh` may name another
//   fresh       makes what it is done to: { id, body, actor }
//   references  every id in the body, as the interface document has them, each with a value of somebody else's that
//               is answered like one that does not exist; or `open`: why there is no hidden one
//   strangers   who may not; `open`: reachable signed out, and probed by a test of its own
const outsiders = ['clerk2', 'district_admin', 'employee', 'nobody'];
const named = { clause: '第一条', remedy: '可申请复核' };
const at_centre = {
  submitted: async () => (await new_pass(await as('clerk'))).body.id,
  accepted: async () => stepped(await at_centre.submitted(), 'acceptor', 'accept'),
  returned: async () => stepped(await at_centre.accepted(), 'acceptor', 'return', { notice: '请补正' }),
  approved: async () => stepped(await at_centre.accepted(), 'division_head', 'approve'),
  finished: async () => stepped(await at_centre.approved(), 'acceptor', 'finish'),
};
async function stepped(id, login, step, input) {
  const answer = await take(await as(login), id, step, input);
  assert.equal(answer.status, 200, answer.text);
  return id;
}
const case_step = (state, actor, input = {}) => ({
  actor,
  strangers: outsiders,
  fresh: async () => {
    const id = await at_centre[state]();
    return { id, body: { version: (await see_case(await as('clerk'), id)).row.version, ...input } };
  },
});
const task_of = (id) => house.sql(`select id from task_task where record_id = ${id} and closed_at is null`)[0][0];
const task_step = (first) => ({
  actor: 'acceptor',
  strangers: [...outsiders, 'clerk', 'division_head2', 'system_admin'],
  fresh: async () => {
    const id = task_of(await at_centre.submitted());
    if (first) assert.equal((await (await as('acceptor')).post(`/api/tasks/${id}/${first}`)).status, 200);
    return { id };
  },
});
const newcomer = (staff_code, unit) => ({
  people: [{ staff_code, name: '赵示', employment: 'established', unit, valid_from: '2021-12-31' }],
});
const writes = (world) => ({
  '/api/service_centre/cases': {
    actor: 'clerk',
    strangers: ['system_admin', 'nobody'],
    fresh: async () => ({ body: { item: world.item, form: pass_form(), materials: pass_materials } }),
    references: { item: { open: 'everybody may know what can be applied for' } },
  },
  '/api/service_centre/cases/{id}/accept': case_step('submitted', 'acceptor'),
  '/api/service_centre/cases/{id}/refuse': case_step('submitted', 'acceptor', named),
  '/api/service_centre/cases/{id}/return': case_step('accepted', 'acceptor', { notice: '请补正' }),
  '/api/service_centre/cases/{id}/resubmit': case_step('returned', 'clerk'),
  '/api/service_centre/cases/{id}/approve': case_step('accepted', 'division_head'),
  '/api/service_centre/cases/{id}/reject': case_step('accepted', 'division_head', named),
  '/api/service_centre/cases/{id}/finish': case_step('approved', 'acceptor'),
  '/api/service_centre/cases/{id}/rate': case_step('finished', 'clerk', { level: 'satisfied' }),
  '/api/service_centre/cases/{id}/withdraw': case_step('submitted', 'clerk'),
  '/api/service_centre/items/{id}/assign': {
    actor: 'system_admin',
    strangers: ['clerk', 'acceptor', 'district_admin', 'nobody'],
    fresh: async () => {
      const { handling_unit, handling_department_name } = (
        await (await as('clerk')).get(`/api/service_centre/items/${world.item}`)
      ).body.item;
      return { id: world.item, body: { handling_unit, handling_department_name } };
    },
    references: { handling_unit: { open: 'the units of the house are known to everybody in it' } },
  },
  '/api/organisation/people': {
    actor: 'unit_admin',
    strangers: ['clerk2', 'employee', 'acceptor', 'nobody'],
    fresh: async () => ({ body: newcomer('S-9', world.unit) }),
    references: {
      'people.unit': { of_another: newcomer('S-8', world.other_unit), of_nobody: newcomer('S-8', invented) },
    },
  },
  '/api/accounts/{person}/reset_code': {
    actor: 'unit_admin',
    strangers: outsiders,
    fresh: async () => ({ id: world.colleague_with_account }),
  },
  '/api/account/sessions/{id}/end': {
    actor: 'clerk',
    strangers: outsiders,
    fresh: async () => {
      const second = await server.sign_in('clerk');
      const { items } = (await second.get('/api/account/sessions')).body;
      return { id: items.find((each) => each.current).id };
    },
  },
  '/api/session/switch_post': {
    strangers: ['clerk', ...outsiders],
    fresh: async () => {
      const actor = await server.sign_in('division_head2');
      return { actor, body: { post: actor.session.posts.find((post) => post.id !== actor.session.post.id).id } };
    },
    references: { post: { by: 'clerk2', of_another: { post: world.clerk_post }, of_nobody: { post: invented } } },
  },
  '/api/tasks/{id}/claim': task_step(),
  '/api/tasks/{id}/release': task_step('claim'),
  '/api/account/language': {
    actor: 'clerk',
    strangers: ['nobody'],
    fresh: async () => ({ body: { language: 'zh' } }),
  },
  '/api/account/password': {
    strangers: ['nobody'],
    fresh: async () => {
      const { password } = house.accounts().find((each) => each.login === 'acceptor2');
      return {
        actor: await server.sign_in('acceptor2'),
        body: { old: password, new: 'long enough, and of nobody 7' },
      };
    },
  },
  '/api/session/sign_out': {
    strangers: ['nobody'],
    fresh: async () => ({ actor: await server.sign_in('clerk2') }),
  },
  '/api/session/sign_in': { open: true },
  '/api/session/redeem': { open: true },
});

const house = new House();
const people = new Map();
let server;
let paths;
let schemas;
let world;

const as = async (login) => {
  if (!people.has(login)) people.set(login, login === 'nobody' ? server.nobody() : await server.sign_in(login));
  return people.get(login);
};
const address = (path, id) => path.replace(/\{\w+\}/, id);

// Where ids stand in a body, by the interface document: "unit", "people.unit".
function references_in(schema, at = '') {
  const found = schema.$ref ? schemas[schema.$ref.split('/').at(-1)] : schema;
  if (found.pattern === '^[1-9][0-9]{0,18}$') return [at];
  if (found.properties)
    return Object.entries(found.properties).flatMap(([name, member]) =>
      references_in(member, at ? `${at}.${name}` : name),
    );
  return found.items ? references_in(found.items, at) : [];
}

describe('leaks by writing', () => {
  before(async () => {
    server = await house.serve();
    const document = (await server.nobody().get('/api/openapi.json')).body;
    paths = document.paths;
    schemas = document.components.schemas;
    const clerk = await as('clerk');
    world = {
      unit: clerk.session.unit.id,
      item: await item_of(clerk, 'person_pass'),
      clerk_post: clerk.session.post.id,
      colleague_with_account: (await as('employee2')).session.person.id,
      other_unit: (await as('clerk2')).session.unit.id,
    };
  });
  after(() => house.close());

  test('every route is asked', () => {
    const served = Object.keys(paths).filter((path) => Object.keys(paths[path]).some((method) => method !== 'get'));
    assert.deepEqual(served.sort(), Object.keys(writes(world)).sort());
    for (const path of served)
      assert.ok(
        Object.keys(paths[path]).every((method) => ['get', 'post'].includes(method)),
        path,
      );
  });

  test('strangers change nothing and are not told that it exists; the same request is the rightful actor’s to make', async () => {
    const wrong = [];
    for (const [path, route] of Object.entries(writes(world))) {
      if (route.open) continue;
      const { id, body, actor } = await route.fresh();
      for (const login of route.strangers) {
        const person = await as(login);
        const real = await person.post(address(path, id), body);
        if (![401, 403, 404].includes(real.status)) wrong.push(`${login} ${path}: ${real.status} ${real.text}`);
        if (login === 'nobody' && real.status !== 401) wrong.push(`nobody ${path}: ${real.status}`);
        if (!path.includes('{')) continue;
        const none = await person.post(address(path, invented), body);
        if (real.status !== none.status || real.body.key !== none.body.key)
          wrong.push(`${login} ${path}: ${real.status} ${real.body.key}, else ${none.status} ${none.body.key}`);
      }
      const done = await (actor ?? (await as(route.actor))).post(address(path, id), body);
      if (done.status !== 200) wrong.push(`${route.actor ?? 'its actor'} ${path}: ${done.status} ${done.text}`);
    }
    assert.deepEqual(wrong, []);
    assert.equal(
      (await (await as('clerk')).get('/api/account/sessions')).status,
      200,
      'the session of the clerk goes on',
    );
  });

  test('an id in a body that is somebody else’s is answered like one that does not exist', async () => {
    for (const [path, route] of Object.entries(writes(world))) {
      const schema = paths[path].post.requestBody?.content['application/json'].schema;
      const listed = Object.keys(route.references ?? {});
      assert.deepEqual(schema ? references_in(schema).sort() : [], listed.sort(), `${path}: its references`);
      for (const { open, by, of_another, of_nobody } of Object.values(route.references ?? {})) {
        if (open) continue;
        const person = await as(by ?? route.actor);
        const [real, none] = [await person.post(path, of_another), await person.post(path, of_nobody)];
        assert.ok([404, 422].includes(real.status), `${path}: ${real.text}`);
        const said = ({ status, body }) => [
          status,
          body.key,
          (body.errors ?? []).map((each) => [each.key, each.field]),
        ];
        assert.deepEqual(said(real), said(none), path);
      }
    }
  });

  test('a unit administrator manages his own unit only', async () => {
    const admin = await as('unit_admin');
    const other = (await as('clerk2')).session;
    const person = {
      staff_code: 'S-8',
      name: '赵示',
      employment: 'established',
      unit: other.unit.id,
      valid_from: '2021-12-31',
    };
    const registered = await admin.post('/api/organisation/people', { people: [person] });
    assert.ok([403, 404, 422].includes(registered.status), registered.text);
    const real = await admin.post(`/api/accounts/${other.person.id}/reset_code`);
    const none = await admin.post(`/api/accounts/${invented}/reset_code`);
    assert.deepEqual([real.status, real.body.key], [none.status, none.body.key], real.text);
    assert.ok(real.status >= 400, real.text);
  });

  test('signing in does not tell who has an account', async () => {
    const ask = (path, account) =>
      server.nobody().post(path, {
        account,
        password: 'wrong-password-1',
        ...(path.endsWith('redeem') ? { code: 'AAAA-BBBB' } : {}),
      });
    for (const path of ['/api/session/sign_in', '/api/session/redeem']) {
      const [known, unknown] = [await ask(path, 'director'), await ask(path, 'nobody-here')];
      assert.deepEqual(
        [known.status, known.body.key, known.body.args],
        [unknown.status, unknown.body.key, unknown.body.args],
      );
      assert.ok(known.status >= 400 && known.status < 500, known.text);
    }
  });
});
