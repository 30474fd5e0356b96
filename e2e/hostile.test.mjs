// Script that somebody wrote into a text is only text wherever a page shows it: the case, the person, the audit.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { applied_for_pass } from './cases.mjs';
import { none, open_desk, sees, settled } from './desk.mjs';

let desk;
before(async () => (desk = await open_desk()));
after(() => desk?.close());

const hostile = '<script>document.title=7</script><img src=x onerror=document.title=7>{{7*7}}';

// Opens the page: the text stands there to the letter, nothing of it became an element, nothing ran.
async function only_text(role, address, text) {
  const { page, faults, context } = await desk.visitor(role);
  const asked = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.goto(`${desk.url}${address}`);
  await settled(page);
  await sees(page, text);
  assert.equal(await page.locator('main img[src="x"], [role=dialog] img[src="x"], main script').count(), 0);
  assert.notEqual(await page.title(), '7');
  assert.ok(!asked.some((path) => path.endsWith('/x')), asked.join('\n'));
  none(faults);
  await context.close();
}

test('a case: its form, its opinion, its time line and its notice', async () => {
  const clerk = await desk.visitor('clerk');
  const acceptor = await desk.visitor('acceptor');
  const { id } = await applied_for_pass(clerk, { holder_name: hostile.slice(0, 40), reason: hostile });
  const version = async () => (await clerk.get(`/api/service_centre/cases/${id}`)).row.version;
  const step = async (name, input) =>
    acceptor.post(`/api/service_centre/cases/${id}/${name}`, { version: await version(), ...input });
  await step('accept', { note: `${hostile} note` });
  await step('return', { notice: `${hostile} notice` });
  for (const text of [hostile.slice(0, 40), `${hostile} note`, `${hostile} notice`])
    await only_text('clerk', `/service-centre/cases/${id}`, text);
  await only_text('clerk', '/service-centre/my-cases', hostile.slice(0, 40));
  await only_text('acceptor', '/service-centre/cases?state=all', hostile.slice(0, 40));
  const auditor = await desk.visitor('audit_admin');
  const { items } = await auditor.get(`/api/audit/entries?entity=service_centre.case&record=${id}`);
  const noticed = items.find((entry) => entry.verb === 'service_centre.case.return');
  await only_text('audit_admin', `/audit?entry=${noticed.id}`, `${hostile} notice`);
});

test('a person: the page and the list', async () => {
  const admin = await desk.visitor('unit_admin');
  const { unit } = await admin.get('/api/session');
  const name = hostile.slice(0, 60);
  const { ids } = await admin.post('/api/organisation/people', {
    people: [{ staff_code: '<i>S-1</i>', name, employment: 'established', unit: unit.id, valid_from: '2021-12-31' }],
  });
  await only_text('unit_admin', `/organisation/people/${ids[0]}`, name);
  await only_text('unit_admin', `/organisation/people?q=${encodeURIComponent(name)}`, name);
});

test('a script in an address is shown as what was looked for, and nothing runs', async () => {
  const { page, faults } = await desk.visitor('clerk');
  for (const filter of ['q', 'item', 'sort', 'state']) {
    await page.goto(`${desk.url}/service-centre/cases?${filter}=${encodeURIComponent(hostile)}`);
    await settled(page);
    assert.equal(await page.locator('img[src="x"]').count(), 0, filter);
    assert.notEqual(await page.title(), '7', filter);
  }
  none(faults);
});
