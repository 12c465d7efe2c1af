import { describe, expect, it } from 'vitest';
import type { CommittedEvent } from '../../core/ports.ts';
import { RecentEvents } from './recent-events.ts';

const kindOf = (id: number) => (id % 2 === 0 ? 'alarm' : 'case');
const event = (id: number): CommittedEvent => ({
  ...{ id, kind: kindOf(id), subjectId: `s-${id}` },
  ...{ at: id * 10, body: {} },
});
const events = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => event(from + i));

/** A feed of alarms, and which ids it asked the disk for. */
function feedOf(recent: RecentEvents) {
  const asked: number[] = [];
  const feed = recent.feed(
    {
      events: async (after) => {
        asked.push(after);
        return [];
      },
      eventBacklog: async (after) => {
        asked.push(after);
        return { pending: 0, oldestAt: null, end: 0 };
      },
    },
    ['alarm'],
  );
  return { feed, asked };
}
const idsOf = (list: readonly CommittedEvent[]) => list.map(({ id }) => id);

describe('recent events', () => {
  it('are given from memory, of the kinds asked for, as many as asked for', async () => {
    const recent = new RecentEvents();
    const { feed, asked } = feedOf(recent);
    recent.add(events(7, 9));
    recent.add(events(10, 13));
    expect(idsOf(await feed.read(6, 10))).toEqual([8, 10, 12]);
    expect(idsOf(await feed.read(8, 1))).toEqual([10]);
    expect(await feed.backlog(8)).toEqual({ pending: 2, oldestAt: 100, end: 13 });
    expect(await feed.backlog(12)).toEqual({ pending: 0, oldestAt: null, end: 13 });
    expect(asked).toEqual([]);
  });

  it('leave to the disk whatever they may not have all of', async () => {
    const recent = new RecentEvents();
    const { feed, asked } = feedOf(recent);
    await feed.read(0, 10);
    recent.add(events(7, 9));
    await feed.read(5, 10);
    await feed.backlog(5);
    expect(asked).toEqual([0, 5, 5]);
  });

  it('forget the oldest, and say so', async () => {
    const recent = new RecentEvents();
    const { feed, asked } = feedOf(recent);
    for (let id = 1; id <= 2_000; id += 4) recent.add(events(id, id + 3));
    await feed.read(1_499, 1_000);
    expect(asked).toEqual([1_499]);
    const kept = idsOf(await feed.read(1_500, 1_000));
    expect(kept).toEqual(idsOf(events(1_501, 2_000)).filter((id) => kindOf(id) === 'alarm'));
    expect(asked).toHaveLength(1);
  });
});
