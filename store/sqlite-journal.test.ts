import fc from 'fast-check';
import { expect, test } from 'vitest';
import { alarmJson } from '../core/alarm.ts';
import { caseJson } from '../core/case.ts';
import type { PositionedRecord } from '../core/journal.ts';
import { commandRecord, tickRecord } from '../core/record.ts';
import { dayMs } from '../core/time.ts';
import { databaseFile } from './data-dir.ts';
import { Database } from './database.ts';
import { openStore, type Store } from './open-store.ts';
import {
  alarm,
  byId,
  caseOf,
  device,
  message,
  midnight,
  nextBatch,
  outcome,
  outcomeOf,
  testFolder,
  testStore,
} from './test-batch.ts';

function texts(records: Iterable<PositionedRecord>): string[] {
  const decoder = new TextDecoder();
  return [...records].map(({ position, record }) => `${position} ${decoder.decode(record.payload)}`);
}

/** Every row of every table, to compare two moments. */
function contents(dataDir: string): Record<string, unknown[]> {
  const db = new Database(databaseFile(dataDir), { readOnly: true });
  const tables = db.prepare<{ name: string }>(
    "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name",
  );
  const rows = tables
    .all()
    .map(({ name }): [string, unknown[]] => [name, db.prepare(`SELECT * FROM ${name}`).all()]);
  db.close();
  return Object.fromEntries(rows);
}

test('records come back in order from any position, also after a restart', () => {
  const dataDir = testFolder();
  const store = openStore({ dataDir });
  store.commit(nextBatch(store, { records: [message('a'), message('b'), tickRecord(midnight)] }));
  store.commit(nextBatch(store, { records: [commandRecord(midnight, 'ann', 'unit.put', { x: 1 })] }));
  store.commit(nextBatch(store, { records: [message('c'), message('d')] }));
  store.close();

  const again = testStore(dataDir);
  expect(again.position).toBe(6);
  expect(texts(again.records(0))).toEqual(['1 a', '2 b', '3 ', '4 {"x":1}', '5 c', '6 d']);
  expect(texts(again.records(1))).toEqual(['2 b', '3 ', '4 {"x":1}', '5 c', '6 d']);
  expect(texts(again.records(5))).toEqual(['6 d']);
  expect(texts(again.records(6))).toEqual([]);
  const [, , tick, command] = [...again.records(0)];
  expect(tick?.record).toMatchObject({ kind: 'tick', receivedAt: midnight, by: '', topic: '' });
  expect(command?.record).toMatchObject({ kind: 'command', by: 'ann', topic: 'unit.put' });
});

test('however records are cut into batches, all after any position come back', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 12 }), (sizes) => {
      const store = openStore({ dataDir: testFolder() });
      const all: string[] = [];
      for (const size of sizes) {
        const batch = Array.from({ length: size }, (_, i) => `message ${all.length + i + 1}`);
        store.commit(nextBatch(store, { records: batch.map((text) => message(text)) }));
        all.push(...batch.map((text, i) => `${all.length + i + 1} ${text}`));
      }
      for (let after = 0; after <= all.length; after += 1) {
        expect(texts(store.records(after))).toEqual(all.slice(after));
      }
      store.close();
    }),
    { numRuns: 25 },
  );
});

test('the hub may commit while someone reads the journal', () => {
  const store = testStore();
  store.commit(nextBatch(store, { records: [message('a')] }));
  store.commit(nextBatch(store, { records: [message('b')] }));
  const seen: string[] = [];
  for (const positioned of store.records(0)) {
    seen.push(...texts([positioned]));
    store.commit(nextBatch(store, { effects: { outcomes: [outcomeOf({ measuredAt: store.position })] } }));
  }
  expect(seen).toEqual(['1 a', '2 b']);
  expect(store.position).toBe(4);
});

test('a batch that does not follow the last one is a bug', () => {
  const store = testStore();
  const batch = nextBatch(store);
  store.commit(batch);
  expect(() => store.commit(batch)).toThrow('assertion failed');
});

test('the snapshot is the last word on every row, with the position it was taken at', () => {
  const dataDir = testFolder();
  const store = openStore({ dataDir });
  const row = (id: string, body: string | null) => ({ table: 'presence', id, body });
  store.commit(nextBatch(store, { snapshot: [row('a', '1'), row('b', '"line\\nbreak"')] }));
  store.commit(nextBatch(store));
  store.commit(nextBatch(store, { snapshot: [row('a', null), row('c', '3'), row('b', '[2]')] }));
  store.commit(nextBatch(store));
  store.close();

  const again = testStore(dataDir);
  expect(again.position).toBe(4);
  expect(again.snapshot().position).toBe(3);
  expect([...again.snapshot().rows]).toEqual([row('b', '[2]'), row('c', '3')]);
  expect(again.base()).toEqual({ position: 0, rows: [] });
});

test('claims are the API JSON of what changed after a position', () => {
  const store = testStore();
  store.commit(
    nextBatch(store, { effects: { alarms: byId(alarm('a'), alarm('b')), cases: byId(caseOf('k')) } }),
  );
  const worse = alarm('b', { severity: 'red' });
  store.commit(nextBatch(store, { effects: { alarms: byId(worse) } }));
  expect(store.claims(0)).toEqual({
    alarms: new Map([
      ['a', JSON.stringify(alarmJson(alarm('a')))],
      ['b', JSON.stringify(alarmJson(worse))],
    ]),
    cases: new Map([['k', JSON.stringify(caseJson(caseOf('k')))]]),
  });
  expect([...store.claims(1).alarms.keys()]).toEqual(['b']);
  expect(store.claims(2)).toEqual({ alarms: new Map(), cases: new Map() });
});

test('events get ids that only rise, also after retention and a restart', () => {
  const dataDir = testFolder();
  const event = (at: number) => ({ kind: 'alarm', subjectId: 'a', at, body: { n: at } }) as const;
  const first = openStore({ dataDir });
  const { events } = first.commit(nextBatch(first, { effects: { outbox: [event(1), event(2)] } }));
  expect(events).toEqual([
    { id: 1, ...event(1) },
    { id: 2, ...event(2) },
  ]);
  while (first.retain(midnight));
  first.close();
  const store = testStore(dataDir);
  const later = store.commit(nextBatch(store, { effects: { outbox: [event(3)] } }));
  expect(later.events.map(({ id }) => id)).toEqual([3]);
});

test('credentials are those last committed', () => {
  const dataDir = testFolder();
  const user = { username: 'ann', role: 'admin', unitId: null, passwordHash: 'x', disabled: false } as const;
  const account = { name: 'lns', publish: ['application/#'], subscribe: [], secretHash: 'y' };
  const first = openStore({ dataDir });
  first.commit(
    nextBatch(first, {
      effects: {
        users: new Map([['ann', { ...user, generation: 1 }]]),
        accounts: new Map([['lns', account]]),
        deviceSecrets: new Map([['gauge-1', 'old']]),
      },
    }),
  );
  first.commit(
    nextBatch(first, {
      effects: {
        users: new Map([['ann', { ...user, generation: 2 }]]),
        deviceSecrets: new Map([['gauge-1', 'new']]),
      },
    }),
  );
  first.close();
  expect(testStore(dataDir).credentials()).toEqual({
    users: [{ ...user, generation: 2 }],
    accounts: [account],
    apiTokens: [],
    deviceSecrets: [['gauge-1', 'new']],
  });
});

/** A batch that touches every kind of table, too large for a small disk. */
function largeBatch(store: Store, payloadBytes: number) {
  return nextBatch(store, {
    records: [message('x'.repeat(payloadBytes))],
    effects: {
      outcomes: [
        outcomeOf(
          { deviceId: 'gauge-2', value: 5 },
          { deviceId: 'gauge-2', metric: 'battery_v', value: 3.6 },
        ),
        outcomeOf({ deviceId: 'gauge-2', measuredAt: midnight + 3 * dayMs, value: 6 }),
        outcome({ deviceId: null, position: 7, payload: new Uint8Array(payloadBytes) }),
      ],
      alarms: byId(alarm('a')),
      cases: byId(caseOf('k')),
      devices: byId(device('gauge-2')),
      outbox: [{ kind: 'alarm', subjectId: 'a', at: midnight, body: { text: 'y'.repeat(payloadBytes) } }],
    },
    snapshot: [{ table: 'presence', id: 'gauge-2', body: '{}' }],
  });
}

test('a full disk keeps nothing of the batch, and the same batch commits once there is room', () => {
  const dataDir = testFolder();
  const small = openStore({ dataDir, maxPages: 100 });
  small.commit(nextBatch(small, { effects: { outcomes: [outcomeOf({ value: 1 })] } }));
  const before = contents(dataDir);
  const large = largeBatch(small, 200_000);
  expect(() => small.commit(large)).toThrow(
    expect.objectContaining({ code: 'disk_full', retryable: true, hint: expect.any(String) }),
  );
  expect(small.position).toBe(1);
  expect(contents(dataDir)).toEqual(before);
  small.close();

  const store = testStore(dataDir);
  expect(store.commit(large)).toMatchObject({ readings: 3, events: [{ id: 1 }] });
  expect(store.position).toBe(2);
});

test('after a rollback the store goes on, and ids and tables made in it are made anew', () => {
  const dataDir = testFolder();
  const store = testStore(dataDir, { maxPages: 100 });
  for (let round = 0; round < 3; round += 1) {
    expect(() => store.commit(largeBatch(store, 200_000))).toThrow(
      expect.objectContaining({ code: 'disk_full' }),
    );
  }
  // Another device takes the id that gauge-2 had been given; both must be told apart.
  store.commit(nextBatch(store, { effects: { outcomes: [outcomeOf({ deviceId: 'gauge-3', value: 1 })] } }));
  expect(store.commit(largeBatch(store, 10))).toMatchObject({
    readings: 3,
    latest: [
      { deviceId: 'gauge-2', metric: 'depth_mm', value: 6 },
      { deviceId: 'gauge-2', metric: 'battery_v', value: 3.6 },
    ],
  });
  expect(contents(dataDir).device_ids).toEqual([
    { id: 1, name: 'gauge-3' },
    { id: 2, name: 'gauge-1' },
    { id: 3, name: 'gauge-2' },
    { id: 4, name: '' },
  ]);
});
