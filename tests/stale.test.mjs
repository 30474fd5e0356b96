// Two browsers see one case; one is faster. The other is told who, when and what was changed, and nothing of its own
// was done.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { House, cases, new_pass, see_case, take } from './server.mjs';

const house = new House();
let server;
before(async () => (server = await house.serve()));
after(() => house.close());

test('a stale version is a conflict that carries the difference', async () => {
  const [clerk, acceptor, head] = [
    await server.sign_in('clerk'),
    await server.sign_in('acceptor'),
    await server.sign_in('division_head'),
  ];
  const { id } = (await new_pass(clerk, '两处')).body;
  const { version } = (await see_case(head, id)).row;
  assert.equal((await take(acceptor, id, 'accept')).status, 200);
  const stands = (await see_case(acceptor, id)).row;

  // The head decides on the page that was opened before the acceptance.
  const late = await head.post(`${cases}/${id}/approve`, { version, opinion: '同意' });
  assert.equal(late.status, 409, late.text);
  assert.equal(late.body.key, 'work.stale_version', late.text);
  assert.equal(late.body.args.who, acceptor.session.person.name, late.text);
  const changed = Object.fromEntries(
    late.body.errors.filter((error) => error.key === 'work.field_changed').map((error) => [error.field, error.args]),
  );
  assert.equal(changed.state.before, 'submitted', late.text);
  assert.equal(changed.state.after, 'accepted');
  assert.equal(changed.due_on.before, '', 'no day was promised before');
  assert.equal(changed.due_on.after, stands.due_on);
  assert.equal(changed.due_on.field, 'service_centre.case.due_on');
  assert.ok(!('title' in changed), 'what nobody touched is not named');
  assert.deepEqual((await see_case(acceptor, id)).row, stands, 'and nothing was done');

  // With what stands now before one's eyes, the step goes through.
  const seen = await head.post(`${cases}/${id}/approve`, { version: stands.version, opinion: '同意' });
  assert.equal(seen.status, 200, seen.text);
});
