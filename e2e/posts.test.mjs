// A person with two posts switches in the desk: what it says, what the menu offers and what the lists hold change.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { applied_for_pass } from './cases.mjs';
import { none, open_desk, settled } from './desk.mjs';

let desk;
before(async () => (desk = await open_desk()));
after(() => desk?.close());

const listed = async (page) => {
  await page.goto(`${desk.url}/service-centre/cases?state=all&limit=100`);
  await settled(page);
  return page.locator('tbody tr a.num').allTextContents();
};

test('the personal menu switches the post, and the desk is that post’s', async () => {
  const { number } = await applied_for_pass(await desk.visitor('clerk'));
  const head = await desk.visitor('division_head2');
  const { page, faults } = head;
  const { post: main, posts } = await head.get('/api/session');
  const second = posts.find((post) => post.id !== main.id);
  assert.ok((await listed(page)).includes(number));

  await page.locator('.person').click();
  await page.getByRole('button', { name: `${second.unit_name} ${second.name}` }).click();
  await page.locator('.person .unit', { hasText: second.unit_name }).waitFor();
  await settled(page);
  assert.equal(new URL(page.url()).pathname, '/');
  const now = await head.get('/api/session');
  assert.equal(now.post.id, second.id);
  assert.ok(!now.permissions.includes('service_centre.case.decide'));
  assert.ok(!(await listed(page)).includes(number), 'a case of the city is not the district’s');

  await page.locator('.person').click();
  await page.getByRole('button', { name: new RegExp(`${main.name}$`) }).click();
  await page.locator('.person .unit', { hasText: second.unit_name }).waitFor({ state: 'detached' });
  assert.ok((await listed(page)).includes(number));
  none(faults);
});
