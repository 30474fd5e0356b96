// The due calendar of the workbench: what it counts is what the list shows, day by day; and the line of a case's stages.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { none, open_desk, sees, settled } from './desk.mjs';

let desk;
before(async () => (desk = await open_desk()));
after(() => desk?.close());

test('a day of the calendar narrows the to-dos to what is due then', async () => {
  const { page, get, faults } = await desk.visitor('acceptor');
  const calendar = await get('/api/tasks/due');
  const day = calendar.days.find((one) => one.open > 0);
  assert.ok(day, 'the demo has something due within the calendar');
  await settled(page);
  const cell = page.getByRole('button', { name: new RegExp(`${day.day} 星期`) });
  await cell.click();
  await page.waitForURL((url) => url.searchParams.get('due') === day.day);
  const rows = page.locator('table.tasks tbody tr');
  await page.waitForFunction(
    (wanted) => document.querySelectorAll('table.tasks tbody tr').length === wanted,
    day.open,
  );
  assert.equal(await rows.count(), day.open);
  await page.reload();
  await settled(page);
  assert.equal(await cell.getAttribute('aria-pressed'), 'true');
  await cell.click();
  await page.waitForURL((url) => !url.searchParams.has('due'));
  none(faults);
});

test('the calendar marks the days off of the year’s notice', async () => {
  const { page } = await desk.visitor('acceptor'); // Friday 2021-12-31: 1 to 3 January are off
  await settled(page);
  for (const day of ['01-01', '01-02', '01-03']) await sees(page, `${day}休`);
});

test('a case shows its way: passed, present, ahead', async () => {
  const { page, get } = await desk.visitor('acceptor');
  const { items } = await get('/api/service_centre/cases?state=accepted&limit=1');
  await page.goto(`${desk.url}/service-centre/cases/${items[0].id}`);
  await settled(page);
  const line = page.getByRole('list', { name: '办理进度' });
  await line.waitFor();
  assert.match(await line.locator('[aria-current="step"]').textContent(), /受理.*当前/s);
  assert.match(await line.locator('li').first().textContent(), /申请.*已过/s);
  assert.match(await line.locator('li').last().textContent(), /评价.*未到/s);
});

test('what was refused at the door shows no clock that never began', async () => {
  const { page, get } = await desk.visitor('acceptor');
  const { items } = await get('/api/service_centre/cases?state=not_accepted&limit=1');
  await page.goto(`${desk.url}/service-centre/cases/${items[0].id}`);
  await settled(page);
  await sees(page, '不予受理');
  assert.equal(await page.getByText('待受理').count(), 0);
  await page.goto(`${desk.url}/service-centre/cases?state=not_accepted`);
  await sees(page, '未受理，不计时');
});
