// What the tests of this folder work with: a folder that goes away, and batches of messages, alarms and cases at will.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Alarm } from '../core/alarm.ts';
import type { Case } from '../core/case.ts';
import { type Effects, type MessageOutcome, noEffects } from '../core/effects.ts';
import type { Batch } from '../core/journal.ts';
import type { Reading } from '../core/reading.ts';
import { type JournalRecord, RecordPacker } from '../core/record.ts';
import type { Point } from '../core/registry.ts';
import type { SnapshotRow } from '../core/table.ts';
import { testDevice, testPoint } from '../core/test-registry.ts';
import type { EpochMs } from '../core/time.ts';
import { openStore, type Store, type StoreOptions } from './open-store.ts';

/** 2026-07-14T00:00:00Z. */
export const midnight: EpochMs = Date.UTC(2026, 6, 14);

/** A new folder for the test that runs, deleted after it. */
export function testFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'sluice-store-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A store for the test that runs, closed after it. */
export function testStore(dataDir = testFolder(), options: Omit<StoreOptions, 'dataDir'> = {}): Store {
  const store = openStore({ dataDir, ...options });
  onTestFinished(() => store.close());
  return store;
}

export function message(text: string, receivedAt: EpochMs = midnight): JournalRecord {
  return {
    kind: 'message',
    receivedAt,
    by: 'gauge-1',
    topic: 'devices/gauge-1/telemetry',
    payload: new TextEncoder().encode(text),
  };
}

export function pack(records: readonly JournalRecord[]): Uint8Array {
  const packer = new RecordPacker();
  for (const record of records) packer.add(record);
  return packer.take();
}

export interface BatchParts {
  readonly records?: readonly JournalRecord[];
  readonly at?: EpochMs;
  readonly effects?: Partial<Effects>;
  readonly snapshot?: readonly SnapshotRow[];
}

/** The next batch of `store`: one message unless `parts` says otherwise. */
export function nextBatch(store: Store, parts: BatchParts = {}): Batch {
  const records = parts.records ?? [message('{}', parts.at ?? midnight)];
  return {
    firstPosition: store.position + 1,
    count: records.length,
    block: pack(records),
    at: parts.at ?? midnight,
    effects: { ...noEffects(), ...parts.effects },
    snapshot: parts.snapshot ?? null,
  };
}

export function reading(over: Partial<Reading> = {}): Reading {
  return {
    deviceId: 'gauge-1',
    metric: 'depth_mm',
    measuredAt: midnight,
    receivedAt: midnight,
    value: 0,
    flags: 0,
    ...over,
  };
}

export function outcome(over: Partial<MessageOutcome> = {}): MessageOutcome {
  return {
    position: 1,
    deviceId: 'gauge-1',
    receivedAt: midnight,
    by: 'gauge-1',
    topic: 'devices/gauge-1/telemetry',
    payload: new TextEncoder().encode('{}'),
    readings: [],
    duplicateReadings: 0,
    evaluated: 0,
    usable: false,
    rejections: [],
    missing: 0,
    filled: 0,
    ...over,
  };
}

/** An outcome of readings that are all usable. */
export function outcomeOf(...readings: readonly Partial<Reading>[]): MessageOutcome {
  return outcome({ readings: readings.map(reading), evaluated: readings.length });
}

export function alarm(id: string, over: Partial<Alarm> = {}): Alarm {
  return {
    id,
    ruleId: 'flood-depth',
    title: { zh: '道路积水', en: 'Water on the road' },
    pointId: 'underpass',
    deviceId: 'gauge-1',
    category: '05-06',
    severity: 'yellow',
    peakSeverity: 'yellow',
    condition: 'active',
    confident: true,
    acknowledgedBy: null,
    acknowledgedAt: null,
    shelvedUntil: null,
    shelvedBy: null,
    shelveReason: null,
    suppressedBy: null,
    presentedAt: null,
    raisedAt: midnight,
    detectedAt: midnight,
    clearedAt: null,
    value: 160,
    peakValue: 160,
    unit: 'mm',
    caseId: null,
    comments: [],
    explanation: {
      ruleVersion: 1,
      ruleKind: 'threshold',
      reason: 'level_reached',
      words: { zh: '水深达到 15 厘米', en: 'The water reached 15 cm' },
      settings: { yellow: 150 },
      samples: [{ measuredAt: midnight, value: 160, flags: [] }],
    },
    ...over,
  };
}

export function caseOf(id: string, over: Partial<Case> = {}): Case {
  return {
    id,
    category: '05-06',
    condition: null,
    title: { zh: '道路积水', en: 'Water on the road' },
    description: '',
    severity: 'yellow',
    state: 'dispatched',
    pointId: 'underpass',
    lon: 109.26,
    lat: 35.58,
    unitId: 'drainage',
    responsibility: 'maintainer',
    source: 'alarm',
    alarmIds: [],
    activeAlarmIds: [],
    reportedAt: midnight,
    dispatchedAt: midnight,
    closedAt: null,
    limit: { clock: 'urgent_hours', amount: 2 },
    dueAt: midnight + 7_200_000,
    stageDueAt: null,
    overdue: false,
    suspendedAt: null,
    suspendedUntil: null,
    suspensionCount: 0,
    extensionRequested: false,
    extensionCount: 0,
    returnCount: 0,
    reworkCount: 0,
    reopenCount: 0,
    remindedPercent: 0,
    stageOverdue: false,
    receivedBy: [],
    receiptMissed: false,
    mergedInto: null,
    photos: [],
    version: 1,
    timeline: [
      { at: midnight, by: 'rules', action: 'alarm', from: null, to: 'reported', note: '', unitId: null },
    ],
    ...over,
  };
}

export function point(id: string, over: Partial<Point> = {}): Point {
  return testPoint(id, { lon: 109.26, lat: 35.58, ...over });
}

export const device = testDevice;

/** Rows of one kind by id, as effects hold them. */
export function byId<Row extends { readonly id: string }>(...rows: readonly Row[]): Map<string, Row> {
  return new Map(rows.map((row) => [row.id, row]));
}
