// An installation is real or a demo for life: what `tongguan init` makes and what it does not, the one-time passwords,
// the demo that stays on loopback, and what is said when keys, disk or folder are not as they must be.
import assert from 'node:assert/strict';
import { chmodSync, existsSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { House, cases } from './server.mjs';

const mode = (path) => (statSync(path).mode & 0o777).toString(8);
const refused = (told, words) => {
  assert.equal(told.status, 1, told.stdout);
  assert.match(told.stderr, words);
};

describe('a real installation', { concurrency: false }, () => {
  const house = new House();
  const key = join(house.data, 'keys/audit.key');
  const one_time = new Map();
  let made;
  let server;
  before(() => {
    made = house.call('init', '--bureau', '某市机关事务管理局');
    for (const [, login, password] of made.stdout.matchAll(/^ {2}(\w+) +(\S+)$/gm)) one_time.set(login, password);
  });
  after(() => house.close());

  test('init makes its keys for nobody else, and three administrators with passwords of their own', () => {
    assert.equal(made.status, 0, made.stderr);
    assert.deepEqual([...one_time.keys()], ['system_admin', 'security_admin', 'audit_admin']);
    assert.equal(new Set(one_time.values()).size, 3);
    for (const password of one_time.values()) assert.ok(password.length >= 12, 'not a word to be guessed');
    assert.deepEqual([mode(key), mode(join(house.data, 'keys'))], ['600', '700']);
    assert.equal(statSync(key).size, 32);
    assert.ok(!existsSync(join(house.data, 'demo_accounts.json')));
  });

  test('a second init, demo data and a demo in its place are refused in words', () => {
    refused(house.call('init'), /已经安装过一套系统.*换一个数据目录/);
    refused(house.call('demo', 'load'), /已经安装过一套系统.*换一个数据目录/);
    assert.ok(!existsSync(join(house.data, 'demo_accounts.json')));
  });

  test('nothing else is in it: no case, no person and no account beside the three', async () => {
    server = await house.serve(); // --demo makes a demo only where nothing is installed
    const [counts] = house.sql(
      `select (select count(*) from access_account), (select count(*) from access_account where must_change),
              (select count(*) from organisation_person), (select count(*) from service_centre_case),
              (select kind from installation)`,
    );
    assert.deepEqual(counts, ['3', '3', '3', '0', 'real']);
    const { body } = await server.nobody().get('/api/session');
    assert.equal(body.demo, false);
    assert.ok(Math.abs(Date.parse(body.business_now) - Date.now()) < 60_000, 'its day is today');
    assert.deepEqual(house.sql("select name from organisation_unit where name = '某市机关事务管理局'"), [
      ['某市机关事务管理局'],
    ]);
  });

  test('whoever comes by a one-time password can change it and nothing else; then the old one is no more', async () => {
    const admin = server.nobody();
    const [account, fresh] = ['system_admin', 'Qiantang-tide-88'];
    const entered = await admin.post('/api/session/sign_in', { account, password: one_time.get(account) });
    assert.equal(entered.status, 200, entered.text);
    assert.equal(entered.body.must_change_password, true);
    await admin.refresh();
    assert.ok(admin.session.notices.includes('access.notice.must_change_password'));
    for (const path of ['/api/organisation/units', '/api/organisation/people', cases, '/api/tasks']) {
      const answer = await admin.get(path);
      assert.equal(answer.status, 403, `${path}: ${answer.text}`);
      assert.equal(answer.body.key, 'access.must_change_password');
    }
    const same = await admin.post('/api/account/password', { old: one_time.get(account), new: one_time.get(account) });
    assert.equal(same.body.key, 'access.password.same', same.text);
    const weak = await admin.post('/api/account/password', { old: one_time.get(account), new: 'short' });
    assert.equal(weak.body.key, 'access.password.short', weak.text);
    const changed = await admin.post('/api/account/password', { old: one_time.get(account), new: fresh });
    assert.equal(changed.status, 200, changed.text);
    await admin.refresh();
    assert.equal(admin.session.must_change_password, false);
    assert.equal((await admin.get('/api/organisation/units')).status, 200);

    const again = await server.nobody().post('/api/session/sign_in', { account, password: one_time.get(account) });
    assert.equal(again.status, 401, again.text);
    const entered_anew = await server.nobody().post('/api/session/sign_in', { account, password: fresh });
    assert.equal(entered_anew.body.must_change_password, false, entered_anew.text);
    assert.deepEqual(house.sql('select count(*) from access_account where must_change'), [['2']]);
  });

  test('a real report does not call itself a demo', () => {
    const report = house.run('report', '2021');
    assert.match(report, /〔尚无数据来源〕/);
    assert.doesNotMatch(report, /演示/);
  });

  test('a key that others can read, and one that is away, are refused with the file and what to do', async () => {
    await server.stop();
    chmodSync(key, 0o640);
    refused(house.call('check', 'audit'), /audit\.key 可被他人读取.*chmod 600/);
    chmodSync(key, 0o600);
    renameSync(key, `${key}.away`);
    refused(house.call('check', 'audit'), /缺少密钥文件 .*audit\.key.*备份/);
    renameSync(`${key}.away`, key);
    assert.equal(house.call('check', 'audit').status, 0);
  });
});

describe('a demo', { concurrency: false }, () => {
  const house = new House();
  const away = () => house.call('serve', '--port', '0', '--web', house.web, '--listen', '0.0.0.0');
  let loaded;
  before(() => (loaded = house.call('demo', 'load')));
  after(() => house.close());

  test('its passwords are made when it is loaded, kept for its user alone, and need no change', async () => {
    assert.equal(loaded.status, 0, loaded.stderr);
    assert.equal(mode(join(house.data, 'demo_accounts.json')), '600');
    const passwords = house.accounts().map((account) => account.password);
    assert.equal(new Set(passwords).size, passwords.length);
    for (const password of passwords) assert.ok(!loaded.stdout.includes(password));
    const server = await house.serve({ demo: false });
    const clerk = await server.sign_in('clerk');
    assert.equal(clerk.session.must_change_password, false);
    assert.equal(clerk.session.demo, true);
    assert.match(clerk.session.business_now, /^2021-12-31T/);
    await server.stop();
  });

  test('it never becomes a real one, nor a second demo', () => {
    refused(house.call('init'), /已经安装过一套系统/);
    refused(house.call('demo', 'load'), /已经安装过一套系统/);
  });

  test('it answers on loopback alone, unless told otherwise by its own flag', async () => {
    refused(away(), /只在本机提供服务.*--demo-open/);
    const server = await house.serve({ flags: ['--listen', '0.0.0.0', '--demo-open'] });
    assert.match(server.url, /0\.0\.0\.0/);
    await server.stop();
  });
});

describe('a call that cannot be done says why', () => {
  test('a folder that cannot be written', (context) => {
    const house = new House();
    context.after(() => house.close());
    writeFileSync(house.data, 'a file where the folder should be');
    refused(house.call('init'), /数据目录 .*data 不能写入/);
  });

  test('a disk without room for the first start', { skip: process.getuid() !== 0 && 'mounting needs root' }, (context) => {
    const house = new House({ disk_mb: 64 });
    context.after(() => house.close());
    refused(house.call('init'), /只剩 \d+ MB.*256 MB/);
  });

  test('pages that are not there, a check nobody knows, a setting nobody knows', (context) => {
    const house = new House();
    context.after(() => house.close());
    refused(house.call('serve', '--web', join(house.folder, 'none')), /没有找到网页文件/);
    refused(house.call('check', 'everything'), /没有检查项 everything/);
    const misspelt = house.call('serve', '--prot', '1');
    assert.equal(misspelt.status, 2);
    assert.match(misspelt.stderr, /port/);
    assert.ok(!existsSync(join(house.data, 'pg')), 'nothing was made on the way');
  });
});
