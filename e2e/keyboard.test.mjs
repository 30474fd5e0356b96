// Without a mouse: sign in, find the way by Ctrl K, apply, and get the focus back from whatever opened.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { none, open_desk, settled } from './desk.mjs';

let desk;
before(async () => (desk = await open_desk()));
after(() => desk?.close());

const most_tabs = 60;

/** Presses Tab until the focus stands on something that matches; fails when it never does. */
async function tab_to(page, selector) {
  for (let pressed = 0; pressed < most_tabs; pressed++) {
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)) return;
    await page.keyboard.press('Tab');
  }
  assert.fail(`Tab never reaches ${selector}`);
}
const focused = (page) => page.evaluate(() => document.activeElement?.outerHTML.slice(0, 200) ?? '');

test('sign in, search, apply: keys only', async () => {
  const { page, faults, get } = await desk.visitor(null);
  const { account, password } = desk.account('clerk');
  await page.goto(`${desk.url}/sign_in`);
  await settled(page);
  await tab_to(page, '#account');
  await page.keyboard.type(account);
  await tab_to(page, '#password');
  await page.keyboard.type(password);
  await page.keyboard.press('Enter');
  await page.waitForURL(`${desk.url}/`);
  await settled(page);

  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').waitFor();
  await page.keyboard.type('办事大厅');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/service-centre\/items$/);
  await settled(page);

  await tab_to(page, 'a.go');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/apply$/);
  await settled(page);
  const today = (await get('/api/session')).business_now.slice(0, 10);
  // The calendar comes with the form that needs it; a day is taken when its panel has closed over the field.
  await page.locator('#apply-valid_until').waitFor();
  const taken = async (field) => {
    await page.keyboard.press('Enter');
    await page.locator('.el-picker__popper').filter({ visible: true }).waitFor({ state: 'hidden' });
    await page.locator(`${field}:focus`).waitFor();
  };
  await tab_to(page, 'input[type=radio]');
  await page.keyboard.press('Space');
  await tab_to(page, '#apply-valid_from');
  await page.keyboard.type(today);
  await taken('#apply-valid_from');
  await tab_to(page, '#apply-valid_until');
  await page.keyboard.type(today);
  await taken('#apply-valid_until');
  await tab_to(page, '#apply-areas input');
  await page.keyboard.press('Space');
  await tab_to(page, '#apply-reason');
  await page.keyboard.type('值班人员临时出入（测试）。');

  // A required material is missing: the summary takes the focus and leads to it.
  await tab_to(page, 'button[type=submit]');
  await page.keyboard.press('Enter');
  await page.locator('.note.bad').waitFor();
  assert.match(await focused(page), /note bad/);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  assert.match(await focused(page), /apply-material-/);
  const required = await page.locator('#section-materials li', { hasText: '必交' }).count();
  for (let ticked = 0; ticked < required; ticked++) {
    await page.keyboard.press('Space');
    await page.keyboard.press('Tab');
  }
  await tab_to(page, 'button[type=submit]');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/service-centre\/cases\/\d+$/);
  none(faults);
});

test('what opened gives the focus back', async () => {
  const { page, faults } = await desk.visitor('clerk');
  await settled(page);
  await tab_to(page, '.find');
  await page.keyboard.press('Enter');
  await page.getByRole('combobox').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('combobox').waitFor({ state: 'detached' });
  assert.match(await focused(page), /class="find/);
  await tab_to(page, '.person');
  await page.keyboard.press('Enter');
  await page.locator('.sheet').waitFor();
  await page.keyboard.press('Escape');
  assert.match(await focused(page), /person/);
  none(faults);
});

test('the first Tab offers the way past the menu', async () => {
  const { page } = await desk.visitor('clerk');
  await page.goto(`${desk.url}/account`);
  await settled(page);
  await page.keyboard.press('Tab');
  assert.match(await focused(page), /class="skip"/);
  await page.keyboard.press('Enter');
  assert.match(await focused(page), /id="content"/);
});
