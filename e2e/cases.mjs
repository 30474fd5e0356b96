// A pass applied for and accepted through the routes, for tests that begin in the middle of a case's life.
export async function applied_for_pass(clerk, words = {}) {
  const { items } = await clerk.get('/api/service_centre/items');
  const item = items.find((one) => one.code === 'person_pass');
  const { materials } = await clerk.get(`/api/service_centre/items/${item.id}`);
  const today = (await clerk.get('/api/session')).business_now.slice(0, 10);
  return clerk.post('/api/service_centre/cases', {
    item: item.id,
    form: {
      holder_name: '测试人员（示例）',
      pass_kind: 'staff',
      valid_from: today,
      valid_until: today,
      areas: ['annex'],
      reason: '端到端测试所需的通行证。',
      ...words,
    },
    materials: materials.filter((one) => one.required).map(({ key }) => ({ key, state: 'given' })),
  });
}

export async function accepted_pass(clerk, acceptor) {
  const { id } = await applied_for_pass(clerk);
  const { row } = await acceptor.get(`/api/service_centre/cases/${id}`);
  await acceptor.post(`/api/service_centre/cases/${id}/accept`, { version: row.version, note: '' });
  return id;
}
