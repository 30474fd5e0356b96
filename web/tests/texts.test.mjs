import assert from 'node:assert/strict';
import { test } from 'node:test';
import { with_modules } from '../scripts/load_module.mjs';

test('placeholders and plurals are filled, unknown ones stay', () =>
  with_modules(['/i18n/texts.ts'], ({ filled, grouped, t, has_text }) => {
    assert.equal(filled('剩 {n} 个工作日', { n: 3 }), '剩 3 个工作日');
    const days = '{n, plural, one {# working day} other {# working days}} left';
    assert.equal(filled(days, { n: 1 }), '1 working day left');
    assert.equal(filled(days, { n: 0 }), '0 working days left');
    assert.equal(filled('{n, plural, other {# 件}}', { n: 1 }), '1 件');
    assert.equal(filled('{a} {b}', { a: '{b}', b: 'x' }), '{b} x', 'a value is never read as a placeholder again');
    assert.equal(filled('{missing}', {}), '{missing}');
    assert.equal(t('web.product'), '统管');
    assert.equal(t('已由服务器写好的句子'), '已由服务器写好的句子');
    assert.equal(has_text('web.no_such_text'), false);
    assert.equal(grouped(13482), '13,482');
    assert.equal(grouped('1234567.50'), '1,234,567.50');
    assert.equal(grouped(7), '7');
  }));
