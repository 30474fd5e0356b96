// What the operator is promised: root only takes the port and the key and then is nobody; folders of others are left
// alone; metrics stay inside; the log goes where it was told; the check finds what was done to the audit.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { House, new_pass, program, take, until } from './server.mjs';

const is_root = process.getuid() === 0;
const only_root = { skip: is_root ? false : 'needs root' };

const owner_of = (process_id) => Number(/^Uid:\s+(\d+)/m.exec(readFileSync(`/proc/${process_id}/status`, 'utf8'))[1]);

function is_free(port) {
  return new Promise((told) => {
    const probe = createServer();
    probe.once('error', () => told(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => told(true)));
  });
}

async function free_port_below_1024() {
  for (const port of [443, 500, 600, 700, 800, 900, 1000, 1023]) if (await is_free(port)) return port;
  throw new Error('No port below 1024 is free.');
}

function asked_over_tls(url, ca) {
  return new Promise((answered, failed) => {
    request(url, { ca }, (answer) => {
      let body = '';
      answer.on('data', (piece) => (body += piece));
      answer.on('end', () => answered({ status: answer.statusCode, body }));
    })
      .once('error', failed)
      .end();
  });
}

describe('started as root', only_root, () => {
  test('it takes a port below 1024 and a key that only root reads, and answers as somebody else', async () => {
    const house = new House();
    const [key, certificate] = ['tls.key', 'tls.crt'].map((name) => join(house.folder, name));
    const of_this_machine = ['-subj', '/CN=tongguan', '-addext', 'subjectAltName=IP:127.0.0.1'];
    execFileSync(
      'openssl',
      ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'].concat(
        ['-keyout', key, '-out', certificate],
        of_this_machine,
      ),
      { stdio: 'ignore' },
    );
    for (const file of [key, certificate]) chmodSync(file, 0o600);
    const port = await free_port_below_1024();
    const server = await house.serve({ port, flags: ['--tls-certificate', certificate, '--tls-key', key] });
    assert.equal(server.url, `https://127.0.0.1:${port}`);
    const answer = await asked_over_tls(`${server.url}/health/ready`, readFileSync(certificate));
    assert.deepEqual(answer, { status: 200, body: 'ready\n' });
    assert.notEqual(owner_of(server.child.pid), 0, 'the server');
    assert.equal(owner_of(house.postmaster()), owner_of(server.child.pid), 'its database');
    assert.equal(statSync(house.data).uid, owner_of(server.child.pid), 'its data');
    // Renewed where it may not read: said in words, and the old one goes on.
    server.child.kill('SIGHUP');
    await until('a word about the file', () => server.log.includes(house.folder));
    assert.equal((await asked_over_tls(`${server.url}/health/live`, readFileSync(certificate))).status, 200);
    await house.close();
  });

  test('a folder that holds something else is refused and not touched', () => {
    const house = new House();
    mkdirSync(house.data);
    const letter = join(house.data, 'letter.txt');
    writeFileSync(letter, '不是我们的\n');
    for (const words of [['init'], ['check'], ['demo', 'load']]) {
      const told = house.call(...words);
      assert.equal(told.status, 1);
      assert.match(told.stderr, /不是统管的数据目录/);
    }
    for (const path of [house.data, letter]) assert.equal(statSync(path).uid, 0, path);
    assert.equal(existsSync(join(house.data, 'pg')), false);
  });
});

describe('operating', () => {
  const house = new House();
  const log = join(house.data, 'server.log');
  let server;
  before(async () => {
    server = await house.serve({ flags: ['--log-file', log] });
  });
  after(() => house.close());

  test('init makes an installation once, and not where anything stands', async () => {
    const mine = new House();
    const made = mine.call('init');
    assert.equal(made.status, 0, made.stderr);
    assert.match(made.stdout, /system_admin[^]*security_admin[^]*audit_admin/);
    assert.match(mine.call('init').stderr, /已经安装过一套系统/);
    mine.end_database();
    const strange = new House();
    mkdirSync(strange.data, { mode: 0o777 });
    writeFileSync(join(strange.data, 'x'), '');
    const told = strange.call('init');
    assert.deepEqual([told.status, /不是统管的数据目录/.test(told.stderr)], [1, true], told.stderr);
  });

  test('metrics are told to this machine and to nobody behind a proxy', async () => {
    const asks = (url, headers) => fetch(`${url}/metrics`, { headers });
    const own = await asks(server.url, {});
    assert.equal(own.status, 200);
    assert.match(await own.text(), /^tongguan_http_connections \d/m);
    const handed_on = await asks(server.url, { 'x-forwarded-for': '203.0.113.9', 'accept-language': 'en' });
    assert.equal(handed_on.status, 403);
    const problem = await handed_on.json();
    assert.equal(problem.key, 'app.metrics.inside_only');
    assert.match(problem.detail, /this machine/);
    const second = await house.serve({ flags: ['--trusted-proxies', '127.0.0.1'] });
    assert.equal((await asks(second.url, {})).status, 200, 'the proxy itself');
    assert.equal((await asks(second.url, { 'x-forwarded-for': '203.0.113.9' })).status, 403);
    await second.stop();
  });

  test('the log stands in its file, and in a new one after SIGHUP when it was moved away', async () => {
    await until('its first line', () => readFileSync(log, 'utf8').includes('"event":"site.started"'));
    renameSync(log, `${log}.1`);
    server.child.kill('SIGHUP');
    await until('the new file', () => existsSync(log));
    const clerk = await server.sign_in('clerk');
    assert.equal((await clerk.get('/api/audit/entries')).status, 403);
    await until('a line in it', () => readFileSync(log, 'utf8').includes('"event":"api.denied"'));
    assert.doesNotMatch(readFileSync(`${log}.1`, 'utf8'), /api\.denied/);
    const told = house.call('serve', '--port', '0', '--web', house.web, '--log-file', '/nowhere/at/all.log');
    assert.deepEqual(
      [told.status, /日志文件 \/nowhere\/at\/all\.log 不能写入/.test(told.stderr)],
      [1, true],
      told.stderr,
    );
  });

  test('signed out, the stream of hints says so in the reader’s language', async () => {
    const told = async (language) =>
      (await fetch(`${server.url}/api/events`, { headers: { 'accept-language': language } })).json();
    assert.notEqual((await told('en')).title, (await told('zh')).title);
  });

  test('help speaks the language it is asked in', () => {
    const help = (...words) => spawnSync(program(), ['--help', ...words], { encoding: 'utf8' }).stdout;
    assert.match(help(), /用法：/);
    assert.match(help('--language', 'en'), /Usage:/);
    assert.match(house.call('serve', '--prot', '1', '--language=en').stderr, /--port|port/);
  });

  test('the draft of the next migration: nothing, and what is declared but missing', () => {
    assert.equal(house.run('migrate', '--draft'), '');
    house.sql('alter table organisation_unit rename column short_name to short_name_away');
    assert.match(house.run('migrate', '--draft'), /alter table organisation_unit add (column )?short_name /);
    house.sql('alter table organisation_unit rename column short_name_away to short_name');
  });
});

describe('the check of the audit', () => {
  const house = new House();
  let server;
  let head;
  const check = (...words) => house.call('check', 'audit', '--language', 'en', ...words);
  const head_of = (told) => /Head of the audit chain: (\d+ [0-9a-f]{64})/.exec(told.stdout)?.[1];
  const last = () => Number(head.split(' ')[0]);
  const without_file = () => writeFileSync(join(house.data, 'keys/audit.head'), ''); // an intruder takes that too
  // Past all rights; what was there is put back afterwards.
  function tampered(statements, look) {
    house.sql(`create table kept_seal as table audit_seal; create table kept_entry as table audit_entry;
      create table kept_value as table audit_value; ${statements}`);
    try {
      look();
    } finally {
      house.sql(`truncate audit_seal, audit_value, audit_entry cascade;
        insert into audit_entry select * from kept_entry; insert into audit_seal select * from kept_seal;
        insert into audit_value select * from kept_value; drop table kept_seal, kept_entry, kept_value`);
      assert.equal(check('--head', head).status, 0, 'whole again');
    }
  }
  before(async () => {
    server = await house.serve();
    const clerk = await server.sign_in('clerk');
    const { id } = (await new_pass(clerk)).body;
    assert.equal((await take(await server.sign_in('acceptor'), id, 'accept')).status, 200);
    await until('all is sealed', () => house.sql('select count(*) from audit_pending')[0][0] === '0');
    const told = check();
    assert.equal(told.status, 0, told.stderr);
    head = head_of(told);
    assert.ok(head, told.stdout);
  });
  after(() => house.close());

  test('the head is that of the chain, and as the log writes it', () => {
    const [[sequence, mac]] = house.sql(
      "select sequence, encode(mac, 'hex') from audit_seal order by sequence desc limit 1",
    );
    assert.equal(head, `${sequence} ${mac}`);
    const line = server.log.split('\n').findLast((each) => each.includes('"audit.head"'));
    const logged = JSON.parse(line).head;
    assert.match(logged, /^\d+ [0-9a-f]{64}$/);
    const told = check('--head', logged);
    assert.equal(told.status, 0, told.stderr);
  });

  test('a cut tail is found by its head, and by nothing else', () =>
    tampered(
      `delete from audit_value where entry in (select entry from audit_seal where sequence > ${last() - 2});
       delete from audit_entry where id in (select entry from audit_seal where sequence > ${last() - 2});
       delete from audit_seal where sequence > ${last() - 2}`,
      () => {
        without_file();
        assert.equal(check().status, 0, 'the chain alone cannot tell');
        const told = check('--head', head);
        assert.equal(told.status, 1);
        assert.match(told.stderr, new RegExp(`place ${last() - 1} .*2 of them`));
        assert.equal(head_of(told).split(' ')[0], String(last() - 2));
      },
    ));

  test('a removed, a changed and an exchanged row are found, each in its place', () => {
    const entry_at = (sequence) => `(select entry from audit_seal where sequence = ${sequence})`;
    const found = (statements) => {
      let lines;
      tampered(statements, () => {
        const told = check('--head', head);
        assert.equal(told.status, 1);
        lines = told.stderr.match(/place \d+/g);
      });
      return lines;
    };
    assert.deepEqual(found(`delete from audit_entry where id = ${entry_at(3)}`), ['place 3']);
    assert.deepEqual(found(`update audit_entry set verb = 'x' where id = ${entry_at(4)}`), ['place 4']);
    assert.deepEqual(
      found(`update audit_seal set sequence = -sequence where sequence in (3, 6);
             update audit_seal set sequence = 9 + sequence where sequence < 0`),
      ['place 3', 'place 6'],
    );
  });

  test('what is no head is refused', () => {
    for (const wrong of ['x', '7', '7 ab', `-1 ${'0'.repeat(64)}`]) {
      const told = check(`--head=${wrong}`);
      assert.deepEqual([told.status, /cannot be read/.test(told.stderr)], [1, true], wrong);
    }
  });
});
