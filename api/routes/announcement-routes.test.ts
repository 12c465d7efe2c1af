import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Announcement, AnnouncementDesk } from '../../core/announcement.ts';
import { SluiceError } from '../../core/error.ts';
import { startTestHub, type TestHub, testNow } from '../test-hub.ts';

const announcement: Announcement = {
  ...{ id: 'east.7', zone: 'east', alarmId: 'A000007', pointId: 'flood-1', severity: 'red', text: '请绕行' },
  ...{ decision: 'waiting', at: testNow, decidedAt: null, decidedBy: null },
};
let kept = announcement;
let isAway = false;
const desk: AnnouncementDesk = {
  ask: async () => null,
  list: () => ({ items: [kept], nextCursor: null }),
  waiting: () => (kept.decision === 'waiting' ? [kept] : []),
  zones: () => [{ name: 'east', lastSpokenAt: testNow, coolsUntil: testNow + 60_000, isQuiet: false }],
  find: (id) => (id === kept.id ? kept : null),
  async act(_id, action, by) {
    if (isAway) throw new SluiceError('speakers answered 502', { code: 'webhook_away', retryable: true });
    const decision = action === 'confirm' ? 'spoken' : 'refused';
    kept = { ...kept, decision, decidedAt: testNow, decidedBy: by };
    return kept;
  },
};

let hub: TestHub;
beforeAll(async () => {
  hub = await startTestHub({ announcements: desk });
});
afterAll(() => hub.app.close());

describe('announcements', () => {
  it('that wait are confirmed by an operator, with an audit entry first; the second word comes too late', async () => {
    expect((await hub.call('viewer', 'POST', '/announcements/east.7/confirm')).status).toBe(403);
    const waiting = async () => (await hub.call('viewer', 'GET', '/announcements?waiting=true')).body.items;
    expect(await waiting()).toMatchObject([{ id: 'east.7' }]);
    isAway = true;
    expect((await hub.call('operator', 'POST', '/announcements/east.7/confirm')).status).toBe(503);
    isAway = false;
    const { status, body } = await hub.call('operator', 'POST', '/announcements/east.7/confirm');
    expect([status, body.decision, body.decided_by]).toEqual([200, 'spoken', 'operator']);
    expect(hub.commands.at(-1)).toMatchObject({
      ...{ name: 'announcement.note', actor: { name: 'operator' } },
      body: { name: 'east.7', decision: 'confirm', zone: 'east', alarm: 'A000007', text: '请绕行' },
    });
    const commands = hub.commands.length;
    expect((await hub.call('operator', 'POST', '/announcements/east.7/refuse')).status).toBe(409);
    expect(hub.commands).toHaveLength(commands);
    expect((await hub.call('operator', 'POST', '/announcements/none/refuse')).status).toBe(404);
    expect(await waiting()).toEqual([]);
    const zones = await hub.call('viewer', 'GET', '/announcements/zones');
    expect(zones.body.items).toEqual([
      {
        ...{ name: 'east', last_spoken_at: '2026-07-01T08:00:00.000Z', quiet: false },
        cools_until: '2026-07-01T08:01:00.000Z',
      },
    ]);
    const list = await hub.call('viewer', 'GET', '/announcements');
    expect(list.body.items).toMatchObject([{ id: 'east.7', decision: 'spoken', alarm_id: 'A000007' }]);
  });
});
