import assert from 'node:assert/strict';
import { test } from 'node:test';
import { with_modules } from '../scripts/load_module.mjs';

const today = '2021-12-31';
const days = (use) => with_modules(['/components/days.ts'], use);

test('a day is read as people write it, and nothing is guessed', () =>
  days(({ read_day }) => {
    for (const [typed, meant] of [
      ['2021-12-31', '2021-12-31'],
      ['20211231', '2021-12-31'],
      ['2021/1/2', '2021-01-02'],
      ['2021.01.02', '2021-01-02'],
      ['2021年1月2日', '2021-01-02'],
      ['2021 年 1 月 2 日', '2021-01-02'],
      ['2021年1月2', '2021-01-02'],
      ['２０２１－１２－３１', '2021-12-31'],
      [' 2021–12–31 ', '2021-12-31'],
      ['今天', today],
      ['Today', today],
      ['2020-02-29', '2020-02-29'],
      ['2000-02-29', '2000-02-29'],
      ['2021-02-29', ''],
      ['1900-02-29', ''],
      ['2021-04-31', ''],
      ['2021-13-01', ''],
      ['2021-00-10', ''],
      ['2021-12-00', ''],
      ['21-12-31', ''],
      ['12-31', ''],
      ['31/12/2021', ''],
      ['2021123', ''],
      ['2021-12-31 09:00', ''],
      ['1899-12-31', ''],
      ['2200-01-01', ''],
      ['明年', ''],
      ['', ''],
    ])
      assert.equal(read_day(typed, today), meant, typed);
  }));

test('only a day of the calendar in its one form is a day', () =>
  days(({ is_day }) => {
    assert.ok(is_day('2021-12-31'));
    for (const not of ['2021-2-3', '20211231', '2021-02-30', '2021-12-31T00:00:00Z', '今天', ''])
      assert.ok(!is_day(not), not);
  }));

test('a month is laid out in whole weeks from Monday', () =>
  days(({ weeks_of }) => {
    const december = weeks_of('2021-12-31');
    assert.equal(december.length, 5);
    assert.deepEqual(december[0], [
      '2021-11-29',
      '2021-11-30',
      '2021-12-01',
      '2021-12-02',
      '2021-12-03',
      '2021-12-04',
      '2021-12-05',
    ]);
    assert.equal(december[4][6], '2022-01-02');
    assert.deepEqual(
      weeks_of('2021-02-15').map((row) => row[0]),
      ['2021-02-01', '2021-02-08', '2021-02-15', '2021-02-22'],
    );
    assert.equal(weeks_of('2021-08-01').length, 6);
  }));

test('the keyboard walks over the month as the practices say', () =>
  days(({ walked }) => {
    for (const [from, key, shift, to] of [
      ['2021-12-31', 'ArrowRight', false, '2022-01-01'],
      ['2022-01-01', 'ArrowLeft', false, '2021-12-31'],
      ['2021-12-31', 'ArrowDown', false, '2022-01-07'],
      ['2021-12-31', 'ArrowUp', false, '2021-12-24'],
      ['2021-12-31', 'Home', false, '2021-12-27'],
      ['2021-12-26', 'Home', false, '2021-12-20'],
      ['2021-12-27', 'End', false, '2022-01-02'],
      ['2021-12-31', 'PageUp', false, '2021-11-30'],
      ['2022-01-31', 'PageDown', false, '2022-02-28'],
      ['2020-02-29', 'PageDown', true, '2021-02-28'],
      ['2020-02-29', 'PageUp', true, '2019-02-28'],
      ['2199-12-31', 'ArrowRight', false, '2199-12-31'],
      ['2199-12-31', 'PageDown', false, '2199-12-31'],
      ['1900-01-01', 'PageUp', true, '1900-01-01'],
      ['2021-12-31', 'a', false, ''],
      ['2021-12-31', 'Enter', false, ''],
    ])
      assert.equal(walked(from, key, shift), to, `${from} ${key}`);
  }));
