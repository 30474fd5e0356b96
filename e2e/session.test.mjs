// Coming and going: the way back after sign-in stays on this site, an ended session loses nothing that was typed, and a
// wrong password tells how many tries are left and nothing else.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { none, open_desk, settled } from './desk.mjs';

let desk;
before(async () => (desk = await open_desk()));
after(() => desk?.close());

async function enter(page, { account, password }) {
  await page.fill('#account', account);
  await page.fill('#password', password);
  await page.press('#password', 'Enter');
}

test('the page that was asked for opens after sign-in', async () => {
  const { page, faults } = await desk.visitor(null);
  await page.goto(`${desk.url}/account`);
  await page.waitForURL(/\/sign_in\?to=/);
  await enter(page, desk.account('clerk'));
  await page.waitForURL(`${desk.url}/account`);
  none(faults);
});

for (const elsewhere of [
  '//evil.example',
  'https://evil.example/',
  '/\\evil.example',
  '/\t/evil.example',
  'javascript:alert(1)',
])
  test(`the way back never leaves the site: ${JSON.stringify(elsewhere)}`, async () => {
    const { page } = await desk.visitor(null);
    await page.goto(`${desk.url}/sign_in?to=${encodeURIComponent(elsewhere)}`);
    await enter(page, desk.account('clerk'));
    await page.waitForURL((url) => !url.pathname.startsWith('/sign_in'));
    assert.equal(new URL(page.url()).origin, desk.url);
    assert.equal(new URL(page.url()).pathname, '/');
  });

test('a wrong password says how many tries are left', async () => {
  const { page } = await desk.visitor(null);
  await page.goto(`${desk.url}/sign_in`);
  await enter(page, { account: desk.account('clerk').account, password: 'not the password 1' });
  const told = page.getByRole('alert');
  await told.waitFor();
  assert.match(await told.textContent(), /\d+ 次/);
  assert.equal(new URL(page.url()).pathname, '/sign_in', 'a 401 of signing in is no ended session');
  assert.equal(new URL(page.url()).search, '');
});

test('an ended session leaves the draft and comes back to it', async () => {
  const { page, context } = await desk.visitor('clerk');
  await page.goto(`${desk.url}/service-centre/items`);
  await page.locator('a.go').first().click();
  await settled(page);
  const form = new URL(page.url()).pathname;
  await page.fill('#apply-reason', '写到一半的事由（测试）。');
  await context.clearCookies();
  await page.getByRole('button', { name: '存草稿并离开' }).click();
  await page.waitForURL(/\/sign_in/);
  await enter(page, desk.account('clerk'));
  await page.waitForURL((url) => !url.pathname.startsWith('/sign_in'));
  await page.goto(`${desk.url}${form}`);
  await settled(page);
  assert.equal(await page.inputValue('#apply-reason'), '写到一半的事由（测试）。');
});

test('signing out on one tab is the end of the session', async () => {
  const { page, get } = await desk.visitor('clerk');
  await page.locator('.person').click();
  await page.getByRole('button', { name: '退出登录' }).click();
  await page.waitForURL(/\/sign_in/);
  assert.equal((await get('/api/session')).signed_in, false);
  assert.equal(await get('/api/tasks'), null);
});
