import fc from 'fast-check';
import { expect, test } from 'vitest';
import { alarmJson, explanationJson } from '../core/alarm.ts';
import { caseJson } from '../core/case.ts';
import type { Effects } from '../core/effects.ts';
import type { Json, Page, PageRequest, Views } from '../core/ports.ts';
import { qualityFlags } from '../core/reading.ts';
import { dayMs } from '../core/time.ts';
import type { Store } from './open-store.ts';
import {
  alarm,
  byId,
  caseOf,
  device,
  midnight,
  nextBatch,
  outcome,
  outcomeOf,
  point,
  testFolder,
  testStore,
} from './test-batch.ts';
import { openViews } from './views.ts';

interface Opened {
  readonly store: Store;
  readonly views: Views;
  commit(effects: Partial<Effects>): void;
}

function opened(): Opened {
  const dataDir = testFolder();
  const store = testStore(dataDir);
  const views = openViews(dataDir);
  return { store, views, commit: (effects) => void store.commit(nextBatch(store, { effects })) };
}

const firstPage: PageRequest = { limit: 100, cursor: null };

function ids(page: Page<Json>): unknown[] {
  return page.items.map((item) => item.id);
}

/** Every item of a list, page by page; `between` runs after each page. */
async function walk(
  list: (page: PageRequest) => Promise<Page<Json>>,
  limit: number,
  between: () => void = () => {},
): Promise<unknown[]> {
  const seen: unknown[] = [];
  let cursor: string | null = null;
  do {
    const page: Page<Json> = await list({ limit, cursor });
    expect(page.items.length).toBeLessThanOrEqual(limit);
    seen.push(...ids(page));
    cursor = page.nextCursor;
    between();
  } while (cursor !== null);
  return seen;
}

test('an open view sees each commit at once', async () => {
  const { views, commit } = opened();
  expect(await views.alarm('a')).toBeNull();
  commit({ alarms: byId(alarm('a')) });
  expect(await views.alarm('a')).toMatchObject({ severity: 'yellow' });
  commit({ alarms: byId(alarm('a', { severity: 'red' })) });
  expect(await views.alarm('a')).toMatchObject({ severity: 'red' });
});

test('views of a folder without a database are refused', () => {
  expect(() => openViews(testFolder())).toThrow(expect.objectContaining({ code: 'database_missing' }));
});

test('a device shows its registry entry, its status and the newest of its own state', async () => {
  const { views, commit } = opened();
  const gauge = device('gauge-1', {
    pointId: 'underpass',
    intervalS: 60,
    devEui: '70b3d5',
    gateway: 'roof',
    zeroOffsetMm: 3,
    lowPointDeltaMm: 240,
    mountHeightMm: 2_500,
    baselineTiltDeg: 1.5,
  });
  commit({
    devices: byId(gauge),
    deviceStatuses: new Map([
      [
        'gauge-1',
        {
          deviceId: 'gauge-1',
          status: 'maintenance',
          statusSince: midnight,
          lastSeenAt: midnight + 5,
          maintenanceUntil: midnight + dayMs,
          maintenanceReason: 'new battery',
        },
      ],
    ]),
    outcomes: [
      outcomeOf(
        { metric: 'battery_v', value: 3.61 },
        { metric: 'battery_v', measuredAt: midnight - 1, value: 3.7 },
        { metric: 'rssi_dbm', value: -81 },
      ),
    ],
  });
  expect(await views.device('gauge-1')).toEqual({
    id: 'gauge-1',
    profile: 'flood-gauge',
    point_id: 'underpass',
    status: 'maintenance',
    status_since: '2026-07-14T00:00:00.000Z',
    last_seen_at: '2026-07-14T00:00:00.005Z',
    interval_s: 60,
    battery_v: 3.61,
    battery_pct: null,
    rssi_dbm: -81,
    uptime_24h: null,
    uptime_30d: null,
    gateway: 'roof',
    dev_eui: '70b3d5',
    zero_offset_mm: 3,
    low_point_delta_mm: 240,
    mount_height_mm: 2_500,
    baseline_tilt_deg: 1.5,
    maintenance_until: '2026-07-15T00:00:00.000Z',
    maintenance_reason: 'new battery',
  });
  expect(await views.device('gauge-2')).toBeNull();
});

test('a device that says no interval shows its profile’s, and one never heard of is unknown', async () => {
  const { views, commit } = opened();
  const profile = {
    id: 'flood-gauge',
    label: { zh: '积水计', en: 'Gauge' },
    intervalS: 900,
    primaryMetric: 'depth_mm',
    sentinels: {},
  };
  commit({ devices: byId(device('gauge-1')), profiles: byId(profile) });
  expect(await views.device('gauge-1')).toMatchObject({
    interval_s: 900,
    status: 'unknown',
    status_since: null,
  });
});

test('devices are found by status, profile, point and the unit that answers for the point', async () => {
  const { views, commit } = opened();
  const status = { statusSince: 0, lastSeenAt: null, maintenanceUntil: null, maintenanceReason: null };
  commit({
    points: byId(point('p', { maintainerUnit: 'drainage' }), point('q', { ownerUnit: 'power' })),
    devices: byId(device('a', { pointId: 'p' }), device('b', { pointId: 'q', profile: 'tilt' }), device('c')),
    deviceStatuses: new Map([['a', { deviceId: 'a', status: 'online', ...status }]]),
  });
  expect(ids(await views.devices(firstPage))).toEqual(['a', 'b', 'c']);
  expect(ids(await views.devices({ ...firstPage, status: 'online' }))).toEqual(['a']);
  expect(ids(await views.devices({ ...firstPage, status: 'unknown' }))).toEqual(['b', 'c']);
  expect(ids(await views.devices({ ...firstPage, profile: 'tilt' }))).toEqual(['b']);
  expect(ids(await views.devices({ ...firstPage, pointId: 'p' }))).toEqual(['a']);
  expect(ids(await views.devices({ ...firstPage, unit: 'power' }))).toEqual(['b']);
  expect(ids(await views.devices({ ...firstPage, unit: 'drainage', profile: 'tilt' }))).toEqual([]);
});

test('a point shows the latest of all its devices and its worst active alarm', async () => {
  const { views, commit } = opened();
  commit({
    points: byId(point('underpass', { name: '下穿通道', basin: 'north' })),
    devices: byId(device('gauge-1', { pointId: 'underpass' }), device('tilt-1', { pointId: 'underpass' })),
    outcomes: [
      outcomeOf(
        { value: 152, flags: qualityFlags.gradient | qualityFlags.low_confidence },
        { deviceId: 'tilt-1', metric: 'tilt_deg', value: 2 },
        { deviceId: 'elsewhere', value: 9 },
      ),
    ],
    alarms: byId(
      alarm('old', { severity: 'orange', raisedAt: midnight - 1 }),
      alarm('new', { severity: 'orange' }),
      alarm('light', { severity: 'blue', raisedAt: midnight + 1 }),
      alarm('over', { severity: 'red', condition: 'cleared' }),
      alarm('elsewhere', { severity: 'red', pointId: 'square' }),
    ),
  });
  const measured_at = '2026-07-14T00:00:00.000Z';
  const flags = ['gradient', 'low_confidence'];
  expect(await views.point('underpass')).toEqual({
    id: 'underpass',
    name: '下穿通道',
    kind: 'flood',
    lon: 109.26,
    lat: 35.58,
    grid_code: null,
    component_code: null,
    owner_unit: null,
    maintainer_unit: null,
    supervisor_unit: null,
    subdistrict_unit: null,
    basin: 'north',
    road_class: null,
    address: null,
    latest: [
      { device_id: 'gauge-1', metric: 'depth_mm', unit: 'mm', value: 152, measured_at, flags },
      { device_id: 'tilt-1', metric: 'tilt_deg', unit: '°', value: 2, measured_at, flags: [] },
    ],
    worst_alarm: {
      id: 'new',
      rule_id: 'flood-depth',
      severity: 'orange',
      condition: 'active',
      raised_at: measured_at,
    },
  });
});

test('points are found by kind and basin, and units by nothing', async () => {
  const { views, commit } = opened();
  commit({
    points: byId(point('a', { kind: 'cover' }), point('b', { basin: 'north' })),
    units: byId({
      id: 'u',
      name: '排水',
      kind: 'maintainer',
      parentUnit: null,
      phone: '110',
      email: null,
      webhook: null,
    }),
  });
  expect(ids(await views.points({ ...firstPage, kind: 'cover' }))).toEqual(['a']);
  expect(ids(await views.points({ ...firstPage, basin: 'north' }))).toEqual(['b']);
  expect(await views.point('c')).toBeNull();
  expect((await views.units(firstPage)).items).toEqual([
    {
      id: 'u',
      name: '排水',
      kind: 'maintainer',
      parent_unit: null,
      phone: '110',
      email: null,
      webhook: null,
    },
  ]);
});

test('an alarm is what the API shows, one alone with its explanation', async () => {
  const { views, commit } = opened();
  commit({ alarms: byId(alarm('a')) });
  const [listed] = (await views.alarms(firstPage)).items;
  expect(listed).toEqual(alarmJson(alarm('a')));
  expect(await views.alarm('a')).toEqual({
    ...alarmJson(alarm('a')),
    explanation: explanationJson(alarm('a').explanation),
  });
});

test('alarms come newest first and are found by each filter', async () => {
  const { views, commit } = opened();
  commit({
    alarms: byId(
      alarm('a', { raisedAt: 1, condition: 'cleared' }),
      alarm('b', { raisedAt: 3, severity: 'red', ruleId: 'flood-rise' }),
      alarm('c', { raisedAt: 2, pointId: null, deviceId: 'tilt-1' }),
    ),
  });
  expect(ids(await views.alarms(firstPage))).toEqual(['b', 'c', 'a']);
  expect(ids(await views.alarms({ ...firstPage, condition: 'active' }))).toEqual(['b', 'c']);
  expect(ids(await views.alarms({ ...firstPage, condition: 'cleared' }))).toEqual(['a']);
  expect(ids(await views.alarms({ ...firstPage, severity: 'red' }))).toEqual(['b']);
  expect(ids(await views.alarms({ ...firstPage, ruleId: 'flood-rise' }))).toEqual(['b']);
  expect(ids(await views.alarms({ ...firstPage, pointId: 'underpass' }))).toEqual(['b', 'a']);
  expect(ids(await views.alarms({ ...firstPage, deviceId: 'tilt-1' }))).toEqual(['c']);
});

test('cases come newest first and are found by each filter', async () => {
  const { views, commit } = opened();
  commit({
    cases: byId(
      caseOf('a', { reportedAt: 1, state: 'closed' }),
      caseOf('b', { reportedAt: 2, overdue: true, unitId: 'power' }),
      caseOf('c', { reportedAt: 3, category: '01-03', pointId: null }),
    ),
  });
  expect(ids(await views.cases(firstPage))).toEqual(['c', 'b', 'a']);
  expect(ids(await views.cases({ ...firstPage, open: true }))).toEqual(['c', 'b']);
  expect(ids(await views.cases({ ...firstPage, open: false }))).toEqual(['a']);
  expect(ids(await views.cases({ ...firstPage, state: 'closed' }))).toEqual(['a']);
  expect(ids(await views.cases({ ...firstPage, overdue: true }))).toEqual(['b']);
  expect(ids(await views.cases({ ...firstPage, overdue: false }))).toEqual(['c', 'a']);
  expect(ids(await views.cases({ ...firstPage, unit: 'power' }))).toEqual(['b']);
  expect(ids(await views.cases({ ...firstPage, category: '01-03' }))).toEqual(['c']);
  expect(ids(await views.cases({ ...firstPage, pointId: 'underpass' }))).toEqual(['b', 'a']);
  expect(await views.case('a')).toEqual(caseJson(caseOf('a', { reportedAt: 1, state: 'closed' })));
});

test('a walk meets every alarm once, however many share an instant and come in between', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 20 }),
      fc.integer({ min: 1, max: 6 }),
      async (instants, limit) => {
        const { views, commit } = opened();
        const alarms = instants.map((at, i) => alarm(`old-${i}`, { raisedAt: midnight + at }));
        commit({ alarms: byId(...alarms) });
        let added = 0;
        const seen = await walk(
          (page) => views.alarms(page),
          limit,
          () => {
            added += 1;
            commit({ alarms: byId(alarm(`new-${added}`, { raisedAt: midnight + 10 + added })) });
            commit({
              alarms: byId(...alarms.slice(0, 3).map((each) => ({ ...each, severity: 'red' as const }))),
            });
          },
        );
        expect([...seen].sort()).toEqual(alarms.map(({ id }) => id).sort());
      },
    ),
    { numRuns: 20 },
  );
});

test('a walk over devices goes in the order of ids and ends', async () => {
  const { views, commit } = opened();
  const devices = Array.from({ length: 25 }, (_, i) => device(`gauge-${String(i).padStart(2, '0')}`));
  commit({ devices: byId(...devices) });
  expect(await walk((page) => views.devices(page), 5)).toEqual(devices.map(({ id }) => id));
});

test.each([
  'garbage',
  '',
  '!!!',
  'W10',
  Buffer.from('["a",1]').toString('base64url'),
  Buffer.from('{').toString('base64url'),
])('the cursor "%s" is refused as bad input', async (cursor) => {
  const { views } = opened();
  await expect(views.alarms({ limit: 1, cursor })).rejects.toMatchObject({
    code: 'bad_cursor',
    retryable: false,
  });
});

test('a cursor of another list is refused', async () => {
  const { views, commit } = opened();
  commit({ alarms: byId(alarm('a'), alarm('b')) });
  const { nextCursor } = await views.alarms({ limit: 1, cursor: null });
  await expect(views.devices({ limit: 1, cursor: nextCursor })).rejects.toMatchObject({ code: 'bad_cursor' });
});

test('readings come from all days in order, from the first instant to the last, both included', async () => {
  const { views, commit } = opened();
  const at = (measuredAt: number, value: number) => ({ measuredAt, value });
  const yearsAgo = Date.UTC(1998, 1, 28);
  commit({
    outcomes: [outcomeOf(at(midnight + dayMs, 3), at(midnight, 2), at(midnight - 1, 1), at(yearsAgo, 0))],
  });
  const ask = (from: number, to: number) =>
    views.readings({ deviceId: 'gauge-1', metric: 'depth_mm', from, to, maxPoints: 100 });
  expect(await ask(0, midnight + 2 * dayMs)).toEqual({
    points: [
      [yearsAgo, 0],
      [midnight - 1, 1],
      [midnight, 2],
      [midnight + dayMs, 3],
    ],
    reduced: false,
  });
  expect((await ask(midnight - 1, midnight)).points).toEqual([
    [midnight - 1, 1],
    [midnight, 2],
  ]);
  expect((await ask(-1e15, 1e15)).points).toHaveLength(4);
  expect((await ask(midnight, midnight - 1)).points).toEqual([]);
  const none = { from: 0, to: midnight, maxPoints: 10 };
  expect(await views.readings({ ...none, deviceId: 'ghost', metric: 'depth_mm' })).toEqual({
    points: [],
    reduced: false,
  });
  expect(await views.readings({ ...none, deviceId: 'gauge-1', metric: 'tilt_deg' })).toEqual({
    points: [],
    reduced: false,
  });
});

test('more readings than asked for are reduced without losing the peak', async () => {
  const { views, commit } = opened();
  const readings = Array.from({ length: 3_000 }, (_, i) => ({
    measuredAt: midnight + i * 60_000,
    value: i === 1_234 ? 412 : i === 2_345 ? -7 : i % 5,
  }));
  commit({ outcomes: [outcomeOf(...readings)] });
  const ask = (maxPoints: number) =>
    views.readings({ deviceId: 'gauge-1', metric: 'depth_mm', from: 0, to: midnight + 9 * dayMs, maxPoints });
  const reduced = await ask(100);
  expect(reduced.reduced).toBe(true);
  expect(reduced.points.length).toBeLessThanOrEqual(100);
  expect(reduced.points.length).toBeGreaterThan(90);
  expect(reduced.points).toContainEqual([midnight + 1_234 * 60_000, 412]);
  expect(reduced.points).toContainEqual([midnight + 2_345 * 60_000, -7]);
  const whole = await ask(3_000);
  expect(whole).toMatchObject({ reduced: false });
  expect(whole.points).toHaveLength(3_000);
});

test('a page of large quarantined messages is cut short and goes on at the next', async () => {
  const { views, commit } = opened();
  const payload = new Uint8Array(1024 * 1024);
  const outcomes = Array.from({ length: 10 }, (_, i) =>
    outcome({ position: i + 1, deviceId: null, payload }),
  );
  commit({ outcomes });
  expect((await views.quarantine(firstPage)).items).toHaveLength(4);
  const newestFirst = ['10', '9', '8', '7', '6', '5', '4', '3', '2', '1'];
  expect(await walk((page) => views.quarantine(page), 100)).toEqual(newestFirst);
  expect(await walk((page) => views.quarantine(page), 3)).toEqual(newestFirst);
});

test('rules, users and accounts are shown without secrets', async () => {
  const { views, commit } = opened();
  commit({
    rules: byId({ id: 'flood-depth', version: 3, definition: { kind: 'threshold' } }),
    users: new Map([
      [
        'ann',
        {
          username: 'ann',
          role: 'crew',
          unitId: 'power',
          passwordHash: 'scrypt$x',
          disabled: true,
          generation: 2,
        },
      ],
    ]),
    accounts: new Map([
      ['lns', { name: 'lns', publish: ['a/#'], subscribe: ['b/#'], secretHash: 'sha256$x' }],
    ]),
  });
  expect(await views.rules()).toEqual([{ id: 'flood-depth', version: 3, definition: { kind: 'threshold' } }]);
  expect(await views.users()).toEqual([{ username: 'ann', role: 'crew', unit_id: 'power', disabled: true }]);
  expect(await views.accounts()).toEqual([{ name: 'lns', publish: ['a/#'], subscribe: ['b/#'] }]);
});

test('the audit log is read newest first', async () => {
  const { views, commit } = opened();
  const entry = (subject: string) => ({
    at: 5,
    by: 'ann',
    from: '::1',
    action: 'put',
    subject,
    detail: { x: [1] },
  });
  commit({ audit: [entry('a'), entry('b')] });
  const first = await views.audit({ limit: 1, cursor: null });
  expect(first.items).toEqual([entry('b')]);
  expect(await views.audit({ limit: 1, cursor: first.nextCursor })).toEqual({
    items: [entry('a')],
    nextCursor: null,
  });
});

test('events come oldest first after an id, of the kinds asked for', async () => {
  const { views, commit } = opened();
  const event = (kind: 'alarm' | 'case', subjectId: string) => ({
    kind,
    subjectId,
    at: 1,
    body: { subjectId },
  });
  commit({ outbox: [event('alarm', 'a'), event('case', 'b'), event('alarm', 'c')] });
  expect(await views.events(0, ['alarm'], 10)).toEqual([
    { id: 1, ...event('alarm', 'a') },
    { id: 3, ...event('alarm', 'c') },
  ]);
  expect((await views.events(1, ['alarm', 'case'], 1)).map(({ id }) => id)).toEqual([2]);
  expect(await views.events(3, ['alarm', 'case'], 10)).toEqual([]);
});
