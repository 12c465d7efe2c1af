import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { MessageOutcome } from '../core/effects.ts';
import type { Views } from '../core/ports.ts';
import { qualityFlags } from '../core/reading.ts';
import { sameInBoth } from '../core/said.ts';
import { dayMs } from '../core/time.ts';
import { openStore, type Store } from './open-store.ts';
import { midnight, nextBatch, outcome, outcomeOf, reading, testFolder, testStore } from './test-batch.ts';
import { openViews } from './views.ts';

function storeAndViews(): { store: Store; views: Views } {
  const dataDir = testFolder();
  const store = testStore(dataDir);
  return { store, views: openViews(dataDir) };
}

function commit(store: Store, ...outcomes: MessageOutcome[]) {
  return store.commit(nextBatch(store, { effects: { outcomes } }));
}

const page = { limit: 100, cursor: null };

async function depths(views: Views): Promise<readonly (readonly [number, number])[]> {
  const request = {
    deviceId: 'gauge-1',
    metric: 'depth_mm',
    from: 0,
    to: midnight + 10 * dayMs,
    maxPoints: 100,
  };
  return (await views.readings(request)).points;
}

test('a second reading of the same device, metric and instant is a duplicate and changes nothing', async () => {
  const { store, views } = storeAndViews();
  expect(commit(store, outcomeOf({ value: 10 })).readings).toBe(1);
  expect(commit(store, outcomeOf({ value: 99 }))).toMatchObject({ readings: 0, latest: [] });
  expect(await depths(views)).toEqual([[midnight, 10]]);
  expect(await views.accounting('gauge-1')).toMatchObject({
    messages: { received: 2, acknowledged: 2, stored: 1, duplicate: 1, quarantined: 0 },
    readings: { stored: 1, duplicate: 1, late: 0 },
  });
});

test('a duplicate within one message or one batch counts as one too', async () => {
  const { store, views } = storeAndViews();
  commit(store, outcomeOf({ value: 1 }, { value: 2 }), outcomeOf({ value: 3 }));
  expect(await depths(views)).toEqual([[midnight, 1]]);
  expect(await views.accounting(null)).toMatchObject({
    messages: { received: 2, stored: 1, duplicate: 1 },
    readings: { stored: 1, duplicate: 2 },
  });
});

test('an older reading is history and never the latest', async () => {
  const { store, views } = storeAndViews();
  commit(store, outcomeOf({ measuredAt: midnight + 5_000, value: 50 }));
  const late = outcomeOf({ measuredAt: midnight - dayMs, value: 7, flags: qualityFlags.late });
  expect(commit(store, late)).toMatchObject({ readings: 1, latest: [] });
  expect(await depths(views)).toEqual([
    [midnight - dayMs, 7],
    [midnight + 5_000, 50],
  ]);
  expect((await views.accounting('gauge-1')).readings).toEqual({ stored: 2, duplicate: 0, late: 1 });
});

test('the latest of a batch is its newest, whatever the order', () => {
  const { store } = storeAndViews();
  const at = (ms: number, value: number) => ({ measuredAt: midnight + ms, value });
  expect(commit(store, outcomeOf(at(2, 20), at(3, 30)), outcomeOf(at(1, 10))).latest).toEqual([
    { deviceId: 'gauge-1', metric: 'depth_mm', measuredAt: midnight + 3, value: 30, flags: 0 },
  ]);
});

test('a sign of life without readings counts as stored', async () => {
  const { store, views } = storeAndViews();
  commit(store, outcome({ usable: true }));
  expect(await views.accounting('gauge-1')).toMatchObject({ messages: { received: 1, stored: 1 } });
});

test('a partly unusable message is stored and lies in quarantine, once', async () => {
  const { store, views } = storeAndViews();
  const rejections = [{ reason: 'out_of_range', detail: sameInBoth('tilt_deg is 999') }];
  const partly = (position: number) => outcome({ position, readings: [reading({ value: 1 })], rejections });
  commit(store, partly(1));
  commit(store, partly(2));
  expect(await views.accounting('gauge-1')).toMatchObject({
    messages: { received: 2, stored: 1, duplicate: 1, quarantined: 0 },
  });
  expect((await views.quarantine(page)).items).toMatchObject([
    { id: '1', reasons: rejections, payload: '{}' },
  ]);
});

test('messages of devices that are not registered are in the total', async () => {
  const { store, views } = storeAndViews();
  const payload = new Uint8Array([0xff, 0x00, 0xfe]);
  const rejections = [{ reason: 'unknown_device', detail: sameInBoth('no device ghost is registered') }];
  commit(store, outcome({ position: 3, deviceId: null, by: 'lns', topic: 'v3/a', payload, rejections }));
  expect(await views.accounting(null)).toMatchObject({ messages: { received: 1, quarantined: 1 } });
  expect(await views.accounting('ghost')).toMatchObject({ messages: { received: 0, quarantined: 0 } });
  expect((await views.quarantine(page)).items).toEqual([
    {
      id: '3',
      device_id: null,
      claimed_id: null,
      by: 'lns',
      topic: 'v3/a',
      received_at: '2026-07-14T00:00:00.000Z',
      reasons: rejections,
      payload: null,
      payload_base64: '/wD+',
    },
  ]);
});

test('a gap in seq is missing until a new report fills it; a known one fills nothing', async () => {
  const { store, views } = storeAndViews();
  commit(store, { ...outcomeOf({ measuredAt: 1 }), missing: 3 });
  commit(store, { ...outcomeOf({ measuredAt: 2 }), filled: 1 });
  commit(store, { ...outcomeOf({ measuredAt: 2 }), filled: 1 });
  expect(await views.accounting('gauge-1')).toMatchObject({ missing: 2 });
});

test('a message with a thousand bad values keeps a bounded list of reasons', async () => {
  const { store, views } = storeAndViews();
  const rejections = Array.from({ length: 1_000 }, () => ({
    reason: 'bad',
    detail: sameInBoth('z'.repeat(10_000)),
  }));
  commit(store, outcome({ rejections }));
  const [item] = (await views.quarantine(page)).items;
  expect(JSON.stringify(item).length).toBeLessThan(100_000);
});

const anyReading = fc.record({
  metric: fc.constantFrom('depth_mm', 'battery_v'),
  measuredAt: fc.integer({ min: 0, max: 3 }).map((step) => midnight + step * dayMs),
  value: fc.double({ noNaN: true, noDefaultInfinity: true }),
  flags: fc.constantFrom(0, qualityFlags.late),
});
const anyOutcome = fc
  .record({
    deviceId: fc.constantFrom('gauge-1', 'gauge-2', null),
    readings: fc.array(anyReading, { maxLength: 3 }),
    duplicateReadings: fc.integer({ min: 0, max: 2 }),
    evaluated: fc.integer({ min: 0, max: 3 }),
    usable: fc.boolean(),
    rejections: fc.array(fc.constant({ reason: 'bad', detail: sameInBoth('no number') }), { maxLength: 2 }),
    missing: fc.integer({ min: 0, max: 3 }),
    filled: fc.integer({ min: 0, max: 1 }),
  })
  .map(({ deviceId, readings, ...rest }) => {
    const own = deviceId === null ? [] : readings.map((over) => reading({ ...over, deviceId }));
    return outcome({ ...rest, deviceId, readings: own });
  });

interface Counts {
  readonly messages: { received: number; stored: number; duplicate: number; quarantined: number };
  readonly readings: { stored: number; duplicate: number };
}

test('whatever comes, every message counts once and every reading is stored once', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(anyOutcome, { minLength: 1, maxLength: 5 }), { maxLength: 6 }),
      async (batches) => {
        const dataDir = testFolder();
        const store = openStore({ dataDir });
        const views = openViews(dataDir);
        const sent: MessageOutcome[] = [];
        for (const batch of batches) {
          const numbered = batch.map((each, i) => ({ ...each, position: sent.length + i + 1 }));
          sent.push(...numbered);
          commit(store, ...numbered);
        }
        const all = (await views.accounting(null)) as unknown as Counts;
        const { received, stored, duplicate, quarantined } = all.messages;
        expect(received).toBe(sent.length);
        expect(stored + duplicate + quarantined).toBe(received);

        const readings = sent.flatMap((each) => each.readings);
        const distinct = new Set(
          readings.map((each) => `${each.deviceId} ${each.metric} ${each.measuredAt}`),
        );
        const known = sent.reduce((sum, each) => sum + each.duplicateReadings, 0);
        expect(all.readings.stored).toBe(distinct.size);
        expect(all.readings.duplicate).toBe(readings.length - distinct.size + known);

        for (const id of ['gauge-1', 'gauge-2']) {
          const own = (await views.accounting(id)) as unknown as Counts;
          expect(own.messages.received).toBe(sent.filter((each) => each.deviceId === id).length);
        }
        const kept = (await views.quarantine(page)).items;
        expect(kept.length).toBeGreaterThanOrEqual(quarantined);
        await views.close();
        store.close();
      },
    ),
    { numRuns: 40 },
  );
});
