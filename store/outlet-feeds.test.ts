import { expect, onTestFinished, test } from 'vitest';
import type { Effects } from '../core/effects.ts';
import { dayMs, hourMs } from '../core/time.ts';
import { openStore, type Store } from './open-store.ts';
import { type OutletFeeds, openOutletFeeds } from './outlet-feeds.ts';
import { byId, device, midnight, nextBatch, outcomeOf, point, testFolder } from './test-batch.ts';

function loggingStore(dataDir = testFolder()): { dataDir: string; store: Store; feeds: OutletFeeds } {
  const store = openStore({ dataDir, logsReadings: true });
  const feeds = openOutletFeeds(dataDir);
  onTestFinished(() => {
    feeds.close();
    store.close();
  });
  return { dataDir, store, feeds };
}

function commit(store: Store, effects: Partial<Effects>, at = midnight): void {
  store.commit(nextBatch(store, { effects, at }));
}

/** A batch of so many readings, each a second after the one before. */
function commitReadings(store: Store, count: number, from = 0, at = midnight): void {
  const readings = Array.from({ length: count }, (_, i) => ({
    ...{ measuredAt: midnight + (from + i) * 1_000, receivedAt: at, value: from + i },
  }));
  commit(store, { outcomes: [outcomeOf(...readings)] }, at);
}

test('readings are fed in the order of their commit, numbered without a gap, each once', async () => {
  const { store, feeds } = loggingStore();
  commitReadings(store, 3);
  // The first of these is known already.
  commitReadings(store, 3, 2);
  const all = await feeds.readings.read(0, 100);
  expect(all.map(({ id, value }) => [id, value])).toEqual([
    [1, 0],
    [2, 1],
    [3, 2],
    [4, 3],
    [5, 4],
  ]);
  expect(all[0]).toMatchObject({ deviceId: 'gauge-1', metric: 'depth_mm', measuredAt: midnight, flags: 0 });
  expect((await feeds.readings.read(1, 3)).map(({ id }) => id)).toEqual([2, 3, 4]);
  expect(await feeds.readings.backlog(2)).toEqual({ pending: 3, oldestAt: midnight, end: 5 });
  expect(await feeds.readings.backlog(5)).toEqual({ pending: 0, oldestAt: null, end: 5 });
});

test('a batch of any size can be read a part at a time, and is numbered on after a restart', async () => {
  const { store, feeds } = loggingStore();
  commitReadings(store, 25_000);
  const seen: number[] = [];
  for (let after = 0; ; ) {
    const part = await feeds.readings.read(after, 7_000);
    if (part.length === 0) break;
    expect(part.length).toBeLessThanOrEqual(7_000);
    seen.push(...part.map(({ value }) => value));
    after = part.at(-1)?.id ?? after;
  }
  expect(seen).toEqual(Array.from({ length: 25_000 }, (_, i) => i));
});

test('readings are numbered on after a restart', async () => {
  const dataDir = testFolder();
  for (let i = 0; i < 2; i += 1) {
    const store = openStore({ dataDir, logsReadings: true });
    commitReadings(store, 2, i * 2);
    store.close();
  }
  const feeds = openOutletFeeds(dataDir);
  expect((await feeds.readings.read(0, 10)).map(({ id }) => id)).toEqual([1, 2, 3, 4]);
  feeds.close();
});

test('what was not committed is neither fed nor numbered', async () => {
  const { store, feeds } = loggingStore();
  commitReadings(store, 2);
  const broken = outcomeOf({ value: 1, measuredAt: midnight + dayMs }, { value: Number.NaN });
  expect(() => commit(store, { outcomes: [broken] })).toThrow();
  commitReadings(store, 1, 2);
  expect((await feeds.readings.read(0, 10)).map(({ id, value }) => [id, value])).toEqual([
    [1, 0],
    [2, 1],
    [3, 2],
  ]);
});

test('a store that no outlet reads from logs nothing', async () => {
  const dataDir = testFolder();
  const store = openStore({ dataDir });
  commitReadings(store, 2);
  const feeds = openOutletFeeds(dataDir);
  expect(await feeds.readings.read(0, 10)).toEqual([]);
  feeds.close();
  store.close();
});

const progress = { events: 0, readings: 0, readingsKeptSince: 0, eventsKeptSince: 0, logsReadings: true };

test('readings go when all outlets took them; what was not taken goes only when it is too old, and is counted', async () => {
  const { store, feeds } = loggingStore();
  for (let i = 0; i < 5; i += 1) commitReadings(store, 10, i * 10, midnight + i * hourMs);
  expect(store.forget({ ...progress, readings: 15 })).toEqual({ more: true, lost: 0 });
  // The row that holds the cursor stays.
  expect((await feeds.readings.read(0, 100))[0]?.id).toBe(11);
  expect(store.forget({ ...progress, readings: 15 })).toEqual({ more: false, lost: 0 });
  const old = { ...progress, readings: 15, readingsKeptSince: midnight + 3 * hourMs };
  expect(store.forget(old)).toEqual({ more: true, lost: 15 });
  expect(await feeds.readings.backlog(15)).toMatchObject({ pending: 20, end: 50 });
  // The newest row is kept, so that the next reading has the next number.
  store.forget({ ...progress, readings: 50 });
  commitReadings(store, 1, 50);
  expect((await feeds.readings.read(50, 100)).map(({ id }) => id)).toEqual([51]);
});

test('readings are logged from when an outlet wants them until none does', async () => {
  const { store, feeds } = loggingStore();
  store.forget({ ...progress, logsReadings: false });
  commitReadings(store, 3, 0);
  store.forget(progress);
  commitReadings(store, 2, 10);
  store.forget({ ...progress, logsReadings: false });
  commitReadings(store, 4, 20);
  expect((await feeds.readings.read(0, 100)).map(({ id }) => id)).toEqual([1, 2]);
});

test('retention leaves events that an outlet has yet to take, until they are too old for that too', async () => {
  const { store, feeds } = loggingStore();
  const event = (id: number) =>
    ({ kind: 'alarm', subjectId: `A${id}`, at: midnight + id * dayMs, body: {} }) as const;
  for (let id = 1; id <= 4; id += 1) commit(store, { outbox: [event(id)] });
  const ids = async () => (await feeds.events(['alarm']).read(0, 10)).map(({ id }) => id);
  while (store.retain(midnight + 10 * dayMs, 2));
  expect(await ids()).toEqual([3, 4]);
  expect(store.forget({ ...progress, events: 2, eventsKeptSince: midnight + 4 * dayMs })).toEqual({
    more: true,
    lost: 1,
  });
  expect(await ids()).toEqual([4]);
});

test('only events of the kinds asked for are fed and counted', async () => {
  const { store, feeds } = loggingStore();
  const event = (kind: 'alarm' | 'case' | 'device', at: number) => ({ kind, subjectId: kind, at, body: {} });
  commit(store, { outbox: [event('device', 1), event('case', 2), event('alarm', 3), event('case', 4)] });
  const feed = feeds.events(['alarm', 'case']);
  expect((await feed.read(0, 2)).map(({ kind, id }) => [kind, id])).toEqual([
    ['case', 2],
    ['alarm', 3],
  ]);
  expect(await feed.backlog(2)).toEqual({ pending: 2, oldestAt: 3, end: 4 });
  expect(await feeds.events([]).read(0, 2)).toEqual([]);
});

test('a reading is placed where its device stood when it was received, also when it is read again later', async () => {
  const { store, feeds } = loggingStore();
  const at = (hour: number) => midnight + hour * hourMs;
  const points = (basin: string) => byId(point('p-1', { basin }), point('p-2', { basin: 'south' }));
  commit(store, { points: points('north'), devices: byId(device('gauge-1', { pointId: 'p-1' })) }, at(0));
  commitReadings(store, 1, 0, at(1));
  commit(store, { points: points('east') }, at(2));
  commitReadings(store, 1, 1, at(3));
  commit(store, { devices: byId(device('gauge-1', { pointId: 'p-2' })) }, at(4));
  commitReadings(store, 1, 2, at(5));
  const basins = async () => (await feeds.readings.read(0, 9)).map(({ place }) => place.point?.basin);
  expect(await basins()).toEqual(['north', 'east', 'south']);
  commit(store, { points: points('west') }, at(6));
  expect(await basins()).toEqual(['north', 'east', 'south']);
  expect(feeds.places.point('p-1', at(7))?.basin).toBe('west');
  expect(feeds.places.placeOf('nobody', at(7))).toEqual({ device: null, point: null });
});

test('all readings of a span are walked in parts, across days, without those outside it', () => {
  const { store, feeds } = loggingStore();
  const twoDays = Array.from({ length: 48 }, (_, hour) => ({
    measuredAt: midnight + hour * hourMs,
    value: hour,
  }));
  const both = twoDays.flatMap((one) => [one, { ...one, deviceId: 'gauge-2' }]);
  commit(store, { outcomes: [outcomeOf(...both)] });
  const span = { from: midnight + 5 * hourMs, to: midnight + 30 * hourMs, partLength: 7 };
  const parts = [...feeds.stored(span)];
  expect(parts.every((part) => part.length <= 7)).toBe(true);
  const walked = parts.flat().map(({ deviceId, value }) => `${deviceId} ${value}`);
  const expected = both
    .filter(({ value }) => value >= 5 && value < 30)
    .map(({ value, ...one }) => `${'deviceId' in one ? one.deviceId : 'gauge-1'} ${value}`);
  expect(walked.toSorted()).toEqual(expected.toSorted());
  expect(parts.flat().map(({ id }) => id)).toEqual(walked.map((_, i) => i + 1));
});
