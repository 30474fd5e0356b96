// The server under test: the one named by TONGGUAN_URL and TONGGUAN_ACCOUNTS, else a demo of this tree's own program on
// a free port with data in a temporary folder, stopped and removed at the end.
import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const tree = fileURLToPath(new URL('..', import.meta.url));
const programs = [process.env.TONGGUAN_PROGRAM, 'build/release/app/tongguan', 'build/dev/app/tongguan']
  .filter(Boolean)
  .map((path) => (path.startsWith('/') ? path : join(tree, path)));
const ready_within_ms = 180_000;

export async function running_server() {
  if (process.env.TONGGUAN_URL) return { stop: async () => undefined };
  const program = programs.find(existsSync);
  if (!program)
    throw new Error('Build the program first (script/test does), or name a running demo in TONGGUAN_URL.');
  const folder = mkdtempSync(join(tmpdir(), 'tg-e2e-'));
  chmodSync(folder, 0o755); // a server started as root becomes somebody who must be able to enter
  const data = join(folder, 'data');
  const child = spawn(program, ['serve', '--demo', '--data', data, '--port', '0', '--web', join(tree, 'web/dist')], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('TONGGUAN_'))),
  });
  process.env.TONGGUAN_URL = await told_address(child);
  process.env.TONGGUAN_ACCOUNTS = join(data, 'demo_accounts.json');
  return {
    async stop() {
      const gone = new Promise((done) => child.once('exit', done));
      child.kill('SIGTERM');
      await gone;
      rmSync(folder, { recursive: true, force: true });
      delete process.env.TONGGUAN_URL;
    },
  };
}

function told_address(child) {
  return new Promise((found, failed) => {
    const limit = setTimeout(() => failed(new Error('The server did not say its address in time.')), ready_within_ms);
    child.once('exit', (code) => failed(new Error(`The server ended with ${code} before it was ready.`)));
    createInterface({ input: child.stdout }).on('line', (line) => {
      const address = /https?:\/\/[\w.[\]:]+/.exec(line)?.[0];
      if (!address) return;
      clearTimeout(limit);
      found(address.replace(/\/$/, ''));
    });
  });
}
