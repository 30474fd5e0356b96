// The annual report on the command line: the same figures as the interface gives, every other slot honestly empty.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { House } from './server.mjs';

const no_source = '〔尚无数据来源〕';
const answered_keys = ['service_centre.cases', 'service_centre.satisfaction'];
const slots = 39 + 22 + 4; // figures, facts, plan figures of 2021

describe('the report of 2021', { concurrency: false }, () => {
  const house = new House();
  let page; // as the interface gives it to who may see everything
  let figures;
  let md;
  let html;
  before(async () => {
    const server = await house.serve();
    const director = await server.sign_in('director');
    page = (await director.get('/api/reporting/reports/2021')).body;
    figures = new Map();
    for (const key of answered_keys)
      figures.set(key, (await director.get(`/api/reporting/indicators/${key}?year=2021`)).body);
    md = house.run('report', '2021', '--format', 'md');
    html = house.run('report', '2021', '--format', 'html');
  });
  after(() => house.close());

  const parts = () => page.sections.flatMap((section) => section.items.flatMap((item) => item.parts));

  test('two figures are answered, and they are the figures of the interface', () => {
    assert.deepEqual([page.figures, page.facts, page.plans, page.answered], [39, 22, 4, 2]);
    const shown = new Map(parts().map((part) => [part.key, part]));
    for (const [key, figure] of figures) {
      const { text, unit, state } = shown.get(key);
      assert.ok(figure.records > 0 && ['answered', 'exact'].includes(state), key);
      assert.equal(text, figure.printed);
      assert.equal(state, figure.form_fits ? 'answered' : 'exact');
      assert.ok(html.includes(`<b class="slot" data-key="${key}">${text}${unit}</b>`), `${key}: ${text}${unit}`);
    }
    assert.deepEqual(
      [...html.matchAll(/<b class="slot" data-key="([\w.]+)">/g)].map(([, key]) => key).sort(),
      answered_keys,
    );
    const item = page.sections.flatMap((section) => section.items).find((one) => one.parts.some((part) => part.key === answered_keys[0]));
    const said = item.parts.map((part) => (part.state === 'no_source' ? no_source + part.unit : part.text + part.unit)).join('');
    assert.ok(md.includes(`${item.number}. **${item.title}** ${said}\n`), said);
  });

  test('every other slot says that it has no source', () => {
    for (const text of [md, html]) assert.equal(text.split(no_source).length - 1, slots - 2);
    assert.equal(html.match(/<i class="empty" data-key="[\w.]+">/g).length, slots - 2);
  });

  test('eighteen items in order, and the plans for 2022 in a section of their own at the end', () => {
    const [results, plans] = md.split(/^## 2022年工作思路.*$/m);
    assert.deepEqual(
      [...results.matchAll(/^(\d+)\. \*\*/gm)].map(([, number]) => Number(number)),
      Array.from({ length: 18 }, (_, index) => index + 1),
    );
    assert.equal(plans.split(no_source).length - 1, 4);
    assert.doesNotMatch(plans, /^## /m);
    const headings = [...html.matchAll(/<h2>(.*?)<\/h2>/g)].map(([, heading]) => heading);
    assert.match(headings.at(-1), /^2022年工作思路（计划数/);
    assert.deepEqual(headings, page.sections.map((section) => section.title));
  });

  test('a demo says that its figures are invented, in both forms and languages', () => {
    for (const text of [md, html]) assert.ok(text.indexOf('演示数据') < text.indexOf('数字栏') && text.includes('演示数据'));
    assert.match(house.run('report', '2021', '--language', 'en'), /Demonstration data/);
  });

  test('the page stands by itself: no script, nothing fetched from elsewhere', () => {
    assert.match(html, /^<!doctype html>\n<html lang="zh">/);
    assert.doesNotMatch(html, /<script|<link|<img|https?:|url\(/);
    assert.ok(html.endsWith('</body></html>\n'));
  });

  test('an unknown year, form or word is refused in words', () => {
    const year = house.call('report', '1999');
    assert.deepEqual([year.status, year.stdout], [1, '']);
    assert.match(year.stderr, /没有 1999 年的报告模板/);
    const form = house.call('report', '2021', '--format', 'docx');
    assert.deepEqual([form.status, form.stdout], [2, '']);
    assert.match(form.stderr, /format/);
    assert.match(form.stderr, /md/);
    for (const words of [['report'], ['report', 'last'], ['report', '2021', '2022']]) {
      const told = house.call(...words);
      assert.equal(told.status, 2, words.join(' '));
      assert.match(told.stderr, /tongguan report <年度>/);
    }
  });
});
