// The real program as a black box: a demo of its own on a free port with its data in a short folder, people who sign
// in to it, and a look into its database as the owner. Every file of tests starts one and stops it.
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setInterval as every } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const tree = fileURLToPath(new URL('..', import.meta.url));
const programs = [process.env.TONGGUAN_PROGRAM, 'build/release/app/tongguan', 'build/dev/app/tongguan']
  .filter(Boolean)
  .map((path) => (path.startsWith('/') ? path : join(tree, path)));
const ready_within_ms = 60_000;
const stopped_within_ms = 30_000;
const look_every_ms = 20;
// As the superuser of the cluster; the socket's folder (-h) is still to be named.
export const psql_words = '/usr/lib/postgresql/15/bin/psql -d tongguan -U tongguan_cluster -XAtq -v ON_ERROR_STOP=1 -F \t'.split(' ');

export function program() {
  const found = programs.find(existsSync);
  if (!found) throw new Error('Build the program first (script/test does).');
  return found;
}

export const own_environment = () =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('TONGGUAN_')));

// Looks again and again whether it has become true, up to a bound.
export async function until(what, holds, within_ms = 20_000) {
  const end = Date.now() + within_ms;
  const first = await holds();
  if (first) return first;
  for await (const look of every(look_every_ms, holds)) {
    const value = await look();
    if (value) return value;
    if (Date.now() > end) break;
  }
  throw new Error(`Waited ${within_ms} ms in vain: ${what}`);
}

// A folder with a demo in it; servers over it are started and stopped at will.
export class House {
  // `disk_mb`: on a disk of its own of that size, which a test may fill and empty again.
  constructor({ disk_mb } = {}) {
    this.folder = mkdtempSync('/var/tmp/tg-');
    if (disk_mb) execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${disk_mb}m`, 'tongguan', this.folder]);
    this.disk_mb = disk_mb;
    chmodSync(this.folder, 0o711); // a server started as root becomes somebody who must be able to pass
    this.data = join(this.folder, 'data');
    this.web = join(this.folder, 'web');
    mkdirSync(this.web);
    writeFileSync(join(this.web, 'index.html'), '<!doctype html><title>desk</title>\n');
    for (const path of [this.web, join(this.web, 'index.html')]) chmodSync(path, 0o755);
    this.servers = [];
    process.on('exit', () => {
      // a test that died leaves nothing behind
      for (const server of this.servers) server.child.kill('SIGKILL');
      this.end_database();
      this.clear_away();
    });
  }

  clear_away() {
    if (this.disk_mb && existsSync(this.folder)) execFileSync('umount', ['--lazy', this.folder]);
    rmSync(this.folder, { recursive: true, force: true });
  }

  // Its own disk has from now on exactly as much room as is used: the next byte finds none.
  fill_disk() {
    const facts = statfsSync(this.folder);
    const used = (facts.blocks - facts.bfree) * facts.bsize;
    execFileSync('mount', ['-o', `remount,size=${used + facts.bsize}`, this.folder]);
  }
  empty_disk() {
    execFileSync('mount', ['-o', `remount,size=${this.disk_mb}m`, this.folder]);
  }

  accounts() {
    return JSON.parse(readFileSync(join(this.data, 'demo_accounts.json'), 'utf8')).accounts;
  }

  // `flags` come after the common ones; `through` runs the program by another one (faketime); `demo`: makes one when
  // nothing is installed.
  async serve({ flags = [], through = [], port = 0, demo = true } = {}) {
    const [command, ...words] = [
      ...through,
      program(),
      'serve',
      ...(demo ? ['--demo'] : []),
      '--data',
      this.data,
      '--port',
      String(port),
      '--web',
      this.web,
      ...flags,
    ];
    const child = spawn(command, words, { stdio: ['ignore', 'pipe', 'pipe'], env: own_environment() });
    const server = new Server(this, child);
    this.servers.push(server);
    server.url = await server.told_address();
    return server;
  }

  run(...words) {
    return execFileSync(program(), [...words, '--data', this.data], { env: own_environment(), encoding: 'utf8' });
  }

  // The same, however it ends.
  call(...words) {
    return spawnSync(program(), [...words, '--data', this.data], { env: own_environment(), encoding: 'utf8' });
  }

  // Rows as arrays of text, as the superuser of the cluster beside the server: past every wall.
  sql(statement) {
    const [command, ...words] = [...psql_words, '-h', this.postmaster_file()[4], '-c', statement];
    const out = execFileSync(command, words, { encoding: 'utf8', cwd: '/', stdio: 'pipe' });
    return out
      .split('\n')
      .filter(Boolean)
      .map((line) => line.split('\t'));
  }

  postmaster_file() {
    return readFileSync(join(this.data, 'pg/postmaster.pid'), 'utf8').split('\n');
  }

  postmaster() {
    return Number(this.postmaster_file()[0]);
  }

  // What a killed server left running.
  end_database(signal = 'SIGQUIT') {
    try {
      process.kill(this.postmaster(), signal);
    } catch {
      // stopped by its server already
    }
  }

  async close() {
    for (const server of this.servers) await server.stop();
    this.end_database();
    this.clear_away();
  }
}

class Server {
  constructor(house, child) {
    this.house = house;
    this.child = child;
    this.log = '';
    this.ended = new Promise((done) => child.once('exit', (code, signal) => done({ code, signal })));
    child.stderr.on('data', (piece) => (this.log = (this.log + piece).slice(-200_000)));
  }

  told_address() {
    return new Promise((found, failed) => {
      const limit = setTimeout(() => failed(new Error(`No address in time.\n${this.log}`)), ready_within_ms);
      this.ended.then(({ code }) =>
        failed(new Error(`The server ended with ${code} before it was ready.\n${this.log}`)),
      );
      createInterface({ input: this.child.stdout }).on('line', (line) => {
        const address = /https?:\/\/[\w.[\]:]+/.exec(line)?.[0];
        if (!address) return;
        clearTimeout(limit);
        found(address.replace(/\/$/, ''));
      });
    });
  }

  async end(signal) {
    if (this.child.exitCode === null && this.child.signalCode === null) this.child.kill(signal);
    const limit = setTimeout(() => this.child.kill('SIGKILL'), stopped_within_ms);
    const how = await this.ended;
    clearTimeout(limit);
    return how;
  }
  stop() {
    return this.end('SIGTERM');
  }
  kill() {
    return this.end('SIGKILL');
  }

  async sign_in(login) {
    const account = this.house.accounts().find((each) => each.login === login);
    if (!account) throw new Error(`No demo account ${login}`);
    const person = new Person(this);
    const answer = await person.post('/api/session/sign_in', { account: login, password: account.password });
    if (answer.status !== 200) throw new Error(`${login} could not sign in: ${JSON.stringify(answer.body)}`);
    return person.refresh();
  }

  nobody() {
    return new Person(this);
  }

  // Lines of its log with that event, as objects.
  logged(event) {
    return this.log
      .split('\n')
      .filter((line) => line.includes(`"${event}"`) && line.endsWith('}'))
      .map((line) => JSON.parse(line));
  }

  async is_ready() {
    return (await this.nobody().get('/health/ready')).status === 200;
  }
}

let keys = 0;
export const fresh_key = () => `test-${process.pid}-${++keys}`;

// A browser of one person: its cookies, its token.
export class Person {
  constructor(server) {
    this.server = server;
    this.cookies = new Map();
    this.csrf = '';
  }

  async refresh() {
    this.session = (await this.get('/api/session')).body;
    this.csrf = this.session.csrf ?? '';
    return this;
  }

  cookie() {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  async ask(method, path, { headers = {}, raw, body, signal } = {}) {
    // A header that is null is not sent.
    const all = { accept: 'application/json', origin: this.server.url, ...headers };
    if (this.cookies.size) all.cookie ??= this.cookie();
    if (this.csrf && method !== 'GET' && !('x-csrf-token' in all)) all['x-csrf-token'] = this.csrf;
    const sent = raw ?? (body === undefined ? undefined : JSON.stringify(body));
    if (sent !== undefined) all['content-type'] ??= 'application/json';
    for (const name of Object.keys(all)) if (all[name] === null) delete all[name];
    const answer = await fetch(this.server.url + path, {
      method,
      headers: all,
      body: sent,
      redirect: 'manual',
      signal,
    });
    for (const line of answer.headers.getSetCookie()) {
      const [pair] = line.split(';');
      const cut = pair.indexOf('=');
      if (cut > 0) this.cookies.set(pair.slice(0, cut), pair.slice(cut + 1));
    }
    const text = await answer.text();
    let json;
    try {
      json = JSON.parse(text);
    } catch {
      json = undefined; // not every answer is JSON; `text` has it
    }
    return { status: answer.status, body: json, text, headers: answer.headers };
  }

  // The stream of live hints: its text so far.
  async listen() {
    const stop = new AbortController();
    const headers = { cookie: this.cookie(), accept: 'text/event-stream' };
    const answer = await fetch(`${this.server.url}/api/events`, { headers, signal: stop.signal });
    if (answer.status !== 200) throw new Error(`No stream: ${answer.status}`);
    let text = '';
    const reading = (async () => {
      for await (const piece of answer.body) text += Buffer.from(piece).toString();
    })().catch((fault) => {
      if (fault.name !== 'AbortError') throw fault;
    });
    return { text: () => text, ended: reading, close: () => (stop.abort(), reading) };
  }

  get(path, options) {
    return this.ask('GET', path, options);
  }
  post(path, body, { key = fresh_key(), headers = {}, ...options } = {}) {
    return this.ask('POST', path, { body, headers: { 'idempotency-key': key, ...headers }, ...options });
  }
}

// ---- what the service centre needs to be asked ----
export const cases = '/api/service_centre/cases';

export async function item_of(person, code) {
  const { body } = await person.get('/api/service_centre/items');
  return body.items.find((each) => each.code === code).id;
}

export const pass_form = (name = '林示岚') => ({
  holder_name: name,
  pass_kind: 'staff',
  valid_from: '2022-01-04',
  valid_until: '2022-06-30',
  areas: ['main_building'],
  reason: '新入职办理通行证',
});
export const pass_materials = [
  { key: 'unit_letter', state: 'given' },
  { key: 'holder_photo', state: 'given' },
];

export async function new_pass(person, name, options) {
  const item = (person.pass_item ??= await item_of(person, 'person_pass'));
  return person.post(cases, { item, form: pass_form(name), materials: pass_materials }, options);
}

export const see_case = async (person, id) => (await person.get(`${cases}/${id}`)).body;

// Takes a step with the version that the case has now.
export async function take(person, id, step, input = {}, options) {
  const page = await see_case(person, id);
  return person.post(`${cases}/${id}/${step}`, { version: page.row?.version ?? 1, ...input }, options);
}
