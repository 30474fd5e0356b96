// A forgotten password: the unit's administrator makes a one-time code on the person's page; with it the person sets a
// new password and is signed in. Beside it: who is offered no code, and what a refusal says.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { findings } from '../web/scripts/axe.mjs';
import { none, open_desk, sees, settled } from './desk.mjs';

const forgetful = 'employee2'; // no other test signs in with this account
const fresh_password = 'Xixi-wetland-2021!';

let desk;
before(async () => (desk = await open_desk()));
after(() => desk?.close());

async function person_named(visitor, name) {
  const { items } = await visitor.get(`/api/organisation/people?q=${encodeURIComponent(name)}`);
  return items.find((one) => one.name === name);
}
async function opens_person(page, id) {
  await page.goto(`${desk.url}/organisation/people/${id}`);
  await settled(page);
}

test('a code from the administrator becomes a new password', async () => {
  const admin = await desk.visitor('unit_admin');
  const { id } = await person_named(admin, '曹示宁');
  await opens_person(admin.page, id);
  await admin.page.getByRole('button', { name: '发一次性口令' }).click();
  assert.deepEqual(await findings(admin.page), []);
  await admin.page.getByRole('button', { name: '生成口令' }).click();
  const shown = admin.page.locator('output');
  await shown.waitFor();
  assert.deepEqual(await findings(admin.page), []);
  const code = await shown.textContent();
  await admin.page.getByRole('button', { name: '已告知本人，关闭' }).click();
  await shown.waitFor({ state: 'detached' });
  assert.ok(!(await admin.page.content()).includes(code), 'a closed window keeps nothing');
  none(admin.faults);

  const { page, faults } = await desk.visitor(null);
  const { account } = desk.account(forgetful);
  await page.goto(`${desk.url}/redeem`);
  await page.fill('#account', account);
  await page.fill('#code', code);
  for (const field of await page.locator('input[autocomplete="new-password"]').all())
    await field.fill(fresh_password);
  await page.getByRole('button', { name: '设置新密码' }).click();
  await page.waitForURL((url) => url.pathname === '/');
  await page.locator('.person').click();
  await page.getByRole('button', { name: '退出登录' }).click();
  await page.waitForURL(/\/sign_in/);
  await page.fill('#account', account);
  await page.fill('#password', fresh_password);
  await page.press('#password', 'Enter');
  await page.waitForURL((url) => url.pathname === '/');
  none(faults);
});

test('on one’s own page the password is changed with the old one', async () => {
  const { page, get } = await desk.visitor('unit_admin');
  await opens_person(page, (await get('/api/session')).person.id);
  await page.getByRole('link', { name: '修改密码' }).waitFor();
  assert.equal(await page.getByRole('button', { name: '发一次性口令' }).count(), 0);
});

test('a person out of reach: the refusal is said in the window, and nothing about the person', async () => {
  const admin = await desk.visitor('unit_admin');
  const { id } = await person_named(admin, '曹示宁');
  // What the desk would send for somebody of another unit: the server answers it as if nobody were there.
  await admin.context.route('**/api/accounts/*/reset_code', (route) =>
    route.continue({ url: `${desk.url}/api/accounts/999999999/reset_code` }),
  );
  await opens_person(admin.page, id);
  await admin.page.getByRole('button', { name: '发一次性口令' }).click();
  await admin.page.getByRole('button', { name: '生成口令' }).click();
  await sees(admin.page, '不能为该人员生成口令');
  assert.deepEqual(await findings(admin.page), []);
});

test('who may not reset passwords is offered none', async () => {
  const { page, get } = await desk.visitor('director');
  const { items } = await get('/api/organisation/people?limit=1');
  await opens_person(page, items[0].id);
  assert.equal(await page.getByRole('button', { name: '发一次性口令' }).count(), 0);
});
