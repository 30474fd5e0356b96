import assert from 'node:assert/strict';
import { test } from 'node:test';
import { with_modules } from '../scripts/load_module.mjs';

const chrome = '(KHTML, like Gecko) Chrome/96.0.4664.110';
const phone = 'Mozilla/5.0 (iPhone; CPU iPhone OS 15_2 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)';

test('a browser is named by its most particular name, with its system', () =>
  with_modules(['/pages/account/browsers.ts'], ({ browser_in_words }) => {
    for (const [agent, words] of [
      [`Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 ${chrome} Safari/537.36`, 'Chrome 96 · Windows'],
      [`Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 ${chrome} Safari/537.36 Edg/96.0.1054.62`, 'Edge 96 · Windows'],
      [`Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 ${chrome} Safari/537.36 QIHU 360SE`, '360 浏览器 · Windows'],
      [`Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 ${chrome} Safari/537.36`, 'Chrome 96 · Linux'],
      ['Mozilla/5.0 (X11; Linux x86_64; rv:95.0) Gecko/20100101 Firefox/95.0', 'Firefox 95 · Linux'],
      [`Mozilla/5.0 (Linux; Android 11) AppleWebKit/537.36 ${chrome} Mobile Safari/537.36`, 'Chrome 96 · Android'],
      [`${phone} Version/15.2 Mobile/15E148 Safari/604.1`, 'Safari 15 · iOS'],
      [`${phone} Mobile/15E148 MicroMessenger/8.0.16`, '微信 8 · iOS'],
      [`${phone} Mobile/15E148 AliApp(DingTalk/6.3.5) TaurusApp`, '浙政钉 · iOS'],
    ])
      assert.equal(browser_in_words(agent), words);
  }));

test('what is not known is shown as it calls itself, and nothing as unknown', () =>
  with_modules(['/pages/account/browsers.ts'], ({ browser_in_words }) => {
    assert.equal(browser_in_words('curl/7.88.1'), 'curl/7.88.1');
    assert.equal(browser_in_words(''), '浏览器未知');
  }));
