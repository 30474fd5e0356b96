// --database and --database-owner: a PostgreSQL that is not ours. A demo is loaded into it and served; it is killed and
// brought back under the server; an owner without his rights and a server that is away are refused in words.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { House, fresh_key, new_pass, see_case, until } from './server.mjs';

const binaries = '/usr/lib/postgresql/15/bin';
const passwords = { dba: 'of-the-dba', office: 'of-the-owner', tongguan_server: 'of-the-server', weak: 'of-the-weak' };

// A cluster as a database administrator would keep one: passwords, no trust.
class Postgres {
  constructor(house) {
    this.folder = join(house.folder, 'postgres');
    this.data = join(this.folder, 'data');
    mkdirSync(this.folder, { mode: 0o755 });
    const password_file = join(this.folder, 'password');
    writeFileSync(password_file, passwords.dba, { mode: 0o644 });
    if (process.getuid() === 0) execFileSync('chown', ['postgres', this.folder]);
    this.run('initdb', '-D', this.data, '-U', 'dba', '-A', 'scram-sha-256', '--pwfile', password_file, '-E', 'UTF8',
      '--locale=C.UTF-8', '-N');
    this.start();
    this.sql('postgres', `create role office login createrole bypassrls password '${passwords.office}';
      create role weak login password '${passwords.weak}';
      create role tongguan_server login noinherit password '${passwords.tongguan_server}'`);
    this.sql('postgres', 'create database office owner office');
    this.sql('postgres', 'create database weak owner weak');
  }

  // PostgreSQL refuses to run as root.
  run(command, ...words) {
    const as = process.getuid() === 0 ? ['runuser', '-u', 'postgres', '--'] : [];
    const [first, ...rest] = [...as, join(binaries, command), ...words];
    return execFileSync(first, rest, { encoding: 'utf8', cwd: '/', stdio: ['ignore', 'pipe', 'pipe'] });
  }
  start() {
    const options = `-c listen_addresses='' -c unix_socket_directories='${this.folder}'`;
    this.run('pg_ctl', 'start', '-w', '-s', '-D', this.data, '-l', join(this.folder, 'log'), '-o', options);
  }
  starts() {
    try {
      this.start();
      return true;
    } catch {
      return false;
    }
  }
  kill() {
    process.kill(Number(readFileSync(join(this.data, 'postmaster.pid'), 'utf8').split('\n')[0]), 'SIGKILL');
  }
  stop() {
    if (existsSync(join(this.data, 'postmaster.pid'))) this.run('pg_ctl', 'stop', '-m', 'immediate', '-s', '-D', this.data);
  }
  conninfo(user, database = 'office') {
    return `host=${this.folder} user=${user} password=${passwords[user]} dbname=${database}`;
  }
  sql(database, statement) {
    return this.run('psql', '-XAtq', '-v', 'ON_ERROR_STOP=1', '-d', this.conninfo('dba', database), '-c', statement).trim();
  }
}

describe('a database of somebody else', { concurrency: false }, () => {
  const house = new House();
  let postgres;
  let flags;
  let server;
  let clerk;
  before(() => {
    postgres = new Postgres(house);
    flags = ['--database', postgres.conninfo('tongguan_server'), '--database-owner', postgres.conninfo('office')];
  });
  after(async () => {
    await server?.stop();
    postgres?.stop();
    await house.close();
  });

  test('what is missing or has too few rights is refused in words, and nothing is made', () => {
    const refused = (words, ...given) => {
      const told = house.call('demo', 'load', ...given);
      assert.equal(told.status, 1, told.stdout);
      assert.match(told.stderr, words);
      for (const password of Object.values(passwords)) assert.ok(!told.stderr.includes(password), told.stderr);
    };
    refused(/--database-owner/, '--database', postgres.conninfo('tongguan_server'));
    const weak = ['--database', postgres.conninfo('tongguan_server', 'weak'), '--database-owner'];
    refused(/无法建立数据库角色.*CREATEROLE/s, ...weak, postgres.conninfo('weak', 'weak'));
    assert.equal(postgres.sql('weak', "select to_regclass('access_account') is null"), 't');
    const wrong = postgres.conninfo('office').replace(passwords.office, 'a-wrong-one');
    refused(/无法连接数据库/, ...flags.slice(0, 3), wrong);
    refused(/无法连接数据库/, '--database', flags[1].replace('host=', 'host=/nowhere'), ...flags.slice(2));
  });

  test('a demo is loaded into it and served; nothing of it stands beside the server but the keys', async () => {
    const loaded = house.call('demo', 'load', ...flags);
    assert.equal(loaded.status, 0, loaded.stderr);
    assert.ok(!existsSync(join(house.data, 'pg')), 'no private cluster was made');
    assert.ok(existsSync(join(house.data, 'keys/audit.key')));
    server = await house.serve({ flags });
    clerk = await server.sign_in('clerk');
    assert.equal((await new_pass(clerk, '在他库')).status, 200);
    assert.equal(postgres.sql('office', "select count(*) from service_centre_case where title = '在他库'"), '1');
  });

  test('the login of the server owns nothing and reads nothing by itself', () => {
    const login = postgres.conninfo('tongguan_server');
    assert.throws(() => postgres.run('psql', '-XAtq', '-d', login, '-c', 'select 1 from service_centre_case'), /permission denied/);
    assert.equal(postgres.sql('office', "select count(*) from pg_class where relowner = 'tongguan_server'::regrole"), '0');
  });

  test('it is killed and brought back: the server says so meanwhile, and goes on by itself', async () => {
    const live = await clerk.listen();
    const first = await new_pass(clerk, '亡前');
    postgres.kill();
    await until('not ready', async () => !(await server.is_ready()));
    assert.equal((await server.nobody().get('/health/live')).status, 200);
    const key = fresh_key();
    const refused = await new_pass(clerk, '亡时', { key });
    assert.equal(refused.status, 503, refused.text);
    assert.equal(refused.body.key, 'api.database_gone');
    assert.ok(Number(refused.headers.get('retry-after')) > 0);

    // Its orphaned children notice one by one; before the last is gone it may not start.
    await until('PostgreSQL again', () => postgres.starts(), 60_000);
    await until('ready again', () => server.is_ready());
    assert.equal(server.child.exitCode, null, 'nobody restarted it');
    const again = await until('an answer', async () => {
      const answer = await new_pass(clerk, '亡时', { key });
      return answer.status === 503 ? undefined : answer;
    });
    assert.equal(again.status, 200, again.text);
    assert.equal((await see_case(clerk, first.body.id)).row.number, first.body.number);
    const kept = "select count(*) from service_centre_case where title in ('亡前', '亡时')";
    assert.equal(postgres.sql('office', kept), '2');
    await until('all is sealed', () => postgres.sql('office', 'select count(*) from audit_pending') === '0');
    await until('pages are told that hints may be lost', () => live.text().includes('event: missed\n'));
    await live.close();
    const checked = house.call('check', ...flags);
    assert.equal(checked.status, 0, checked.stdout + checked.stderr);
  });

  test('a database with another history than the program is refused, and nothing is done', async () => {
    await server.stop();
    const histories = [
      [
        "insert into tongguan_migration (owner, file, digest, program) values ('audit', '9999_later.sql', '', 'later')",
        /数据库比本程序新（已执行 audit 的变更文件 9999_later\.sql）.*升级程序/,
      ],
      ["update tongguan_migration set digest = 'another' where owner = 'outbox'", /outbox 的数据库变更文件 0001_outbox\.sql 在执行之后被改动/],
      [
        `delete from tongguan_migration where (owner, file) = (select owner, min(file) from tongguan_migration
          group by owner having count(*) > 1 order by owner limit 1)`,
        /的变更文件 0001_\w+\.sql 插在已执行的文件之前/,
      ],
    ];
    postgres.sql('office', 'create table kept as table tongguan_migration');
    for (const [plant, words] of histories) {
      postgres.sql('office', plant);
      const told = house.call('serve', '--port', '0', '--web', house.web, ...flags);
      assert.equal(told.status, 1, plant);
      assert.match(told.stderr, words);
      postgres.sql('office', 'delete from tongguan_migration; insert into tongguan_migration overriding system value table kept');
    }
    postgres.sql('office', 'drop table kept');
    const checked = house.call('check', ...flags);
    assert.equal(checked.status, 0, checked.stdout + checked.stderr);
  });
});
