// A demo is there as a whole or not at all: a loader that is killed in the middle leaves nothing that the next start
// would serve, and two that start at once do not get into each other's way.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { after, describe, test } from 'node:test';
import { House, cases, own_environment, program, until } from './server.mjs';

const cases_of_the_demo = 62; // what modules/service_centre/demo.cpp makes

// `tongguan demo load`, until it ends or is killed.
function load(house) {
  const child = spawn(program(), ['demo', 'load', '--data', house.data], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: own_environment(),
  });
  const loader = { child, said: '' };
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece) => (loader.said += piece));
  loader.ended = new Promise((done) => child.once('close', (code, signal) => done({ code, signal })));
  return loader;
}

// How many cases stand in the database; undefined while there is none.
function counted(house) {
  try {
    return Number(house.sql('select count(*) from service_centre_case')[0][0]);
  } catch {
    return undefined;
  }
}

const some_are_there = (house, loader) =>
  until('some cases of a demo', () => loader.child.exitCode === null && counted(house) > 0);

describe('loading a demo', () => {
  const house = new House();
  after(() => house.close());

  test('one that is killed in the middle is made anew at the next start', async () => {
    const loader = load(house);
    await some_are_there(house, loader);
    loader.child.kill('SIGKILL');
    assert.deepEqual(await loader.ended, { code: null, signal: 'SIGKILL' }, 'the loader was too quick to be killed');
    assert.deepEqual(house.sql('select kind, whole from installation'), [['demo', 'f']]);
    assert.ok(counted(house) < cases_of_the_demo);

    const server = await house.serve();
    assert.deepEqual(house.sql('select kind, whole from installation'), [['demo', 't']]);
    assert.equal(counted(house), cases_of_the_demo);
    const director = await server.sign_in('director');
    assert.equal((await director.get(`${cases}?limit=100`)).body.items.length, cases_of_the_demo);
    await server.stop();
  });

  test('a whole one is kept', async () => {
    const accounts = house.accounts();
    const server = await house.serve();
    assert.equal(counted(house), cases_of_the_demo);
    assert.deepEqual(house.accounts(), accounts);
    await server.sign_in('clerk');
    await server.stop();
  });
});

describe('two loaders at once', () => {
  const house = new House();
  after(() => house.close());

  test('the second is told to wait, the first goes on', async () => {
    const first = load(house);
    await some_are_there(house, first);
    const second = load(house);
    assert.equal((await second.ended).code, 1);
    assert.match(second.said, /正在这里装入演示数据/);
    assert.deepEqual(await first.ended, { code: 0, signal: null }, first.said);
    const server = await house.serve();
    assert.equal(counted(house), cases_of_the_demo);
    await server.stop();
  });
});
