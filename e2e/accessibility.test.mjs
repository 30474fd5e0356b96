// axe on every page of the router: full in light and dark and at a phone's width, empty, and when the server fails. On
// the way each page is watched for script errors and breaches of the content security policy.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { findings } from '../web/scripts/axe.mjs';
import { all_pages } from '../web/scripts/pages.mjs';
import { open_desk, settled } from './desk.mjs';
import { each, readers } from './readers.mjs';

let desk;
before(async () => (desk = await open_desk()));
after(() => desk?.close());

const unchanged = async () => undefined;
const phone = { width: 390, height: 844 };

async function check(page, address, what) {
  await page.goto(`${desk.url}${address}`);
  await settled(page);
  return (await findings(page)).map((finding) => `${what} ${address} ${finding}`);
}

const under = (what) => (page, address) => check(page, address, what);

test('pages before sign-in', async () => {
  const found = [];
  for (const theme of ['light', 'dark']) {
    const { page, context, faults } = await desk.visitor(null, { theme });
    for (const one of (await all_pages()).filter((other) => other.open))
      found.push(...(await check(page, one.path, theme)));
    found.push(...faults);
    await context.close();
  }
  assert.deepEqual(found, []);
});

test('every page, full, light and dark, desk and phone', async () => {
  const list = await readers(desk);
  assert.deepEqual(
    [
      ...(await each(desk, list, { theme: 'light' }, unchanged, under('light'))),
      ...(await each(desk, list, { theme: 'dark' }, unchanged, under('dark'))),
      ...(await each(desk, list, { ...phone, theme: 'light' }, unchanged, under('phone'))),
    ],
    [],
  );
});

// The pages that everybody works on, as a reader may also have them: in English, in large type, dark in the hand.
const main_pages = [
  'workbench',
  'service_centre.catalogue',
  'service_centre.apply',
  'service_centre.cases',
  'service_centre.case',
];
for (const [what, options] of [
  ['English', { language: 'en' }],
  ['large type', { size: 'large' }],
  ['dark phone', { ...phone, theme: 'dark' }],
  ['large type on a phone', { ...phone, size: 'large' }],
])
  test(`the main pages: ${what}`, async () => {
    const list = (await readers(desk)).filter((one) => main_pages.includes(one.page.name));
    assert.equal(list.length, main_pages.length);
    assert.deepEqual(await each(desk, list, options, unchanged, under(what)), []);
  });

test('every page with empty lists', async () => {
  const list = await readers(desk);
  const emptied = (context) =>
    context.route('**/api/**', async (route) => {
      if (route.request().method() !== 'GET' || route.request().url().includes('/api/events'))
        return route.continue();
      const answer = await route.fetch();
      const body = await answer.json().catch(() => null);
      if (!body || !Array.isArray(body.items)) return route.fulfill({ response: answer });
      return route.fulfill({ response: answer, json: { ...body, items: [], next: '' } });
    });
  assert.deepEqual(await each(desk, list, {}, emptied, under('empty')), []);
});

test('every page when the server fails', async () => {
  const list = await readers(desk);
  const failing = (context) =>
    context.route('**/api/**', (route) => {
      if (/\/api\/(session|events)(\?|$)/.test(route.request().url())) return route.continue();
      return route.fulfill({
        status: 503,
        headers: { 'content-type': 'application/problem+json', 'retry-after': '5' },
        json: { status: 503, key: 'api.busy', detail: '当前使用人数较多，请稍后重试。', trace: '0af7651916cd43dd' },
      });
    });
  assert.deepEqual(await each(desk, list, {}, failing, under('failing')), []);
});

// What opens over or within a page, each in both themes: by whom, where, how, and what then stands there.
const button = (name) => (page) => page.getByRole('button', { name }).first().click();
const opened = [
  ['the personal menu', 'clerk', '/', (page) => page.locator('.person').click(), '.sheet'],
  ['the page search', 'clerk', '/', (page) => page.keyboard.press('Control+k'), '[role=combobox]'],
  ['the columns of the case list', 'acceptor', '/service-centre/cases', button('列'), '.sheet'],
  ['a form with its faults', 'clerk', 'apply', button('提交申请'), '.note.bad'],
  ['the calendar', 'clerk', 'apply', button(/^选择日期/), '[role=gridcell] button:focus'],
];
test('what opens over a page', async () => {
  const found = [];
  for (const theme of ['light', 'dark'])
    for (const [what, role, where, open, stands] of opened) {
      const { page, context, faults, get } = await desk.visitor(role, { theme });
      const [item] = (await get('/api/service_centre/items')).items;
      await page.goto(`${desk.url}${where === 'apply' ? `/service-centre/items/${item.id}/apply` : where}`);
      await settled(page);
      await open(page);
      await page.locator(stands).waitFor();
      await settled(page);
      found.push(...(await findings(page)).map((finding) => `${theme} ${what}: ${finding}`), ...faults);
      await context.close();
    }
  assert.deepEqual(found, []);
});
