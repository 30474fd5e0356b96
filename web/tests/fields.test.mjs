import assert from 'node:assert/strict';
import { test } from 'node:test';
import { with_modules } from '../scripts/load_module.mjs';

const field = (more) => ({ name: 'x', label: 'x', type: 'text', required: true, ...more });
const cases = [
  [{ max: 3 }, 'abcd', 'web.form.too_long'],
  [{ max: 3 }, '𠮷𠮷𠮷', ''], // code points, not UTF-16 units
  [{ min: 2, max: 9 }, ' a ', 'web.form.too_short'],
  [{}, '', 'web.form.required'],
  [{}, undefined, 'web.form.required'],
  [{ required: false }, '', ''],
  [{ type: 'words' }, [], 'web.form.required'],
  [{ type: 'integer', min: 1, max: 50 }, '0', 'web.form.too_small'],
  [{ type: 'integer', min: 1, max: 50 }, '51', 'web.form.too_large'],
  [{ type: 'integer', min: 1, max: 50 }, '1.5', 'web.form.not_number'],
  [{ type: 'integer', min: 1, max: 50 }, '50', ''],
  [{ type: 'integer' }, '-1', 'web.form.too_small'],
  [{ type: 'money' }, '1234.50', ''],
  [{ type: 'money' }, '1234.505', 'web.form.not_money'],
  [{ type: 'money' }, '1,234', 'web.form.not_money'],
  [{ type: 'date' }, '2021-12-31', ''],
  [{ type: 'date' }, '2021-13-01', 'web.form.not_date'],
  [{ type: 'date' }, '31.12.2021', 'web.form.not_date'],
];

test('faults are found before sending', () =>
  with_modules(['/components/fields.ts', '/i18n/texts.ts'], ({ faults_of }, { t }) => {
    for (const [more, value, key] of cases) {
      const [fault] = faults_of([field(more)], { x: value });
      const wanted = key.startsWith('web.form.too') ? t(key).slice(0, 2) : key && t(key);
      assert.ok(
        key ? fault?.message.startsWith(wanted) : !fault,
        `${JSON.stringify(more)} ${String(value)}: ${fault?.message}`,
      );
    }
  }));

test('what is sent has no blanks around it, numbers are numbers, empty ones are left out', () =>
  with_modules(['/components/fields.ts'], ({ to_send }) => {
    const fields = [
      { name: 'reason', type: 'text', label: 'x', required: true },
      { name: 'copies', type: 'integer', label: 'x', required: true },
      { name: 'areas', type: 'words', label: 'x', required: false },
      { name: 'day', type: 'date', label: 'x', required: false },
      { name: 'agree', type: 'boolean', label: 'x', required: false },
    ];
    assert.deepEqual(to_send(fields, { reason: ' 事由 ', copies: '3', areas: [], day: '', agree: false, other: 1 }), {
      reason: '事由',
      copies: 3,
      agree: false,
    });
  }));
