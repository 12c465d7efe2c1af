// Whether the equipment board's figures are the API's at the moment of a sample.
import type { Panel } from '@grafana/schema';
import { expect } from 'vitest';
import { assert } from '../core/error.ts';
import { boardFiles } from '../dashboards/grafana/board-list.ts';
import type { ApiSession, JsonBody } from './api-session.ts';
import { answers, panelsOf } from './grafana-board-check.ts';
import { type Cell, type Frame, fieldOf } from './grafana-frames.ts';
import { type Asker, all, ask } from './grafana-questions.ts';

/** What a device's row of a sample and of the API have in common. */
const compared = ['status', 'battery_v', 'battery_pct', 'rssi_dbm', 'interval_s'] as const;
const dayMs = 86_400_000;

export interface Moment {
  /** Of the sample. */
  readonly at: number;
  /** Devices as the API showed them then. */
  readonly devices: readonly JsonBody[];
}

/**
 * Waits for the next sample and finds for each device what the API showed then: what it said just before or just after, one
 * of which the sample must equal.
 */
export async function nextSample(influx: Asker, admin: ApiSession): Promise<Moment> {
  const newest = async () => {
    const [series] = await ask(influx, 'SELECT last("uptime_s") FROM "hub"');
    return Number(series?.values[0]?.[0]);
  };
  const before = await newest();
  let earlier = await admin.all('/devices');
  let later = earlier;
  await expect
    .poll(
      async () => {
        earlier = later;
        later = await admin.all('/devices');
        return newest();
      },
      { timeout: 90_000, interval: 100 },
    )
    .toBeGreaterThan(before);
  later = await admin.all('/devices');
  const at = await newest();
  const sampled = new Map<string, Readonly<Record<string, Cell>>>();
  const query = `SELECT ${compared.map((name) => `"${name}"`).join(', ')} FROM "devices" WHERE time = ${at}ms GROUP BY "device"`;
  for (const { tags, columns, values } of await ask(influx, query)) {
    sampled.set(
      tags?.device ?? '',
      Object.fromEntries(columns.map((name, i) => [name, values[0]?.[i] ?? null])),
    );
  }
  const devices = later.map((device) => {
    const row = sampled.get(device.id);
    assert(row !== undefined, `${device.id} is sampled`);
    const told = [...earlier.filter(({ id }) => id === device.id), device];
    const same = told.find((one) => compared.every((name) => (one[name] ?? null) === (row[name] ?? null)));
    expect(row, `${device.id} as the API shows it`).toMatchObject(pick(same ?? device));
    return same ?? device;
  });
  expect(sampled.size).toBe(devices.length);
  return { at, devices };
}

function pick(device: JsonBody): JsonBody {
  return Object.fromEntries(compared.map((name) => [name, device[name] ?? null]));
}

export async function checkEquipment(influx: Asker, admin: ApiSession): Promise<void> {
  const moment = await nextSample(influx, admin);
  const { at, devices } = moment;
  const points = new Map((await admin.all('/points')).map((point) => [point.id, point]));
  const board = boardFiles().find(({ name, language }) => name === 'equipment' && language === 'en');
  assert(board !== undefined, 'there is an equipment board');
  const range = { fromMs: at - 6 * 3_600_000, toMs: at };
  const chosen = Object.fromEntries(
    ['district', 'unit', 'basin', 'profile', 'gateway'].map((name) => [name, all]),
  );
  const panels = new Map(panelsOf(board.dashboard).map((panel) => [panel.title, panel]));
  const frames = async (title: string): Promise<Frame[]> => {
    const panel = panels.get(title);
    assert(panel !== undefined, `there is a panel ${title}`);
    return answers(influx, panel as Panel, range, chosen);
  };
  const figure = async (title: string) => {
    const [frame] = await frames(title);
    return Number(frame?.fields.at(-1)?.values.at(-1) ?? 0);
  };
  const countBy = (test: (device: JsonBody) => boolean) => devices.filter(test).length;
  const isOnline = ({ status }: JsonBody) => status === 'online' || status === 'late';
  const below = (name: string, limit: number) => (device: JsonBody) =>
    typeof device[name] === 'number' && device[name] < limit;

  expect(await figure('Devices')).toBe(devices.length);
  for (const [title, status] of [
    ['Online', 'online'],
    ['Late', 'late'],
    ['Offline', 'offline'],
    ['Unknown', 'unknown'],
    ['Maintenance', 'maintenance'],
  ] as const) {
    expect(await figure(title), title).toBe(countBy((device) => device.status === status));
  }
  expect(await figure('Battery below 3.3 V')).toBe(countBy(below('battery_v', 3.3)));
  expect(await figure('Signal below -110 dBm')).toBe(countBy(below('rssi_dbm', -110)));

  const uptimes = async (days: number, group: string): Promise<readonly JsonBody[]> => {
    const from = new Date(at - days * dayMs).toISOString();
    const { body } = await admin.get(`/uptime?from=${from}&to=${new Date(at).toISOString()}&group=${group}`);
    return body.items;
  };
  const share = (items: readonly JsonBody[]) => {
    const up = sum(items.map(({ up_s }) => up_s));
    return up / (up + sum(items.map(({ down_s }) => down_s)));
  };
  for (const [title, days] of [
    ['Uptime in 24 h', 1],
    ['Uptime in 30 d', 30],
  ] as const) {
    expect(await figure(title), title).toBeCloseTo(share(await uptimes(days, 'device')), 3);
  }

  const unitOf = ({ point_id }: JsonBody) => {
    const point = points.get(point_id);
    return point?.maintainer_unit ?? point?.owner_unit ?? point?.supervisor_unit ?? point?.subdistrict_unit;
  };
  const unitNames = new Map((await admin.all('/units')).map(({ id, name }) => [id, name]));
  const groupings = [
    { title: 'By unit', column: 'name', group: 'unit', keyOf: (one: JsonBody) => unitNames.get(unitOf(one)) },
    { title: 'By model', column: 'profile', group: 'profile', keyOf: (one: JsonBody) => one.profile },
    { title: 'By gateway', column: 'gateway', group: null, keyOf: (one: JsonBody) => one.gateway ?? 'none' },
  ];
  for (const { title, column, group, keyOf } of groupings) {
    const [frame] = await frames(title);
    const keys = fieldOf(frame, column)?.values ?? [];
    expect([...keys].sort(), title).toEqual([...new Set(devices.map(keyOf))].sort());
    const shares = group === null ? [] : await uptimes(1, group);
    for (const [index, key] of keys.entries()) {
      const own = devices.filter((device) => keyOf(device) === key);
      const cell = (name: string) => fieldOf(frame, name)?.values[index] ?? null;
      expect(cell('devices'), `${title} ${key}`).toBe(own.length);
      expect(cell('online'), `${title} ${key}`).toBe(own.filter(isOnline).length);
      const volts = own.map(({ battery_v }) => battery_v).filter((value) => typeof value === 'number');
      expect(cell('battery_v'), `${title} ${key}`).toBe(volts.length === 0 ? null : Math.min(...volts));
      const told = shares.find(({ id }) => (group === 'unit' ? unitNames.get(id) : id) === key);
      if (told !== undefined && told.uptime !== null)
        expect(cell('uptime_24h'), `${title} ${key}`).toBeCloseTo(told.uptime, 3);
    }
  }

  const [notOnline] = await frames('Not online now');
  expect([...(fieldOf(notOnline, 'device')?.values ?? [])].sort()).toEqual(
    devices
      .filter((device) => !isOnline(device))
      .map(({ id }) => id)
      .sort(),
  );
  for (const [title, name] of [
    ['The 20 lowest batteries', 'battery_v'],
    ['The 20 weakest signals', 'rssi_dbm'],
  ] as const) {
    const [frame] = await frames(title);
    const values = [...(fieldOf(frame, name)?.values ?? [])].map(Number).sort((a, b) => a - b);
    const known = devices.map((device) => device[name]).filter((value) => typeof value === 'number');
    expect(values, title).toEqual(known.sort((a, b) => a - b).slice(0, 20));
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
