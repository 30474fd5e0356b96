// Chromium as the tests and the screenshots use it: Debian's, headless, fixed size, without network of its own.
import { existsSync, readFileSync } from 'node:fs';
import { chromium } from 'playwright-core';

const places = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

export async function start_browser() {
  const executablePath = places.find((place) => place && existsSync(place));
  if (!executablePath) throw new Error('Chromium is not installed: run script/setup, or name it in CHROMIUM.');
  const as_root = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return chromium.launch({
    executablePath,
    args: [...as_root, '--disable-dev-shm-usage', '--disable-gpu', '--font-render-hinting=none', '--lang=zh-CN'],
  });
}

/** Where the server is and who may sign in: TONGGUAN_URL and the file named by TONGGUAN_ACCOUNTS. */
export function site() {
  const url = (process.env.TONGGUAN_URL ?? '').replace(/\/$/, '');
  const file = process.env.TONGGUAN_ACCOUNTS ?? '';
  if (!url || !file)
    throw new Error('Name the running demo: TONGGUAN_URL and TONGGUAN_ACCOUNTS (the file it wrote).');
  const { accounts: listed } = JSON.parse(readFileSync(file, 'utf8'));
  // The demo names each account after the role it shows.
  const accounts = listed.map(({ login, password }) => ({ account: login, password, role: login }));
  return {
    url,
    accounts,
    account(role) {
      const found = accounts.find((one) => one.role === role);
      if (!found) throw new Error(`No demo account with the role ${role} in ${file}.`);
      return found;
    },
  };
}

export async function sign_in(page, url, account) {
  await page.goto(`${url}/sign_in`);
  await page.fill('#account', account.account);
  await page.fill('#password', account.password);
  await Promise.all([page.waitForURL((to) => !to.pathname.startsWith('/sign_in')), page.press('#password', 'Enter')]);
}

/** Nothing is being read any more and nothing moves. */
export async function settled(page) {
  await page.waitForLoadState('domcontentloaded');
  await page.waitForSelector('main h1', { state: 'attached' });
  await page.waitForFunction(() => !document.querySelector('.sk'), null, { timeout: 10_000 });
  await page.evaluate(async () => {
    await document.fonts.ready;
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  });
}
