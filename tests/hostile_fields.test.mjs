// SQL and script in every text a client can send: every string of every body, every query parameter, every part of an
// address and the two headers that are kept, all read from /api/openapi.json, so that a new field cannot be forgotten.
// What is meant to be free text is stored and read back to the letter; the rest is refused by name. Nothing breaks.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { House, cases, fresh_key, item_of, new_pass, pass_form, pass_materials, see_case } from './server.mjs';

const nasty = [
  "'); drop table service_centre_case;--",
  '$1 $$; select 1/0',
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  '{{7*7}}${7*7}',
  "%' or '1'='1",
  '\\x00\\',
  '=cmd|calc',
];

// Lives of a case that together take every step: each step by the person whose it is.
const lives = [
  ['accept', 'return', 'resubmit', 'return', 'resubmit', 'approve', 'finish', 'rate'],
  ['accept', 'reject'],
  ['refuse'],
  ['withdraw'],
];
const by = { accept: 'acceptor', return: 'acceptor', refuse: 'acceptor', finish: 'acceptor' };
by.approve = by.reject = 'division_head';
by.resubmit = by.rate = by.withdraw = 'clerk';
const beside = { rate: { level: 'satisfied' } }; // what a step needs that is no text

// Texts that no one reads back, each with what it is instead: it is refused.
const no_free_text = {
  [`${cases} materials.key`]: 'names a material of the item',
  [`${cases}/{id}/resubmit materials.key`]: 'names a material of the item',
  '/api/service_centre/items/{id}/assign handling_department_name': 'names a department of the unit',
  '/api/account/language language': 'names a language',
  '/api/account/password old': 'is compared, never kept',
  '/api/session/sign_in account': 'names an account',
  '/api/session/sign_in password': 'is compared, never kept',
  '/api/session/redeem account': 'names an account',
  '/api/session/redeem code': 'is compared, never kept',
};
// A password may be any text: it opens the account afterwards, and is never told.
const passwords = ['/api/account/password new', '/api/session/redeem password'];

const house = new House();
const people = new Map();
let server;
let paths;
let schemas;

const as = async (login) => {
  if (!people.has(login)) people.set(login, await server.sign_in(login));
  return people.get(login);
};
const with_words = (text, field, max) => `${text} ${field}`.slice(0, max ?? 200);
const resolved = (schema) => (schema.$ref ? schemas[schema.$ref.split('/').at(-1)] : schema);

// Every string of a body that is a text: [{ field, max }]. Ids, dates and choices have a shape, and have it here too.
function texts_in(schema, at = '') {
  const found = resolved(schema);
  if (found.properties)
    return Object.entries(found.properties).flatMap(([name, member]) =>
      texts_in(member, at ? `${at}.${name}` : name),
    );
  if (found.items) return Object.keys(found.items).length ? texts_in(found.items, at) : [];
  const is_text = [found.type].flat().includes('string') && !found.enum && !found.pattern && !found.format;
  return is_text ? [{ field: at, max: found.maxLength, list: false }] : [];
}
const body_of = (path) => paths[path].post?.requestBody?.content['application/json'].schema;
const texts_of = (path) => (body_of(path) ? texts_in(body_of(path)) : []);
const is_list = (path, field) => resolved(resolved(body_of(path)).properties[field]).items !== undefined;

function every_text(value) {
  if (typeof value === 'string') return [value];
  return value && typeof value === 'object' ? Object.values(value).flatMap(every_text) : [];
}

// A problem in our own words, with nothing of the machinery in it.
function is_problem(answer, what) {
  assert.ok(answer.status >= 400 && answer.status < 500, `${what}: ${answer.status} ${answer.text.slice(0, 300)}`);
  assert.match(answer.headers.get('content-type') ?? '', /^application\/problem\+json/, what);
  assert.doesNotMatch(answer.text, /postgres|libpq|boost|\.cpp|std::/i, what);
}
function is_sound(answer, what) {
  if (answer.status !== 200) return is_problem(answer, what);
  assert.match(answer.headers.get('content-type') ?? '', /^application\/(json|yaml)/, what);
  assert.equal(answer.headers.get('x-content-type-options'), 'nosniff', what);
}

// The body of a step with that text in every field that is one; what was given is added to `given`.
function filled(path, text, given, body = {}) {
  for (const { field, max } of texts_of(path)) {
    if (no_free_text[`${path} ${field}`]) continue;
    assert.ok(!field.includes('.'), `${path} ${field}: is not filled here`);
    const value = with_words(text, field, max);
    body[field] = is_list(path, field) ? [value] : value;
    given.push(value);
  }
  return body;
}

describe('SQL and script in every field', () => {
  before(async () => {
    server = await house.serve();
    const document = (await server.nobody().get('/api/openapi.json')).body;
    paths = document.paths;
    schemas = document.components.schemas;
  });
  after(() => house.close());

  test('every text of every body is stored somewhere here, or listed with what it is', () => {
    const steps = Object.keys(paths).filter((path) => path.startsWith(`${cases}/{id}/`) && paths[path].post);
    assert.deepEqual([...new Set(lives.flat())].sort(), steps.map((path) => path.split('/').at(-1)).sort());
    const stored = [...steps, '/api/organisation/people'];
    const listed = [...Object.keys(no_free_text), ...passwords];
    const texts = Object.keys(paths).flatMap((path) => texts_of(path).map(({ field }) => `${path} ${field}`));
    for (const each of listed) assert.ok(texts.includes(each), `${each} is no text any more`);
    assert.deepEqual(
      texts.filter((each) => !listed.includes(each) && !stored.includes(each.split(' ')[0])),
      [],
    );
  });

  test('an item’s form and every step keep what was written, to the letter', async () => {
    const clerk = await as('clerk');
    const item = await item_of(clerk, 'person_pass');
    const { form_fields } = (await clerk.get(`/api/service_centre/items/${item}`)).body;
    const form_texts = form_fields.fields.filter((field) => field.type === 'text');
    assert.ok(form_texts.length >= 2, JSON.stringify(form_fields));
    for (const text of nasty)
      for (const life of lives) {
        const given = [];
        const form = pass_form();
        for (const { name, max } of form_texts) given.push((form[name] = with_words(text, name, max)));
        const made = await clerk.post(cases, { item, form, materials: pass_materials });
        assert.equal(made.status, 200, made.text);
        const { id } = made.body;
        for (const step of life) {
          const person = await as(by[step]);
          const { version } = (await see_case(clerk, id)).row;
          const body = filled(`${cases}/{id}/${step}`, text, given, { version, ...beside[step] });
          const done = await person.post(`${cases}/${id}/${step}`, body);
          assert.equal(done.status, 200, `${step} ${done.text}`);
        }
        const page = await see_case(clerk, id);
        const line = (await clerk.get(`${cases}/${id}/time_line`)).body;
        const shown = new Set([...every_text(page), ...every_text(line)]);
        assert.deepEqual(
          given.filter((each) => !shown.has(each)),
          [],
          life.join(),
        );
      }
  });

  test('a person is registered with any name and code, found by it, and kept to the letter', async () => {
    const admin = await as('unit_admin');
    const path = '/api/organisation/people';
    for (const [index, text] of nasty.entries()) {
      const person = { employment: 'established', unit: admin.session.unit.id, valid_from: '2021-12-31' };
      const given = texts_of(path).map(({ field, max }) => {
        const name = field.replace(/^people\./, '');
        return (person[name] = `${index} ${text}`.slice(0, max));
      });
      const made = await admin.post(path, { people: [person] });
      assert.equal(made.status, 200, made.text);
      const kept = every_text((await admin.get(`${path}/${made.body.ids[0]}`)).body);
      for (const each of given) assert.ok(kept.includes(each), `${each} not in ${kept.join(' | ')}`);
      const found = await admin.get(`${path}?q=${encodeURIComponent(person.name)}`);
      assert.deepEqual(
        found.body.items.map((line) => line.id),
        made.body.ids,
      );
    }
  });

  test('what names something else is refused by name, and so is a text where an id, a day or a choice stands', async () => {
    const clerk = await as('clerk');
    const admin = await as('system_admin');
    const item = await item_of(clerk, 'person_pass');
    const { handling_unit } = (await clerk.get(`/api/service_centre/items/${item}`)).body.item;
    const whole = {
      [cases]: { person: clerk, body: { item, form: pass_form(), materials: pass_materials } },
      '/api/service_centre/items/{id}/assign': { person: admin, id: item, body: { handling_unit } },
      '/api/organisation/people': {
        person: await as('unit_admin'),
        body: {
          people: [
            {
              staff_code: 'S-1',
              name: '赵示',
              employment: 'established',
              unit: clerk.session.unit.id,
              valid_from: '2021-12-31',
            },
          ],
        },
      },
      '/api/account/language': { person: clerk, body: {} },
      '/api/account/password': { person: clerk, body: { new: 'long enough, of nobody 7' } },
      '/api/session/switch_post': { person: clerk, body: {} },
    };
    const count = () =>
      house.sql('select (select count(*) from service_centre_case), (select count(*) from organisation_person)');
    const before_it = count();
    for (const [path, { person, id, body }] of Object.entries(whole)) {
      const shaped = Object.entries(resolved(body_of(path)).properties).flatMap(([name, member]) => {
        const leaf = resolved(member);
        const inner = leaf.items && Object.keys(leaf.items).length ? resolved(leaf.items) : undefined;
        if (inner?.properties)
          return Object.entries(inner.properties)
            .filter(
              ([key, each]) =>
                resolved(each).type === 'string' &&
                (!texts_in(each).length || no_free_text[`${path} ${name}.${key}`]),
            )
            .map(([key]) => [`${name}.0.${key}`, (text) => ({ [name]: [{ ...body[name][0], [key]: text }] })]);
        const refused =
          [leaf.type].flat().includes('string') && (!texts_in(leaf).length || no_free_text[`${path} ${name}`]);
        return refused ? [[name, (text) => ({ [name]: text })]] : [];
      });
      assert.ok(shaped.length > 0, path);
      for (const [field, change] of shaped)
        for (const text of nasty) {
          const told = await person.post(path.replace('{id}', id), { ...body, ...change(text) });
          is_problem(told, `${path} ${field} ${text}`);
          if (told.status === 422 && path !== '/api/account/password') {
            const named = [told.body.field, ...(told.body.errors ?? []).map((each) => each.field)];
            assert.ok(named.includes(field), `${path}: ${field} is not named: ${told.text}`);
          }
        }
    }
    assert.deepEqual(count(), before_it);
  });

  test('every query parameter and every part of an address', async () => {
    const readers = [await as('clerk'), await as('director'), await as('audit_admin')];
    for (const [path, { get }] of Object.entries(paths)) {
      if (!get) continue;
      const names = (get.parameters ?? []).map((each) => (each.$ref ? each.$ref.split('/').at(-1) : each.name));
      const in_path = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      for (const text of nasty)
        for (const person of readers) {
          const word = encodeURIComponent(text);
          if (in_path.length) is_problem(await person.get(path.replace(/\{\w+\}/g, word)), `${path} ${text}`);
          else
            for (const name of names)
              is_sound(await person.get(`${path}?${name}=${word}`), `${path}?${name}=${text}`);
        }
    }
    for (const path of Object.keys(paths).filter((each) => paths[each].post && each.includes('{')))
      for (const text of nasty) {
        const told = await readers[0].post(path.replace(/\{\w+\}/g, encodeURIComponent(text)), {});
        is_problem(told, `${path} ${text}`);
      }
    // What is typed into an address comes back escaped or not at all, never as a page.
    for (const path of ['/api/%3Cscript%3E', `${cases}?%3Cscript%3E=1`, '/%3Cscript%3Ealert(1)%3C/script%3E']) {
      const answer = await readers[0].get(path);
      const page = /text\/html/.test(answer.headers.get('content-type') ?? '');
      assert.ok(!page || !answer.text.includes('<script>alert'), path);
    }
  });

  test('the browser’s name and the idempotency key', async () => {
    const { password } = house.accounts().find((each) => each.login === 'employee');
    for (const text of nasty) {
      const person = server.nobody();
      const signed = await person.post(
        '/api/session/sign_in',
        { account: 'employee', password },
        { headers: { 'user-agent': text } },
      );
      assert.equal(signed.status, 200, signed.text);
      const { items } = (await person.get('/api/account/sessions')).body;
      assert.ok(every_text(items).includes(text), `${text} not in ${JSON.stringify(items)}`);

      const clerk = await as('clerk');
      is_problem(await new_pass(clerk, '示例', { key: `a ${text}` }), `key ${text}`);
      const key = fresh_key() + text.replaceAll(' ', '');
      const [first, again] = [await new_pass(clerk, '示例', { key }), await new_pass(clerk, '示例', { key })];
      assert.equal(first.status, 200, first.text);
      assert.deepEqual(again.body, first.body);
    }
  });

  test('signing in and one-time codes: a text opens nothing, a password may be any text', async () => {
    for (const text of nasty) {
      const account = text.slice(0, 64);
      is_problem(await server.nobody().post('/api/session/sign_in', { account, password: text }), `sign in ${text}`);
      const redeemed = { account, code: text.slice(0, 32), password: text };
      is_problem(await server.nobody().post('/api/session/redeem', redeemed), `redeem ${text}`);
    }
    const owner = await server.sign_in('acceptor2');
    const old = house.accounts().find((each) => each.login === 'acceptor2').password;
    const chosen = nasty.join(' ').slice(0, 200);
    const changed = await owner.post('/api/account/password', { old, new: chosen });
    assert.equal(changed.status, 200, changed.text);
    assert.ok(!changed.text.includes(chosen));
    const signed = await server.nobody().post('/api/session/sign_in', { account: 'acceptor2', password: chosen });
    assert.equal(signed.status, 200, signed.text);
  });

  test('all of it is still there', async () => {
    assert.ok(Number(house.sql('select count(*) from service_centre_case')[0][0]) > nasty.length * lives.length);
    assert.doesNotMatch(server.log, /"event":"(http|api)\.failed"/);
    assert.equal((await server.nobody().get('/health/ready')).status, 200);
  });
});
