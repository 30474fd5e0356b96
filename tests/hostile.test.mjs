// What a hostile or broken client sends: each gets a problem that names what is wrong, nothing is stored, nothing is
// reflected, and the server goes on. SQL and script in every field: hostile_fields.test.mjs.
import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { after, before, describe, test } from 'node:test';
import { House, cases, item_of, new_pass, pass_form, pass_materials, see_case } from './server.mjs';

const house = new House();
let server;
let clerk;
let item;

const stored = () => house.sql('select count(*) from service_centre_case')[0][0];

// A problem as RFC 9457, in the statuses allowed, with nothing of ours inside.
function is_problem(answer, statuses, field) {
  assert.ok([statuses].flat().includes(answer.status), `${answer.status} ${answer.text.slice(0, 300)}`);
  assert.match(answer.headers.get('content-type') ?? '', /^application\/problem\+json/);
  assert.ok(answer.body.key && answer.body.title && answer.body.detail, answer.text);
  assert.doesNotMatch(answer.body.detail, /\{\w+\}/, 'a placeholder was left open');
  assert.doesNotMatch(answer.text, /postgres|libpq|boost|\.cpp|select |insert |\/var\/|std::/i);
  if (field !== undefined) {
    const named = [answer.body.field, ...(answer.body.errors ?? []).map((each) => each.field)];
    assert.ok(named.includes(field), `${field} is not named: ${answer.text}`);
  }
}

// Bytes as they are, past every client library; what came back as text.
const raw = (bytes) =>
  new Promise((done, failed) => {
    const { hostname, port } = new URL(server.url);
    const socket = connect(Number(port), hostname, () => socket.write(bytes));
    let text = '';
    socket.setTimeout(15_000, () => socket.destroy(new Error('no answer in time')));
    socket.on('data', (piece) => {
      text += piece.toString('latin1');
      if (/\r\n\r\n/.test(text)) socket.end();
    });
    socket.on('close', () => done(text));
    socket.on('error', (fault) => (text ? done(text) : failed(fault)));
  });

const submit_raw = (body, headers = {}) => clerk.ask('POST', cases, { raw: body, headers });
const good = () => ({ item, form: pass_form(), materials: pass_materials });

describe('hostile input', () => {
  before(async () => {
    server = await house.serve();
    clerk = await server.sign_in('clerk');
    item = await item_of(clerk, 'person_pass');
  });
  after(() => house.close());

  test('bodies that are no JSON of ours', async () => {
    const nested = (open, close, depth) => open.repeat(depth) + close.repeat(depth);
    const count = stored();
    const table = [
      ['', 422],
      ['{', 422],
      ['nonsense', 422],
      ['[]', 422],
      ['null', 422],
      ['"x"', 422],
      ['1e999', 422],
      [`{"item":"${item}","item":"${item}","form":{}}`, 422],
      [nested('[', ']', 100_000), 422],
      [nested('{"a":', '}', 10_000), 422],
      [`{"item":"${item}","form":${nested('[', ']', 60)}}`, 422],
      [`{"item":"${'9'.repeat(400_000)}"}`, 422],
      [Buffer.from(`{"item":"\xff\xfe"}`, 'latin1'), 422],
      [Buffer.from([0xef, 0xbb, 0xbf, 0x7b, 0x7d]), 422],
      ['{"item":"\u0000"}', 422],
    ];
    for (const [body, status] of table) {
      const answer = await submit_raw(body);
      is_problem(answer, status);
    }
    // Ten megabytes are refused by their announced length, before a byte of them is taken.
    const head = `POST ${cases} HTTP/1.1\r\nHost: x\r\nCookie: ${clerk.cookie()}\r\nContent-Type: application/json\r\n`;
    assert.match(await raw(`${head}Content-Length: 10485760\r\n\r\n[[[[`), /^HTTP\/1\.1 413/);
    assert.match(await raw(`${head}Transfer-Encoding: chunked\r\n\r\nfffffff\r\n[`), /^HTTP\/1\.1 413/);
    assert.equal(stored(), count);
  });

  test('wrong types, unknown fields, numbers beyond their range: the field is named', async () => {
    const count = stored();
    const form = (change) => ({ ...good(), form: { ...pass_form(), ...change } });
    const table = [
      [{ ...good(), item: 7 }, 'item'],
      [{ ...good(), item: '0' }, 'item'],
      [{ ...good(), item: '-1' }, 'item'],
      [{ ...good(), item: '99999999999999999999999' }, 'item'],
      [{ ...good(), form: undefined }, 'form'],
      [{ ...good(), state: 'finished' }, 'state'],
      [{ ...good(), unit: '1' }, 'unit'],
      [{ ...good(), materials: 'all' }, 'materials'],
      [{ ...good(), materials: Array(21).fill(pass_materials[0]) }, 'materials'],
      [{ ...good(), materials: [{ key: 'unit_letter', state: 'maybe' }] }, 'materials.0.state'],
      [form({ holder_name: 7 }), 'form.holder_name'],
      [form({ holder_name: '一'.repeat(41) }), 'form.holder_name'],
      [form({ holder_name: '甲\u0000乙' }), 'form.holder_name'],
      [form({ holder_name: '甲\u202e乙' }), 'form.holder_name'],
      [form({ valid_from: '2022-02-30' }), 'form.valid_from'],
      [form({ valid_from: '99999-01-01' }), 'form.valid_from'],
      [form({ valid_from: 20220101 }), 'form.valid_from'],
      [form({ areas: 'main_building' }), 'form.areas'],
      [form({ areas: ['vault'] }), undefined],
      [form({ pass_kind: '__proto__' }), 'form.pass_kind'],
      [form({ surprise: 1 }), 'form.surprise'],
    ];
    for (const [body, field] of table) is_problem(await clerk.post(cases, body), 422, field);
    const acceptor = await server.sign_in('acceptor');
    const { id } = (await new_pass(clerk)).body;
    for (const version of [0, -1, 1.5, '1', null, 1e300, true, [1]])
      is_problem(await acceptor.post(`${cases}/${id}/accept`, { version }), 422, 'version');
    is_problem(
      await acceptor.ask('POST', `${cases}/${id}/accept`, { raw: '{"version":9223372036854775808}' }),
      422,
      'version',
    );
    is_problem(await acceptor.post(`${cases}/${id}/accept`, { version: 99 }), 409);
    assert.equal((await see_case(clerk, id)).row.version, 1);
    assert.equal(stored(), String(Number(count) + 1));
  });

  test('addresses and queries', async () => {
    for (const id of ['0', '-1', '1.5', 'x', '%00', '%27%20or%201=1', '9'.repeat(40), '..%2f..%2fetc%2fpasswd'])
      is_problem(await clerk.get(`${cases}/${id}`), [400, 404]);
    const queries = [
      'state=x',
      'limit=0',
      'limit=-1',
      'limit=999999',
      'limit=x',
      'sort=id;drop',
      'cursor=x',
      'cursor=_',
      'nothing=1',
      'state=open&state=open',
      'q=%ff%fe',
      'unit=x',
      'due=never',
      'mine=perhaps',
      `q=${'a'.repeat(500)}`,
      'q=%00',
    ];
    for (const query of queries) is_problem(await clerk.get(`${cases}?${query}`), [400, 422]);
    is_problem(await clerk.ask('DELETE', cases), 405);
    is_problem(await clerk.ask('PUT', cases, { raw: '{}' }), 405);
    is_problem(await clerk.get('/api/no/such'), 404);
    is_problem(await clerk.get(`/api/${'x'.repeat(9_000)}`), 414);
  });

  test('headers cannot be injected, paths not left, readers not sent elsewhere', async () => {
    for (const path of [
      '/a%0d%0aset-cookie:%20x=1',
      '/api/a%0d%0aset-cookie:%20x=1',
      `${cases}?q=%0d%0aset-cookie:x=1`,
    ]) {
      const answer = await clerk.get(path);
      assert.equal(answer.headers.get('set-cookie'), null, path);
    }
    for (const path of [
      '/../../etc/passwd',
      '/..%2f..%2fetc/passwd',
      '/%2e%2e/%2e%2e/etc/passwd',
      '/assets/..\\..\\etc\\passwd',
      '/./../data/demo_accounts.json',
      '//etc/passwd',
      '/%252e%252e/etc/passwd',
    ]) {
      const answer = await raw(`GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
      assert.doesNotMatch(answer, /root:|password/, path);
      assert.match(answer, /^HTTP\/1\.1 (200|400|404)/, path);
    }
    for (const path of [
      '//evil.example/',
      '/\\evil.example',
      '/sign-in?to=https://evil.example',
      '/api//evil.example/..',
    ]) {
      const answer = await raw(`GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
      assert.doesNotMatch(answer, /\r\nlocation:/i, path);
    }
  });

  test('requests that are no HTTP', async () => {
    const host = 'Host: x\r\n';
    const table = [
      [`GET / HTTP/1.1\r\n\r\n`, /^HTTP\/1\.1 400/],
      [`GET / HTTP/9.9\r\n${host}\r\n`, /^HTTP\/1\.1 (400|505)/],
      [`nonsense\r\n\r\n`, /^HTTP\/1\.1 400/],
      [`GET / HTTP/1.1\r\n${host}${host}\r\n`, /^HTTP\/1\.1 400/],
      [`GET / HTTP/1.1\r\n${host}x: ${'a'.repeat(9_000)}\r\n\r\n`, /^HTTP\/1\.1 431/],
      [`GET / HTTP/1.1\r\n${host}${'x: a\r\n'.repeat(100)}\r\n`, /^HTTP\/1\.1 431/],
      [
        `POST ${cases} HTTP/1.1\r\n${host}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
        /^HTTP\/1\.1 400/,
      ],
      [`POST ${cases} HTTP/1.1\r\n${host}Content-Length: 5\r\nContent-Length: 6\r\n\r\nabcde`, /^HTTP\/1\.1 400/],
      [`POST ${cases} HTTP/1.1\r\n${host}Content-Length: -1\r\n\r\n`, /^HTTP\/1\.1 400/],
      [`POST ${cases} HTTP/1.1\r\n${host}Transfer-Encoding: chunked\r\n\r\nzz\r\n\r\n`, /^HTTP\/1\.1 400/],
      [`GET /\0 HTTP/1.1\r\n${host}\r\n`, /^HTTP\/1\.1 400/],
    ];
    for (const [bytes, expected] of table)
      assert.match(await raw(bytes), expected, JSON.stringify(bytes.slice(0, 120)));
  });

  test('a page of another site writes nothing', async () => {
    const count = stored();
    const body = JSON.stringify(good());
    const foreign = { 'x-csrf-token': clerk.csrf };
    is_problem(await submit_raw(body, { 'x-csrf-token': null }), 403);
    is_problem(await submit_raw(body, { 'x-csrf-token': 'x'.repeat(clerk.csrf.length) }), 403);
    is_problem(await submit_raw(body, { 'x-csrf-token': (await server.sign_in('clerk2')).csrf }), 403);
    for (const origin of [
      'https://evil.example',
      'null',
      `${server.url}.evil.example`,
      server.url.replace('http:', 'https:'),
      `${server.url}0`,
    ])
      is_problem(await submit_raw(body, { ...foreign, origin }), 403);
    is_problem(await submit_raw(body, { ...foreign, origin: null }), 403);
    for (const type of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
      'application/jsonp',
    ])
      is_problem(await submit_raw(body, { ...foreign, 'content-type': type }), 415);
    is_problem(
      await server
        .nobody()
        .post(
          '/api/session/sign_in',
          { account: 'clerk', password: 'x' },
          { headers: { origin: 'https://evil.example' } },
        ),
      403,
    );
    assert.equal(stored(), count);
  });

  test('a session that was brought along is not the one that is signed in', async () => {
    const account = house.accounts().find((each) => each.login === 'clerk2');
    const victim = server.nobody();
    const planted = 'A'.repeat(43);
    victim.cookies.set('__Host-tongguan', planted);
    const signed = await victim.post('/api/session/sign_in', { account: 'clerk2', password: account.password });
    assert.equal(signed.status, 200, signed.text);
    assert.notEqual(victim.cookies.get('__Host-tongguan'), planted);
    const line = signed.headers.getSetCookie().find((each) => each.startsWith('__Host-tongguan='));
    assert.match(line, /HttpOnly/i);
    assert.match(line, /SameSite=(Lax|Strict)/i);
    assert.match(line, /Path=\//i);
    assert.doesNotMatch(line, /Domain=/i);
    const attacker = server.nobody();
    attacker.cookies.set('__Host-tongguan', planted);
    assert.equal((await attacker.get(cases)).status, 401);
    // Signing in again makes another session, with another token.
    const [first, csrf] = [victim.cookies.get('__Host-tongguan'), (await victim.refresh()).csrf];
    await victim.post('/api/session/sign_in', { account: 'clerk2', password: account.password });
    assert.notEqual(victim.cookies.get('__Host-tongguan'), first);
    assert.notEqual((await victim.refresh()).csrf, csrf);
  });

  test('guessing is slowed; the owner still signs in from the browser he used', async () => {
    const account = house.accounts().find((each) => each.login === 'division_head2');
    const owner = await server.sign_in('division_head2');
    let slowed;
    for (let tries = 0; tries < 12 && !slowed; tries++) {
      const told = await server
        .nobody()
        .post('/api/session/sign_in', { account: 'division_head2', password: `guess-${tries}-xxxx` });
      is_problem(told, [401, 429]);
      assert.ok(!told.text.includes('guess-'), 'a password is never said back');
      if (told.status === 401) assert.match(told.headers.get('www-authenticate') ?? '', /^Session /);
      if (told.status === 429) slowed = told;
    }
    assert.ok(slowed, 'a dozen guesses went unhindered');
    assert.ok(Number(slowed.headers.get('retry-after')) >= 1, 'when the next try is heard is said');
    const right = await server
      .nobody()
      .post('/api/session/sign_in', { account: 'division_head2', password: account.password });
    assert.notEqual(right.status, 200, 'a guesser that hits while he has to wait is not let in');
    const again = await owner.post('/api/session/sign_in', { account: 'division_head2', password: account.password });
    assert.equal(again.status, 200, again.text);
  });

  test('the server went on all the time', async () => {
    assert.equal(server.child.exitCode, null);
    assert.equal((await server.nobody().get('/health/ready')).status, 200);
    assert.equal((await new_pass(clerk)).status, 200);
    assert.doesNotMatch(server.log, /"event":"(http|api)\.failed"/);
    for (const { password } of house.accounts()) assert.ok(!server.log.includes(password), 'a password in the log');
  });
});
