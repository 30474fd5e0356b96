// A list is sorted and paged by the server: each page goes on where the last one ended, back is the same page again.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { none, open_desk, settled } from './desk.mjs';

let desk;
before(async () => (desk = await open_desk()));
after(() => desk?.close());

const page_size = 25;
const numbers = async (page) => {
  await settled(page);
  return page.locator('tbody tr a.num').allTextContents();
};
// Clicks and waits until the rows are others.
async function turned(page, what) {
  const before_it = await numbers(page);
  await page.getByRole('button', { name: what, exact: true }).click();
  await page.waitForFunction(
    (first) => document.querySelector('tbody tr a.num')?.textContent !== first,
    before_it[0],
  );
  return numbers(page);
}

test('forward through a sorted list to its end and back again, each case once', async () => {
  const { page, faults, get } = await desk.visitor('director');
  const all = [];
  for (let cursor = ''; cursor !== undefined;) {
    const part = await get(
      `/api/service_centre/cases?limit=100&sort=-accepted_at&cursor=${encodeURIComponent(cursor)}`,
    );
    all.push(...part.items.map((line) => line.number));
    cursor = part.next || undefined;
  }
  assert.ok(all.length > page_size, 'the demo fills more than one page');
  await page.goto(`${desk.url}/service-centre/cases?state=all&sort=-accepted_at`);
  const pages = [await numbers(page)];
  while (await page.getByRole('button', { name: '下一页' }).isEnabled()) pages.push(await turned(page, '下一页'));
  assert.deepEqual(
    pages.map((one) => one.length),
    pages.map((_, index) => Math.min(page_size, all.length - index * page_size)),
  );
  assert.deepEqual(pages.flat(), all);
  await page.getByText(`第 ${(pages.length - 1) * page_size + 1}–${all.length} 条`).waitFor();
  assert.deepEqual(await turned(page, '上一页'), pages.at(-2));
  none(faults);
});

test('a head of a column sorts, says so to those who do not see it, and begins at the first page', async () => {
  const { page, faults, get } = await desk.visitor('acceptor');
  await page.goto(`${desk.url}/service-centre/cases`);
  await settled(page);
  const clock = page.getByRole('columnheader', { name: '承诺时钟' });
  await clock.getByRole('button').click();
  await page.waitForURL(/sort=due_on/);
  assert.equal(await clock.getAttribute('aria-sort'), 'ascending');
  const { items } = await get(`/api/service_centre/cases?state=open&sort=due_on&limit=${page_size}`);
  await page.getByRole('link', { name: items[0].number }).waitFor();
  assert.deepEqual(
    await numbers(page),
    items.map((line) => line.number),
  );
  none(faults);
});
