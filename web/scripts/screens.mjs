// Pictures of every page of the router at 1440 and 390 px, light and dark, as every role that may open it first.
//   TONGGUAN_URL=… TONGGUAN_ACCOUNTS=… node scripts/screens.mjs [folder] [--large] [--only=name] [--as=account]
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { settled, sign_in, site, start_browser } from './browser.mjs';
import { all_pages, filled_path } from './pages.mjs';

const options = process.argv.slice(2).filter((word) => word.startsWith('--'));
const folder = process.argv.slice(2).find((word) => !word.startsWith('--')) ?? 'screens';
const only = options.find((word) => word.startsWith('--only='))?.slice(7);
const as = options.find((word) => word.startsWith('--as='))?.slice(5); // this reader first, then the others
const large = options.includes('--large');
const sizes = [
  { name: '1440', width: 1440, height: 900 },
  { name: '390', width: 390, height: 844 },
];
const themes = ['light', 'dark'];

const { url, accounts: listed } = site();
const accounts = as ? [...listed].sort((a, b) => Number(b.account === as) - Number(a.account === as)) : listed;
const pages = (await all_pages()).filter((page) => !only || page.name.startsWith(only));
const browser = await start_browser();
mkdirSync(folder, { recursive: true });
const missing = [];
const taken = [];

async function with_account(account) {
  const context = await browser.newContext({ locale: 'zh-CN', timezoneId: 'Asia/Shanghai' });
  const page = await context.newPage();
  if (account) await sign_in(page, url, account);
  const get = async (path) => (await context.request.get(`${url}${path}`)).json().catch(() => null);
  const session = account ? await get('/api/session') : null;
  return { context, page, get, rights: new Set(session?.permissions ?? []) };
}
const allowed = (page, rights) => !page.rights || page.rights.some((right) => rights.has(right));

async function take(context, page_of_router, path, who) {
  for (const size of sizes)
    for (const theme of themes) {
      const page = await context.newPage();
      await page.setViewportSize({ width: size.width, height: size.height });
      await page.addInitScript((chosen) => localStorage.setItem('tongguan.appearance', JSON.stringify(chosen)), {
        theme,
        size: large ? 'large' : 'usual',
      });
      await page.goto(`${url}${path}`);
      await settled(page);
      const sideways = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
      if (sideways) missing.push(`${page_of_router.name} at ${size.name} scrolls sideways`);
      const file = `${page_of_router.name}-${size.name}-${theme}${large ? '-large' : ''}.png`;
      await page.screenshot({ path: join(folder, file), fullPage: true });
      taken.push({ file, page: page_of_router.name, path, who });
      await page.close();
    }
}

const open = await with_account(null);
for (const page of pages.filter((one) => one.open)) await take(open.context, page, page.path, 'nobody');
await open.context.close();

const wanted = new Map(pages.filter((page) => !page.open).map((page) => [page.name, page]));
wanted.set('not_found', { name: 'not_found', path: '/no_such_page' });
if (only) wanted.delete('not_found');
for (const account of accounts) {
  if (!wanted.size) break;
  const own = await with_account(account);
  for (const page of [...wanted.values()]) {
    if (!allowed(page, own.rights)) continue;
    const path = await filled_path(page, own.get);
    if (path === null) continue; // this reader's lists are empty; another's may not be
    await take(own.context, page, path, account.account);
    wanted.delete(page.name);
  }
  await own.context.close();
}
await browser.close();
for (const page of wanted.values()) missing.push(`${page.name}: no demo account reaches it with data`);
writeFileSync(join(folder, 'screens.json'), JSON.stringify(taken, null, 2));
console.log(`${taken.length} pictures in ${folder}`);
for (const line of missing) console.error(line);
process.exit(missing.length ? 1 : 0);
