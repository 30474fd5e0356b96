import assert from 'node:assert/strict';
import { test } from 'node:test';
import { with_modules } from '../scripts/load_module.mjs';

test('only a path of this site is a way back', () =>
  with_modules(['/router/way_back.ts'], ({ safe_way_back }) => {
    for (const good of [
      '/',
      '/account',
      '/service-centre/cases?state=returned&q=2021-1',
      '/reporting/reports/2021#p3',
      '/a//b',
    ])
      assert.equal(safe_way_back(good), good);
    for (const bad of [
      undefined,
      null,
      ['/account'],
      '',
      'account',
      '//evil.example',
      '///evil.example',
      '/\\evil.example',
      '/\t/evil.example',
      '/\n/evil.example',
      '/a\\b',
      'https://evil.example',
      'javascript:alert(1)',
      ' //evil.example',
      '/sign_in?to=/sign_in',
      '/redeem',
    ])
      assert.equal(safe_way_back(bad), '/', JSON.stringify(bad));
  }));
