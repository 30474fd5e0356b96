// `tongguan init` is killed at any moment of its first run: what it leaves is never taken for an installation, and the
// next run begins anew and ends well.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { own_environment, program, until } from './server.mjs';

const reached_within_ms = 60_000; // making a cluster is all writing: slow on a busy disk

class Folder {
  constructor() {
    this.path = mkdtempSync('/var/tmp/tg-');
    chmodSync(this.path, 0o711);
    this.data = join(this.path, 'data');
    this.web = join(this.path, 'web');
    mkdirSync(this.web);
    writeFileSync(join(this.web, 'index.html'), '<!doctype html><title>desk</title>\n');
  }
  init() {
    return spawn(program(), ['init', '--data', this.data, '--language', 'zh'], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: own_environment(),
    });
  }
  run(command, ...flags) {
    return spawnSync(program(), [command, '--data', this.data, '--language', 'zh', ...flags], {
      encoding: 'utf8',
      env: own_environment(),
    });
  }
  end() {
    try {
      process.kill(Number(readFileSync(join(this.data, 'pg/postmaster.pid'), 'utf8').split('\n')[0]), 'SIGQUIT');
    } catch {
      // stopped already
    }
    rmSync(this.path, { recursive: true, force: true });
  }
}

// What can be seen from outside of how far it came.
const moments = {
  'while the cluster is made': (folder) => existsSync(join(folder.data, 'pg.making/PG_VERSION')),
  'when the cluster stands': (folder) => existsSync(join(folder.data, 'pg/postmaster.pid')),
  'when the key is written': (folder) => existsSync(join(folder.data, 'keys/audit.key')),
};

for (const [moment, reached] of Object.entries(moments))
  test(`killed ${moment}: nothing is installed, and the next run makes it whole`, async (context) => {
    const folder = new Folder();
    context.after(() => folder.end());
    const killed = folder.init();
    const ended = new Promise((done) => killed.once('exit', (code, signal) => done(signal)));
    await until(moment, () => reached(folder), reached_within_ms);
    killed.kill('SIGKILL');
    assert.equal(await ended, 'SIGKILL', 'it was still at work');

    const served = folder.run('serve', '--port', '0', '--web', folder.web);
    assert.equal(served.status, 1, served.stdout);
    assert.match(served.stderr, /还没有安装/);

    const again = folder.run('init');
    assert.equal(again.status, 0, again.stderr);
    const accounts = again.stdout.match(/^ {2}(system|security|audit)_admin +\S+$/gm);
    assert.equal(accounts?.length, 3, again.stdout);
    assert.ok(!existsSync(join(folder.data, 'pg.making')));
    const twice = folder.run('init');
    assert.equal(twice.status, 1);
    assert.match(twice.stderr, /已经安装过/);
    const checked = folder.run('check');
    assert.equal(checked.status, 0, checked.stdout + checked.stderr);
  });
