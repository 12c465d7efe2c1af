// A small town as records for the fold: five points, their devices, and messages at will. For tests that need the
// whole fold and no sockets.

import type { CommandBody, CommandName, FoldSettings } from '../core/commands.ts';
import type { Actor } from '../core/person.ts';
import { commandRecord, type JournalRecord } from '../core/record.ts';
import type { Point, Unit } from '../core/registry.ts';
import { testDevice, testPoint, testUnit } from '../core/test-registry.ts';
import { dayMs, type EpochMs, parseInstant } from '../core/time.ts';
import type { Fold } from '../hub/fold/fold.ts';
import { readRelease } from '../hub/release.ts';

/** Tuesday, 14 July 2026, 03:00 in Shanghai. */
export const stormStart = parseInstant('2026-07-14T03:00:00+08:00') as EpochMs;

export const operator: Actor = { name: 'wang', role: 'operator', unitId: null, from: '127.0.0.1' };

const unit = (id: string, kind: Unit['kind']) => testUnit(id, { kind });

export const townUnits = [
  unit('drainage', 'maintainer'),
  unit('gas', 'owner'),
  unit('qiaoshan', 'subdistrict'),
];

const point = (id: string, kind: Point['kind'], over: Partial<Point> = {}) =>
  testPoint(id, { kind, maintainerUnit: 'drainage', subdistrictUnit: 'qiaoshan', basin: 'north', ...over });

export const townPoints = [
  point('flood-1', 'flood'),
  point('flood-2', 'flood'),
  point('cover-1', 'cover', { componentCode: '6106310103000001' }),
  point('cover-2', 'cover', { maintainerUnit: null, ownerUnit: 'gas' }),
];

const device = (id: string, profile: string, pointId: string, intervalS: number) =>
  testDevice(id, { profile, pointId, intervalS, baselineTiltDeg: 0 });

export const townDevices = [
  device('gauge-1', 'flood-gauge', 'flood-1', 300),
  device('gauge-2', 'flood-gauge', 'flood-2', 300),
  device('tilt-1', 'tilt', 'cover-1', 600),
  device('tilt-2', 'tilt', 'cover-2', 600),
];

export function command<Name extends CommandName>(
  at: EpochMs,
  name: Name,
  body: CommandBody<Name>,
  actor: Actor = operator,
): JournalRecord {
  return commandRecord(at, actor.name, name, { actor, body });
}

/** The records with which the hub and its town begin. */
export function townRecords(at: EpochMs, settings: Partial<FoldSettings> = {}): JournalRecord[] {
  const { version, rules, profiles, caseTables } = readRelease();
  const whole = { dryRun: false, partial: false };
  return [
    command(at, 'hub.start', {
      settings: { maxAgeMs: 7 * dayMs, timezone: 'Asia/Shanghai', ...settings },
      version,
      rules: [...rules],
      profiles: [...profiles],
      caseTables,
    }),
    command(at, 'units.import', { ...whole, rows: townUnits }),
    command(at, 'points.import', { ...whole, rows: townPoints }),
    command(at, 'devices.import', {
      ...whole,
      rows: townDevices.map((row) => ({
        device: row,
        secretHash: null,
        newSecretHash: 'sha256$c2FsdA$aGFzaA',
      })),
    }),
  ];
}

const encoder = new TextEncoder();

export function message(at: EpochMs, deviceId: string, leaf: string, body: unknown): JournalRecord {
  return {
    kind: 'message',
    receivedAt: at,
    by: deviceId,
    topic: `devices/${deviceId}/${leaf}`,
    payload: encoder.encode(typeof body === 'string' ? body : JSON.stringify(body)),
  };
}

/** Applies records as the engine would, from the position after `after`; the position of the last that was kept. */
export function applyAll(fold: Fold, records: readonly JournalRecord[], after = 0): number {
  let position = after;
  for (const record of records) {
    if (fold.apply(position + 1, record).kept !== 'nothing') position += 1;
  }
  return position;
}
