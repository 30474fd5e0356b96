// The thread that holds the house together: a clerk applies for a pass, the desk accepts it, the division decides, the
// desk finishes, the clerk rates, and the director opens the report, the figure, and in it that very case.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { none, open_desk, sees, settled } from './desk.mjs';

let desk;
before(async () => (desk = await open_desk()));
after(() => desk?.close());

const pass = '人员通行证';
const reason = '新到岗工作人员，需出入市民中心办公区（测试）。';
let number = '';
let address = '';

async function at_case(role) {
  const visitor = await desk.visitor(role);
  await visitor.page.goto(`${desk.url}${address}`);
  await settled(visitor.page);
  return visitor;
}
async function state(page, word) {
  await page.locator('.phead').getByText(word, { exact: true }).waitFor();
}

test('a clerk applies for a pass', async () => {
  const { page, faults, get } = await desk.visitor('clerk');
  await page.goto(`${desk.url}/service-centre/items`);
  await page.getByRole('link', { name: new RegExp(pass) }).click();
  await settled(page);
  const { business_now } = await get('/api/session');
  const today = business_now.slice(0, 10);
  await page.getByRole('radio').first().check();
  await page.locator('#apply-valid_from').fill(today);
  await page.locator('#apply-valid_until').fill(`${Number(today.slice(0, 4)) + 1}-06-30`);
  await page.locator('#apply-areas').getByRole('checkbox').first().check();
  await page.locator('#apply-reason').fill(reason);
  for (const box of await page.locator('#section-materials').getByRole('checkbox').all()) await box.check();
  await page.getByRole('button', { name: '提交申请' }).click();
  await page.waitForURL(/\/service-centre\/cases\/\d+$/);
  await settled(page);
  address = new URL(page.url()).pathname;
  await sees(page, reason);
  number = (await page.locator('.below b').first().textContent()).trim();
  assert.match(number, /^\d{4}-\d+$/);
  none(faults);
});

test('the desk accepts it and the clock runs', async () => {
  const { page, faults } = await desk.visitor('acceptor');
  await page.goto(`${desk.url}/service-centre/cases?q=${number}`);
  await page.getByRole('link', { name: number }).click();
  await settled(page);
  await page.getByRole('button', { name: '受理', exact: true }).click();
  await state(page, '办理中');
  await page.locator('.clk', { hasText: '个工作日' }).first().waitFor();
  none(faults);
});

test('the head of the division approves it from the workbench', async () => {
  const { page, faults } = await desk.visitor('division_head');
  await settled(page);
  await page.locator(`a[href="${address}"]`).first().click();
  await settled(page);
  await page.locator('#step-opinion').fill('材料齐全，建议同意。');
  await page.getByRole('button', { name: '同意', exact: true }).click();
  await sees(page, '材料齐全，建议同意。');
  none(faults);
});

test('the desk finishes it', async () => {
  const { page, faults } = await at_case('acceptor');
  await page.getByRole('button', { name: '办结', exact: true }).click();
  await state(page, '已办结');
  none(faults);
});

test('the clerk rates it', async () => {
  const { page, faults } = await at_case('clerk');
  await page.getByRole('radio', { name: '非常满意' }).check();
  await page.getByRole('button', { name: '提交评价' }).click();
  await state(page, '已评价');
  none(faults);
});

test('the director opens the report, the figure and in it the case', async () => {
  const { page, faults } = await desk.visitor('director');
  await page.goto(`${desk.url}/reporting/annual-report`);
  await settled(page);
  await page.locator('[data-figure="service_centre.cases"]').first().click();
  const drawer = page.getByRole('dialog');
  await drawer.waitFor();
  await drawer.getByRole('link', { name: number }).click();
  await page.waitForURL(new RegExp(`${address}$`));
  await sees(page, reason);
  none(faults);
});
