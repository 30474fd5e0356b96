// For every page of the router a demo account that may open it, and the page's address with real records: how a test
// walks over all pages, those to come included.
import assert from 'node:assert/strict';
import { site } from '../web/scripts/browser.mjs';
import { all_pages, filled_path } from '../web/scripts/pages.mjs';

const allowed = (page, rights) => !page.rights || page.rights.some((right) => rights.has(right));

/** The pages behind the sign-in as [{page, address, role}]; fails when one is reached by no account with data. */
export async function readers(desk) {
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

/** Calls `look(page, address)` with every address, signed in as its reader; gathers what it returns, and the faults. */
export async function each(desk, list, options, prepare, look) {
  const found = [];
  for (const role of new Set(list.map((one) => one.role))) {
    const { page, context, faults } = await desk.visitor(role, options);
    await prepare(context);
    for (const one of list.filter((other) => other.role === role)) found.push(...(await look(page, one.address)));
    found.push(...faults);
    await context.close();
  }
  return found;
}
