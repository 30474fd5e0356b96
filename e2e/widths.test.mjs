// No page scrolls sideways at any width from a small phone to the desk, in both sizes of type.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { all_pages } from '../web/scripts/pages.mjs';
import { open_desk, settled } from './desk.mjs';
import { each, readers } from './readers.mjs';

let desk;
before(async () => (desk = await open_desk()));
after(() => desk?.close());

const widths = [360, 390, 600, 794, 1024, 1440];
const height = 900;

/** What stands beyond the right edge, outermost first; a part that scrolls within itself is no fault. */
const beyond = () => {
  const room = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= room) return [];
  const named = (one) => [one.localName, ...one.classList].join('.');
  return [...document.body.querySelectorAll('*')]
    .filter((one) => one.getBoundingClientRect().right > room + 0.5)
    .slice(0, 4)
    .map((one) => `${named(one)} ends at ${Math.round(one.getBoundingClientRect().right)}`);
};

async function look(page, address) {
  await page.goto(`${desk.url}${address}`);
  await settled(page);
  const found = [];
  for (const size of ['usual', 'large'])
    for (const width of widths) {
      await page.evaluate((chosen) => document.documentElement.setAttribute('data-size', chosen), size);
      await page.setViewportSize({ width, height });
      await settled(page);
      const over = await page.evaluate(beyond);
      if (over.length) found.push(`${address} at ${width}, ${size} type: ${over.join('; ')}`);
    }
  return found;
}

test('pages before sign-in fit every width', async () => {
  const { page } = await desk.visitor(null);
  const found = [];
  for (const one of (await all_pages()).filter((other) => other.open)) found.push(...(await look(page, one.path)));
  assert.deepEqual(found, []);
});

test('every page fits every width', async () => {
  const list = await readers(desk);
  assert.deepEqual(await each(desk, list, {}, async () => undefined, look), []);
});
