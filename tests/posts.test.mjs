// A person acts under one post at a time: rights, lists and what the audit says are the post's, and a switch changes
// them all at once. Who is asked about a case of his other post reads it until he has answered.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { House, cases, new_pass, see_case, take } from './server.mjs';

const house = new House();
let server;
let clerk;
let acceptor;

const other_of = ({ session }) => session.posts.find((post) => post.id !== session.post.id);
async function switch_to(person, post) {
  const answer = await person.post('/api/session/switch_post', { post: post.id });
  assert.equal(answer.status, 200, answer.text);
  return person.refresh();
}
const listed = async (person) => {
  const answer = await person.get(`${cases}?limit=100`);
  assert.equal(answer.status, 200, answer.text);
  return answer.body.items.map((line) => line.id);
};

describe('one person, two posts', () => {
  before(async () => {
    server = await house.serve();
    clerk = await server.sign_in('clerk');
    acceptor = await server.sign_in('acceptor');
  });
  after(() => house.close());

  test('rights and lists are those of the post; the switch turns the token', async () => {
    const of_city = (await new_pass(clerk)).body.id;
    const of_district = (await new_pass(await server.sign_in('district_admin'))).body.id;
    const head = await server.sign_in('division_head2');
    const [main, second] = [head.session.post, other_of(head)];
    assert.notEqual(second.unit_name, head.session.unit.name);
    assert.ok(head.session.permissions.includes('service_centre.case.decide'));
    assert.ok((await listed(head)).includes(of_city));

    const before_it = [...head.cookies];
    await switch_to(head, second);
    assert.equal(head.session.post.id, second.id);
    assert.equal(head.session.unit.name, second.unit_name);
    assert.ok(!head.session.permissions.includes('service_centre.case.decide'));
    const now = await listed(head);
    assert.ok(now.includes(of_district) && !now.includes(of_city), now.join());
    assert.equal((await head.get(`${cases}/${of_city}`)).status, 404);
    const decided = await head.post(`${cases}/${of_district}/approve`, { version: 1 });
    assert.deepEqual([decided.status, decided.body.key], [403, 'access.no_right']);
    const kept = server.nobody();
    kept.cookies = new Map(before_it);
    assert.equal((await kept.get(cases)).status, 401, 'the token of the other post is worth nothing');

    await switch_to(head, main);
    assert.ok(head.session.permissions.includes('service_centre.case.decide'));
    assert.ok((await listed(head)).includes(of_city));
  });

  test('the case and the audit name the post under which it was done', async () => {
    const head = await server.sign_in('division_head2');
    const done = [];
    for (const post of [head.session.post, other_of(head)]) {
      if (post.id !== head.session.post.id) await switch_to(head, post);
      const { id } = (await new_pass(head)).body;
      done.push({ id, post: post.id, unit: head.session.unit.id });
      assert.equal((await see_case(head, id)).row.unit, head.session.unit.id);
    }
    assert.notEqual(done[0].unit, done[1].unit);
    const auditor = await server.sign_in('audit_admin');
    for (const { id, post, unit } of done) {
      const [entry] = (await auditor.get(`/api/audit/entries?entity=service_centre.case&record=${id}`)).body.items;
      assert.deepEqual([entry.person, entry.post, entry.unit], [head.session.person.id, post, unit]);
    }
    const switches = (
      await auditor.get(`/api/audit/entries?person=${head.session.person.id}&verb=access.switch_post`)
    ).body.items;
    assert.ok(switches.length >= 1);
  });

  test('who is asked about a case of his other post reads it until he has answered', async () => {
    const head = await server.sign_in('division_head2');
    const { id } = (await new_pass(head, '示例庚')).body;
    const unasked = (await new_pass(head, '示例辛')).body.id;
    assert.equal((await take(acceptor, id, 'accept')).status, 200);
    await switch_to(head, other_of(head));
    assert.equal((await head.get(`${cases}/${id}`)).status, 404, 'the bureau is asked, not he');

    assert.equal((await take(acceptor, id, 'return', { notice: '请补正' })).status, 200);
    const mine = (await head.get('/api/tasks')).body.items.filter((task) => task.address.endsWith(`/${id}`));
    assert.equal(mine.length, 1, 'it stands in his workbench');
    const page = await head.get(`${cases}/${id}`);
    assert.equal(page.status, 200, page.text);
    assert.equal(page.body.row.notice, '请补正');
    assert.ok(page.body.materials.length > 0, 'with what hangs on it');
    assert.ok((await head.get(`${cases}/${id}/time_line`)).body.items.length >= 3);
    assert.ok(!(await listed(head)).includes(id), 'that record, in no list');
    assert.equal((await head.get(`${cases}/${unasked}`)).status, 404, 'and no other');

    const answered = await head.post(`${cases}/${id}/resubmit`, { version: page.body.row.version, note: '已补正' });
    assert.equal(answered.status, 200, answered.text);
    assert.equal(answered.body.row.state, 'accepted', 'he is told what came of it');
    assert.equal((await head.get(`${cases}/${id}`)).status, 404, 'the right ended with the to-do');
    assert.equal((await head.get(`${cases}/${id}/time_line`)).status, 404);
  });
});
