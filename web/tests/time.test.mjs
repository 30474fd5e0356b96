import assert from 'node:assert/strict';
import { test } from 'node:test';
import { with_modules } from '../scripts/load_module.mjs';

test('dates are those of Hangzhou and of the business clock', () =>
  with_modules(['/time.ts'], (time) => {
    time.set_business_now('2021-12-31T09:00:00+08:00');
    assert.equal(time.day_of(time.business_now_ms()), '2021-12-31');
    assert.equal(time.short_date('2021-12-31T16:30:00Z'), '2022-01-01', 'an instant belongs to its day in Hangzhou');
    assert.equal(time.date_time('2021-12-31T09:05:00+08:00'), '2021-12-31 09:05');
    assert.equal(time.exact_time('2021-12-31T01:05:09Z'), '2021-12-31 09:05:09');
    assert.equal(time.near_date('2021-12-30'), '12-30');
    assert.equal(time.near_date('2022-01-04'), '01-04');
    assert.equal(time.near_date('2020-12-31'), '2020-12-31');
    assert.equal(time.days_between('2021-12-31', '2022-01-02'), 2);
    assert.equal(time.add_days('2020-02-28', 1), '2020-02-29');
    assert.equal(time.weekday_of('2021-12-31'), 5);
    assert.equal(time.date_time(time.instant_of(time.business_now_ms())), '2021-12-31 09:00');
  }));
