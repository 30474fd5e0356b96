// Working on cases: two people at one case, live updates, what a dangerous step asks for, filters that live in the
// address, columns that are remembered, and a server that goes away.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { accepted_pass, applied_for_pass } from './cases.mjs';
import { none, open_desk, sees, settled } from './desk.mjs';

let desk;
before(async () => (desk = await open_desk()));
after(() => desk?.close());

async function at(visitor, path) {
  await visitor.page.goto(`${desk.url}${path}`);
  await settled(visitor.page);
  return visitor.page;
}

test('of two who decide one case the second is told, and keeps what was written', async () => {
  const id = await accepted_pass(await desk.visitor('clerk'), await desk.visitor('acceptor'));
  const first = await desk.visitor('division_head');
  const second = await desk.visitor('division_head');
  // The second page must not learn of the change by itself, as when its stream is late.
  await second.context.route('**/api/events', (route) => route.abort());
  const page = await at(second, `/service-centre/cases/${id}`);
  await page.fill('#step-opinion', '我的意见还在。');
  const quick = await at(first, `/service-centre/cases/${id}`);
  await quick.getByRole('button', { name: '同意', exact: true }).click();
  await quick.getByRole('button', { name: '同意', exact: true }).waitFor({ state: 'detached' });
  await page.getByRole('button', { name: '同意', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.waitFor();
  await dialog.getByRole('cell', { name: '已同意', exact: false }).first().waitFor();
  assert.equal(await page.inputValue('#step-opinion'), '我的意见还在。');
  await dialog.getByRole('button', { name: '看最新再办' }).click();
  await sees(page, '已同意');
});

test('a step taken by another shows on an open page by itself', async () => {
  const clerk = await desk.visitor('clerk');
  const acceptor = await desk.visitor('acceptor');
  const { id } = await applied_for_pass(clerk);
  const page = await at(clerk, `/service-centre/cases/${id}`);
  await page.locator('.phead').getByText('待受理', { exact: true }).waitFor();
  const { row } = await acceptor.get(`/api/service_centre/cases/${id}`);
  await acceptor.post(`/api/service_centre/cases/${id}/accept`, { version: row.version, note: '' });
  await page.locator('.phead').getByText('待受理', { exact: true }).waitFor({ state: 'detached' });
});

test('a rejection asks for its clause and remedy and says what will happen', async () => {
  const id = await accepted_pass(await desk.visitor('clerk'), await desk.visitor('acceptor'));
  const head = await desk.visitor('division_head');
  const page = await at(head, `/service-centre/cases/${id}`);
  await page.getByRole('button', { name: '不予同意' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('救济途径').first().waitFor();
  await dialog.getByRole('button', { name: '不予同意' }).click();
  assert.equal(await dialog.locator('[aria-invalid="true"]').count(), 2);
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: '不予同意' }).click();
  await dialog.locator('#asked-clause').fill('示例规定第三条');
  await dialog.locator('#asked-remedy').fill('补齐材料后可重新申请。');
  await dialog.getByRole('button', { name: '不予同意' }).click();
  await sees(page, '示例规定第三条');
  none(head.faults);
});

test('filters stand in the address and survive a reload', async () => {
  const acceptor = await desk.visitor('acceptor');
  const page = await at(acceptor, '/service-centre/cases');
  await page.getByRole('button', { name: '全部', exact: true }).click();
  await page.getByLabel('事项', { exact: false }).selectOption('person_pass');
  await page.waitForURL(/item=person_pass/);
  assert.match(page.url(), /state=all/);
  await page.reload();
  await settled(page);
  assert.equal(await page.locator('.chip').count(), 1);
  const names = await page.locator('tbody tr .what').allTextContents();
  assert.ok(names.length > 0 && names.every((name) => name.includes('人员通行证')), names.join(' / '));
  none(acceptor.faults);
});

test('columns are remembered for the account', async () => {
  const acceptor = await desk.visitor('acceptor');
  const page = await at(acceptor, '/service-centre/cases');
  await page.getByRole('button', { name: '列' }).click();
  await page.getByRole('checkbox', { name: '申请人' }).check();
  await page.getByRole('checkbox', { name: '来源' }).uncheck();
  await page.reload();
  await settled(page);
  const heads = await page.getByRole('columnheader').allTextContents();
  assert.ok(heads.some((head) => head.includes('申请人')));
  assert.ok(!heads.some((head) => head.includes('来源')));
});

test('a server that goes away is said, and nothing typed is lost', async () => {
  const clerk = await desk.visitor('clerk');
  const page = await at(clerk, '/service-centre/items');
  await page.locator('a.go').first().click();
  await settled(page);
  await page.fill('#apply-reason', '断网时写的事由（测试）。');
  await clerk.context.setOffline(true);
  await sees(page, '连不上服务器');
  assert.equal(await page.inputValue('#apply-reason'), '断网时写的事由（测试）。');
  await clerk.context.setOffline(false);
  await page.getByText('连不上服务器').first().waitFor({ state: 'detached' });
});

test('a lost answer is asked again with the same key and makes one case', async () => {
  const clerk = await desk.visitor('clerk');
  const keys = [];
  let lost = false;
  await clerk.context.route('**/api/service_centre/cases', async (route) => {
    if (route.request().method() !== 'POST') return route.continue();
    keys.push(route.request().headers()['idempotency-key']);
    if (lost) return route.continue();
    lost = true;
    await route.fetch(); // the server does it …
    return route.abort(); // … and its answer never arrives
  });
  const { items } = await clerk.get('/api/service_centre/items');
  const item = items.find((one) => one.code === 'meal_card');
  const page = await at(clerk, `/service-centre/items/${item.id}/apply`);
  await page.getByRole('radio').first().check();
  await page.locator('#apply-canteen').getByRole('radio').first().check();
  const before_count = (await clerk.get('/api/service_centre/cases?mine=true&limit=100')).items.length;
  await page.getByRole('button', { name: '提交申请' }).click();
  await sees(page, '连不上服务器');
  await page.getByRole('button', { name: '提交申请' }).click();
  await page.waitForURL(/\/service-centre\/cases\/\d+$/);
  assert.equal(keys.length, 2);
  assert.equal(keys[0], keys[1]);
  const after_count = (await clerk.get('/api/service_centre/cases?mine=true&limit=100')).items.length;
  assert.equal(after_count, before_count + 1);
});
