// axe on every page of the router: full in light and dark and at a phone's width, empty, and when the server fails.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { findings } from '../web/scripts/axe.mjs';
import { site } from '../web/scripts/browser.mjs';
import { all_pages, filled_path } from '../web/scripts/pages.mjs';
import { open_desk, settled } from './desk.mjs';

let desk;
before(async () => (desk = await open_desk()));
after(() => desk?.close());

const unchanged = async () => undefined;
const phone = { width: 390, height: 844 };
const allowed = (page, rights) => !page.rights || page.rights.some((right) => rights.has(right));

async function check(page, address, what) {
  await page.goto(`${desk.url}${address}`);
  await settled(page);
  return (await findings(page)).map((finding) => `${what} ${address} ${finding}`);
}

/** For every page of the router a signed-in reader who may open it, and the page's address with real records. */
async function readers() {
  const left = new Map((await all_pages()).filter((page) => !page.open).map((page) => [page.name, page]));
  const found = [];
  for (const account of site().accounts) {
    if (!left.size) break;
    const visitor = await desk.visitor(account.role);
    const rights = new Set((await visitor.get('/api/session')).permissions);
    for (const page of [...left.values()]) {
      if (!allowed(page, rights)) continue;
      const address = await filled_path(page, visitor.get);
      if (address === null) continue;
      found.push({ page, address, role: account.role });
      left.delete(page.name);
    }
    await visitor.context.close();
  }
  assert.deepEqual([...left.keys()], [], 'pages that no demo account reaches with data');
  return found;
}

async function each(list, options, prepare, what) {
  const found = [];
  for (const role of new Set(list.map((one) => one.role))) {
    const { page, context } = await desk.visitor(role, options);
    await prepare(context);
    for (const one of list.filter((other) => other.role === role))
      found.push(...(await check(page, one.address, what)));
    await context.close();
  }
  return found;
}

test('pages before sign-in', async () => {
  const found = [];
  for (const theme of ['light', 'dark']) {
    const { page, context } = await desk.visitor(null, { theme });
    for (const one of (await all_pages()).filter((other) => other.open))
      found.push(...(await check(page, one.path, theme)));
    await context.close();
  }
  assert.deepEqual(found, []);
});

test('every page, full, light and dark, desk and phone', async () => {
  const list = await readers();
  assert.deepEqual(
    [
      ...(await each(list, { theme: 'light' }, unchanged, 'light')),
      ...(await each(list, { theme: 'dark' }, unchanged, 'dark')),
      ...(await each(list, { ...phone, theme: 'light' }, unchanged, 'phone')),
    ],
    [],
  );
});

test('every page with empty lists', async () => {
  const list = await readers();
  const emptied = (context) =>
    context.route('**/api/**', async (route) => {
      if (route.request().method() !== 'GET' || route.request().url().includes('/api/events'))
        return route.continue();
      const answer = await route.fetch();
      const body = await answer.json().catch(() => null);
      if (!body || !Array.isArray(body.items)) return route.fulfill({ response: answer });
      return route.fulfill({ response: answer, json: { ...body, items: [], next: '' } });
    });
  assert.deepEqual(await each(list, {}, emptied, 'empty'), []);
});

test('every page when the server fails', async () => {
  const list = await readers();
  const failing = (context) =>
    context.route('**/api/**', (route) => {
      if (/\/api\/(session|events)(\?|$)/.test(route.request().url())) return route.continue();
      return route.fulfill({
        status: 503,
        headers: { 'content-type': 'application/problem+json', 'retry-after': '5' },
        json: { status: 503, key: 'api.busy', detail: '当前使用人数较多，请稍后重试。', trace: '0af7651916cd43dd' },
      });
    });
  assert.deepEqual(await each(list, {}, failing, 'failing'), []);
});

// What opens over or within a page, each in both themes.
const opened = [
  ['the personal menu', 'clerk', '/', (page) => page.locator('.person').click()],
  ['the page search', 'clerk', '/', (page) => page.keyboard.press('Control+k')],
  [
    'the columns of the case list',
    'acceptor',
    '/service-centre/cases',
    (page) => page.getByRole('button', { name: '列' }).click(),
  ],
  ['a form with its faults', 'clerk', 'apply', (page) => page.getByRole('button', { name: '提交申请' }).click()],
  ['the date picker', 'clerk', 'apply', (page) => page.locator('.el-date-editor input').first().click()],
];
test('what opens over a page', async () => {
  const found = [];
  for (const theme of ['light', 'dark'])
    for (const [what, role, where, open] of opened) {
      const { page, context, get } = await desk.visitor(role, { theme });
      const [item] = (await get('/api/service_centre/items')).items;
      await page.goto(`${desk.url}${where === 'apply' ? `/service-centre/items/${item.id}/apply` : where}`);
      await settled(page);
      await open(page);
      await settled(page);
      found.push(...(await findings(page)).map((finding) => `${theme} ${what}: ${finding}`));
      await context.close();
    }
  assert.deepEqual(found, []);
});
