import assert from 'node:assert/strict';
import { test } from 'node:test';
import { with_modules } from '../scripts/load_module.mjs';

test('every page has its own name and path, a title that exists, and a place to come from', () =>
  with_modules(['/router/pages.ts', '/i18n/texts.ts'], ({ pages }, { has_text }) => {
    const names = pages.map((page) => page.name);
    assert.equal(new Set(names).size, names.length);
    assert.equal(new Set(pages.map((page) => page.path)).size, pages.length);
    for (const page of pages) {
      assert.ok(has_text(page.title), `${page.name} has no title`);
      if (page.under) assert.ok(names.includes(page.under), `${page.name} stands under an unknown page`);
      const parameters = [...page.path.matchAll(/:(\w+)/g)].map((one) => one[1]);
      assert.deepEqual(Object.keys(page.sample ?? {}), parameters, `${page.name} has no sample for its parameters`);
    }
  }));
