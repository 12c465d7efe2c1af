import { afterEach, expect, test } from 'vitest';
import { startTestHub, type TestHub } from '../test-hub.ts';

let hub: TestHub;

afterEach(async () => {
  await hub.app.close();
});

test('a letter is drafted and signed without a body: the timeline and the login say all', async () => {
  const letter = { id: 'C-1-L1', caseId: 'C-1' };
  hub = await startTestHub({
    given: { case: async (id) => ({ id, unit_id: 'U-1' }), letters: async () => [letter as never] },
  });
  for (const path of ['/cases/C-1/letters', '/cases/C-1/letters/C-1-L1/sign']) {
    expect((await hub.call('operator', 'POST', path)).status).toBeLessThan(300);
  }
  expect(hub.commands).toMatchObject([
    { name: 'letter.draft', body: { caseId: 'C-1', edit: {} } },
    { name: 'letter.sign', body: { letterId: 'C-1-L1', signer: 'operator' } },
  ]);
});
