// A demo says so on every page of the router, signed in or not, on the desk and on a phone.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { all_pages } from '../web/scripts/pages.mjs';
import { open_desk, settled } from './desk.mjs';
import { each, readers } from './readers.mjs';

let desk;
before(async () => (desk = await open_desk()));
after(() => desk?.close());

const widths = [390, 1440];
const height = 900;

// In sight without scrolling, or it is not said.
async function look(page, address) {
  await page.goto(`${desk.url}${address}`);
  await settled(page);
  const silent = [];
  for (const width of widths) {
    await page.setViewportSize({ width, height });
    await settled(page);
    const words = await page.getByText('演示数据').all();
    const seen = await Promise.all(words.map(async (one) => (await one.isVisible()) && one.boundingBox()));
    if (!seen.some((box) => box && box.y >= 0 && box.y < height && box.x >= 0 && box.x < width))
      silent.push(`${address} at ${width}`);
  }
  return silent;
}

test('pages before sign-in say that this is a demo', async () => {
  const { page } = await desk.visitor(null);
  const silent = [];
  for (const one of (await all_pages()).filter((other) => other.open)) silent.push(...(await look(page, one.path)));
  assert.deepEqual(silent, []);
});

test('every page says that this is a demo', async () => {
  assert.deepEqual(await each(desk, await readers(desk), {}, async () => undefined, look), []);
});
