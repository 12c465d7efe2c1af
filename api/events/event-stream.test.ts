import fc from 'fast-check';
import { afterEach, expect, test, vi } from 'vitest';
import type { CommittedEvent, LatestValue } from '../../core/ports.ts';
import { TestReader, testLimits } from './test-reader.ts';

const kinds = ['alarm', 'case', 'device', 'command'] as const;

function event(id: number, kind: CommittedEvent['kind'] = 'alarm', unit = 'U-1'): CommittedEvent {
  return { id, kind, subjectId: `S-${id}`, at: id, body: { unit_id: unit } };
}

/** The next `count` events after the one with id `last`, of all kinds in turn. */
function following(last: number, count: number): CommittedEvent[] {
  return Array.from({ length: count }, (_, index) => last + 1 + index).map((id) =>
    event(id, kinds[id % kinds.length]),
  );
}

function latest(metric: string, value: number): LatestValue {
  return { deviceId: 'G-1', metric, measuredAt: 0, value, flags: 0 };
}

afterEach(() => {
  vi.useRealTimers();
});

test('a change is one frame with its kind, id and body', async () => {
  const reader = new TestReader();
  reader.commit(event(7, 'case'));
  await reader.settle();
  expect(reader.texts).toEqual(['event: case\nid: 7\ndata: {"id":"S-7","unit_id":"U-1"}\n\n']);
});

test('a stream starts with what comes, or after the position asked for', async () => {
  const past = [1, 2, 3, 4, 5, 6].map((id) => event(id));
  const fresh = new TestReader({ past });
  const resumed = new TestReader({ past, after: 2 });
  await resumed.settle();
  for (const reader of [fresh, resumed]) {
    reader.commit(event(7));
    await reader.settle();
  }
  expect(fresh.ids).toEqual([7]);
  expect(resumed.ids).toEqual([3, 4, 5, 6, 7]);
});

test('what a reader did not ask for, or may not see, does not reach it, live or from the store', async () => {
  const events = [
    event(1),
    event(2, 'device'),
    event(3, 'case', 'U-2'),
    event(4, 'case'),
    event(5, 'command'),
  ];
  const reader = new TestReader({
    past: events,
    kinds: ['alarm', 'case'],
    shows: ({ kind, body }) => kind !== 'case' || body.unit_id === 'U-1',
    after: 0,
  });
  await reader.settle();
  reader.commit(...events.map((past) => ({ ...past, id: past.id + 10 })));
  await reader.settle();
  expect(reader.ids).toEqual([1, 4, 11, 14]);
});

test('batches of which nothing may be seen are passed over', async () => {
  const past = Array.from({ length: 10 }, (_, index) => event(index + 1));
  const reader = new TestReader({ past, shows: ({ id }) => id > 8, after: 0 });
  await reader.settle();
  expect(reader.ids).toEqual([9, 10]);
});

test('a reader however slow, over a store however slow, gets every change once and in order', async () => {
  const step = fc.oneof(
    fc.integer({ min: 1, max: 9 }).map((count) => ({ kind: 'commit' as const, count })),
    fc.record({
      kind: fc.constantFrom('stall' as const, 'read' as const, 'store' as const, 'turn' as const),
    }),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { maxLength: 40 }),
      fc.integer({ min: 0, max: 12 }),
      fc.array(fc.constantFrom(...kinds), { minLength: 12, maxLength: 12 }),
      fc.constantFrom('before reading' as const, 'with the answer' as const),
      async (steps, resumeAfter, pastKinds, storeWaits) => {
        const past = pastKinds.map((kind, index) => event(index + 1, kind));
        const reader = new TestReader({ past, after: resumeAfter, storeWaits });
        for (const taken of steps) {
          switch (taken.kind) {
            case 'commit':
              reader.commit(...following(reader.log.length, taken.count));
              break;
            case 'stall':
              reader.reads = false;
              break;
            case 'read':
              reader.reads = true;
              reader.drain();
              break;
            case 'store':
              reader.answerStore();
              break;
            case 'turn':
              await new Promise((resolve) => setImmediate(resolve));
          }
        }
        await reader.settle();
        const wanted = reader.log.filter(({ id, kind }) => id > resumeAfter && kind !== 'command');
        expect(reader.ids).toEqual(wanted.map(({ id }) => id));
        expect(reader.failures).toEqual([]);
      },
    ),
    { numRuns: 150 },
  );
});

test('what waits for a slow reader is bounded, and the rest comes from the store', async () => {
  let reads = 0;
  const reader: TestReader = new TestReader({
    views: {
      events: async (after, _kinds, limit) => {
        reads += 1;
        return reader.log.filter(({ id }) => id > after).slice(0, limit);
      },
    },
  });
  reader.reads = false;
  for (let id = 1; id <= 50; id += 1) reader.commit(event(id));
  expect(reader.texts.join('').match(/^id:/gm)).toHaveLength(1);
  reader.reads = true;
  await reader.settle();
  expect(reader.ids).toEqual(Array.from({ length: 50 }, (_, index) => index + 1));
  expect(reads).toBeGreaterThan(1);
});

test('of readings the newest of each metric is sent, at most once in the interval', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const reader = new TestReader({ readings: true });
  const values = () =>
    [...reader.texts.join('').matchAll(/"metric":"(\w+)".*?"value":(\d+)/g)].map((m) => `${m[1]} ${m[2]}`);
  reader.stream.offer([], [latest('depth_mm', 1)]);
  await reader.settle();
  expect(values()).toEqual(['depth_mm 1']);
  reader.stream.offer([], [latest('depth_mm', 2), latest('battery_v', 3)]);
  reader.stream.offer([], [latest('depth_mm', 4)]);
  await reader.settle();
  expect(values()).toEqual(['depth_mm 1']);
  vi.advanceTimersByTime(testLimits.readingIntervalMs);
  await reader.settle();
  expect(values()).toEqual(['depth_mm 1', 'depth_mm 4', 'battery_v 3']);
  reader.stream.close();
});

test('a reading has no id, for it is not sent again', async () => {
  const reader = new TestReader({ readings: true });
  reader.stream.offer([], [{ ...latest('depth_mm', 152), flags: 1 }]);
  await reader.settle();
  expect(reader.texts).toEqual([
    'event: reading\ndata: {"device_id":"G-1","metric":"depth_mm","measured_at":"1970-01-01T00:00:00.000Z","value":152,"flags":["late"]}\n\n',
  ]);
  reader.stream.close();
});

test('readings that nobody asked for are not sent', async () => {
  const reader = new TestReader();
  reader.stream.offer([], [latest('depth_mm', 1)]);
  await reader.settle();
  expect(reader.texts).toEqual([]);
});

test('a reader that takes nothing for some heartbeats is cut off; one that reads is not', async () => {
  const reader = new TestReader();
  reader.stream.beat();
  expect(reader.texts).toEqual([': alive\n\n']);
  reader.reads = false;
  reader.commit(event(1));
  reader.stream.beat();
  reader.reads = true;
  await reader.settle();
  reader.reads = false;
  reader.commit(event(2));
  reader.stream.beat();
  expect(reader.wasCut).toBe(false);
  reader.stream.beat();
  expect(reader.wasCut).toBe(true);
});

test('a closed stream writes nothing more', async () => {
  const reader = new TestReader();
  reader.stream.close();
  reader.commit(event(1));
  await reader.settle();
  expect(reader.ended).toBe(true);
  expect(reader.texts).toEqual([]);
});

test('a store that fails ends the stream, so that the reader comes back and resumes', async () => {
  const reader = new TestReader({ after: 0, views: { events: () => Promise.reject(new Error('disk')) } });
  await reader.settle();
  expect(reader.failures).toEqual([new Error('disk')]);
  expect(reader.ended).toBe(true);
});
