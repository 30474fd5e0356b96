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
  await tab_to(page, 'input[type=radio]');
  await page.keyboard.press('Space');
  await tab_to(page, '#apply-valid_from');
  await page.keyboard.type(today);
  await page.keyboard.press('Enter');
  await tab_to(page, '#apply-valid_until');
  await page.keyboard.type(today);
  await page.keyboard.press('Enter');
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

/** The form of a pass, for a clerk; its start is the business date as the platform tells it. */
async function at_pass_form() {
  const visitor = await desk.visitor('clerk');
  const { items } = await visitor.get('/api/service_centre/items');
  const item = items.find((one) => one.code === 'person_pass');
  await visitor.page.goto(`${desk.url}/service-centre/items/${item.id}/apply`);
  await settled(visitor.page);
  return { ...visitor, today: (await visitor.get('/api/session')).business_now.slice(0, 10) };
}

test('a day is typed as people write it; the field opens nothing and keeps the focus', async () => {
  const { page, faults, today } = await at_pass_form();
  const [year, month, day] = today.split('-').map(Number);
  const field = page.locator('#apply-valid_from');
  for (const typed of [today.replaceAll('-', ''), `${year}/${month}/${day}`, `${year}年${month}月${day}日`, '今天']) {
    await field.fill('');
    await page.keyboard.type(typed);
    await page.keyboard.press('Enter');
    assert.equal(await field.inputValue(), today, typed);
    assert.match(await focused(page), /id="apply-valid_from"/, typed);
    assert.equal(await page.getByRole('dialog').count(), 0, typed);
  }
  assert.equal(await page.locator('.note.bad').count(), 0, 'Enter in a field of days does not send the form');
  none(faults);
});

test('a day that cannot be read is kept, said, and refused', async () => {
  const { page, faults } = await at_pass_form();
  const field = page.locator('#apply-valid_from');
  await field.fill('2021年2月30日');
  await page.keyboard.press('Tab');
  const told = page.locator('#apply-valid_from-unreadable');
  await told.waitFor();
  assert.equal(await field.inputValue(), '2021年2月30日');
  assert.equal(await field.getAttribute('aria-invalid'), 'true');
  assert.match(await field.getAttribute('aria-describedby'), /apply-valid_from-unreadable/);
  await page.getByRole('button', { name: '提交申请' }).click();
  await page.locator('#apply-valid_from-error').waitFor();
  assert.equal(await told.count(), 0, 'said once');
  assert.equal(await field.inputValue(), '2021年2月30日');
  none(faults);
});

test('the calendar is walked by keys and gives the focus back', async () => {
  const { page, faults, today } = await at_pass_form();
  const field = page.locator('#apply-valid_from');
  const dialog = page.getByRole('dialog', { name: /^选择日期/ });
  const standing = page.locator('[role=gridcell] button:focus');
  await field.fill(today);
  await tab_to(page, '#apply-valid_from + button');
  await page.keyboard.press('Enter');
  await dialog.waitFor();
  await standing.waitFor();
  assert.equal(Number(await standing.textContent()), Number(today.slice(8)), 'opens on the day of the field');

  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await page.locator('#apply-valid_from + button:focus').waitFor();
  assert.equal(await field.inputValue(), today, 'walking and leaving takes nothing');

  await page.keyboard.press('Enter');
  await standing.waitFor();
  const stops = new Set();
  for (let pressed = 0; pressed < most_tabs; pressed++) {
    await page.keyboard.press(pressed % 7 === 6 ? 'Shift+Tab' : 'Tab');
    stops.add(await page.evaluate(() => document.activeElement?.closest('dialog')?.className ?? 'outside'));
  }
  assert.deepEqual([...stops], ['days'], 'Tab stays within');

  await tab_to(page, '[role=gridcell] button');
  await page.keyboard.press('PageUp');
  await page.keyboard.press('Shift+PageUp');
  await page.keyboard.press('Home');
  await page.locator('[role=grid] tr td:first-child button:focus').waitFor();
  const walked_to = await standing.getAttribute('aria-label');
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'detached' });
  await page.locator('#apply-valid_from + button:focus').waitFor();
  const [year, month, day] = (await field.inputValue()).split('-').map(Number);
  assert.ok(walked_to.startsWith(`${year}年${month}月${day}日`), `${walked_to}: ${await field.inputValue()}`);
  assert.ok((await field.inputValue()) < today);
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
