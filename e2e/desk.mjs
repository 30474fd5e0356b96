// What the tests of the desk share: the server under test, a browser, signed-in pages, and the watch over each page for
// script errors and breaches of the content security policy.
import assert from 'node:assert/strict';
import { settled, sign_in, site, start_browser } from '../web/scripts/browser.mjs';
import { running_server } from './server.mjs';

export { settled };

export async function open_desk() {
  const server = await running_server();
  const browser = await start_browser();
  const { url, account } = site();
  const contexts = [];

  /** A page of its own browser profile; signed in when a role is named. */
  async function visitor(role, { width = 1440, height = 900, theme = 'light', size = 'usual', language = '' } = {}) {
    const context = await browser.newContext({
      locale: 'zh-CN',
      timezoneId: 'Asia/Shanghai',
      viewport: { width, height },
      reducedMotion: 'reduce',
    });
    contexts.push(context);
    await context.addInitScript(
      (chosen) => {
        const { language: spoken, ...appearance } = chosen;
        if (!localStorage.getItem('tongguan.appearance'))
          localStorage.setItem('tongguan.appearance', JSON.stringify(appearance));
        if (spoken) localStorage.setItem('tongguan.language', spoken);
      },
      { theme, size, language },
    );
    const page = await context.newPage();
    const faults = watch(page);
    if (role) await sign_in(page, url, account(role));
    return {
      page,
      context,
      faults,
      get: (path) => get_json(context, url, path),
      post: (path, body) => post_json(context, url, path, body),
    };
  }
  return {
    url,
    account,
    visitor,
    async close() {
      await Promise.all(contexts.map((context) => context.close()));
      await browser.close();
      await server.stop();
    },
  };
}

async function get_json(context, url, path) {
  const answer = await context.request.get(`${url}${path}`);
  return answer.ok() ? answer.json() : null;
}

// As the desk itself would: with the session's token and this site's origin.
async function post_json(context, url, path, data) {
  const { csrf } = await get_json(context, url, '/api/session');
  const answer = await context.request.post(`${url}${path}`, {
    headers: { 'x-csrf-token': csrf, origin: url },
    data,
  });
  assert.ok(answer.ok(), `POST ${path}: ${answer.status()} ${await answer.text()}`);
  return answer.json();
}

// Refusals by design (401, 403, 404, 409, 422) are logged by Chromium as failed loads; they are no fault.
const expected_noise = /Failed to load resource/;

function watch(page) {
  const faults = [];
  page.on('pageerror', (error) => faults.push(`script: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error' && !expected_noise.test(message.text())) faults.push(`console: ${message.text()}`);
  });
  return faults;
}

export function none(faults) {
  assert.deepEqual(faults, []);
}

/** Waits until the text stands on the page and is seen. */
export async function sees(page, text) {
  await page.getByText(text).first().waitFor({ state: 'visible' });
}
