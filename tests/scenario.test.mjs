// Plays the scenarios of all modules, and holds that together they ask every route of their modules with success.
import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { difference, load, parse, play, value_at } from './scenario.mjs';
import { House } from './server.mjs';

const modules = fileURLToPath(new URL('../modules', import.meta.url));
const files = readdirSync(modules)
  .map((name) => join(modules, name, 'tests'))
  .filter(existsSync)
  .flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.scenario'))
      .map((name) => join(folder, name)),
  )
  .sort();

describe('the language of scenarios', () => {
  test('what is missing is named', () => {
    assert.equal(difference({ a: [{ b: 1 }] }, { a: [{ b: 2 }, { b: 1, c: 3 }] }), undefined);
    assert.match(difference({ a: { b: 1 } }, { a: { b: 2 } }), /answer\.a\.b is 2, not 1/);
    assert.match(difference([], [1]), /not empty/);
    assert.match(difference('*', ''), /empty/);
    assert.equal(value_at({ items: [{ code: 'x', id: 7 }] }, 'items[code=x].id'), 7);
    assert.throws(() => parse('PUT /x', 'f'), /f:1/);
  });
});

describe('scenarios', () => {
  const house = new House();
  const people = new Map();
  const answered = new Set();
  let server;
  let routes;
  before(async () => {
    server = await house.serve();
    const { body } = await server.nobody().get('/api/openapi.json');
    routes = Object.entries(body.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => ({ method: method.toUpperCase(), path })),
    );
  });
  after(() => house.close());

  const route_of = (method, address) => {
    const path = address.split('?')[0];
    const fits = (route) => new RegExp(`^${route.path.replace(/\{\w+\}/g, '[^/]+')}$`).test(path);
    return routes.find((route) => route.method === method && fits(route));
  };

  for (const file of files)
    test(file.slice(modules.length + 1), () =>
      play(load(file), server, people, (method, path, status) => {
        const route = route_of(method, path);
        if (route && status === 200) answered.add(`${route.method} ${route.path}`);
      }),
    );

  test('every route of the modules was asked with success', () => {
    const told = new Set(files.map((file) => file.slice(modules.length + 1).split('/')[0]));
    const silent = routes
      .filter((route) => told.has(route.path.split('/')[2]))
      .map((route) => `${route.method} ${route.path}`)
      .filter((route) => !answered.has(route));
    assert.deepEqual(silent, []);
  });
});
