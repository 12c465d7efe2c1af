import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OutletAction, OutletDesk, OutletState } from '../../core/outlet.ts';
import { startTestHub, type TestHub, testNow } from '../test-hub.ts';

const done: (readonly [string, OutletAction])[] = [];
const state: OutletState = {
  ...{ name: 'influx', sent: 12, pending: 3, oldestPendingAt: testNow - 90_000, dead: 1, paused: false },
  ...{ failure: { zh: '没有回应', en: 'away' }, failingSince: testNow - 30_000, attempts: 4, takenTo: 12 },
};
const desk: OutletDesk = {
  states: () => [state],
  act(name, action) {
    done.push([name, action]);
    return name === 'influx';
  },
  deadLetters: (name) =>
    name === 'influx'
      ? {
          items: [{ id: 7, key: 'k', payload: 'p', reason: 'bad', at: testNow, attempts: 2 }],
          nextCursor: '7',
        }
      : null,
};

let hub: TestHub;
beforeAll(async () => {
  hub = await startTestHub({ outlets: desk });
});
afterAll(() => hub.app.close());

describe('outlets', () => {
  it('say how they stand, in ages as seen now', async () => {
    const { body } = await hub.call('operator', 'GET', '/outlets');
    expect(body.items).toEqual([
      {
        ...{ name: 'influx', sent: 12, pending: 3, oldest_pending_s: 90, dead: 1, paused: false },
        ...{ failure: 'away', failing_s: 30, attempts: 4 },
      },
    ]);
    const accounting = await hub.call('viewer', 'GET', '/accounting');
    expect(accounting.body.outlets).toEqual({
      influx: { sent: 12, pending: 3, oldest_pending_s: 90, dead: 1 },
    });
  });

  it('show what they could not deliver', async () => {
    const { body } = await hub.call('operator', 'GET', '/outlets/influx/dead-letters');
    expect(body).toEqual({
      items: [{ id: '7', at: '2026-07-01T08:00:00.000Z', reason: 'bad', attempts: 2, payload: 'p' }],
      next_cursor: '7',
    });
    expect((await hub.call('operator', 'GET', '/outlets/none/dead-letters')).status).toBe(404);
  });

  it('are paused, resumed and retried by an admin, with an audit entry first', async () => {
    for (const action of ['pause', 'resume', 'retry']) {
      expect((await hub.call('admin', 'POST', `/outlets/influx/${action}`)).status).toBe(200);
    }
    expect(done.map(([, action]) => action)).toEqual(['pause', 'resume', 'retry']);
    expect(hub.commands.map(({ name, body }) => [name, body])).toContainEqual([
      'outlet.act',
      { name: 'influx', action: 'pause' },
    ]);
    expect((await hub.call('operator', 'POST', '/outlets/influx/pause')).status).toBe(403);
    expect((await hub.call('admin', 'POST', '/outlets/none/pause')).status).toBe(404);
    expect((await hub.call('admin', 'POST', '/outlets/influx/destroy')).status).toBe(400);
  });
});
