// An employee applies with the phone: from the catalogue through the form to his own cases, by what a thumb reaches.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { none, open_desk, sees, settled } from './desk.mjs';

let desk;
before(async () => (desk = await open_desk()));
after(() => desk?.close());

const reason = '手机上提交的申请（测试）。';
const least_target = 44; // CSS pixels a thumb needs

test('an employee applies at 390 pixels and finds the case among his own', async () => {
  const { page, faults } = await desk.visitor('employee', { width: 390, height: 844 });
  const tabs = page.locator('.shell-tabs');
  await tabs.getByRole('link', { name: '办事大厅' }).click();
  await settled(page);
  await page.getByRole('link', { name: /餐卡/ }).first().click();
  await settled(page);
  await page.getByRole('radio').first().check();
  await page.locator('#apply-canteen').getByRole('radio').first().check();
  await page.locator('#apply-reason').fill(reason);
  const submit = page.getByRole('button', { name: '提交申请' });
  assert.ok((await submit.boundingBox()).height >= least_target);
  await submit.click();
  await page.waitForURL(/\/service-centre\/cases\/\d+$/);
  await sees(page, reason);
  const number = (await page.locator('.below b').first().textContent()).trim();

  await tabs.getByRole('link', { name: '我的申请' }).first().click();
  await settled(page);
  await page.waitForURL(/my-cases/);
  const mine = page.locator('.cases li', { hasText: number });
  await mine.getByRole('link').first().click();
  await sees(page, reason);
  assert.equal(
    await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
    0,
  );
  none(faults);
});
