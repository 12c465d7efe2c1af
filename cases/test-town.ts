// A small town for the tests of this folder: four units, three points, people of each role, alarms at will.

import { readdirSync, readFileSync } from 'node:fs';
import type { Alarm } from '../core/alarm.ts';
import type { Case } from '../core/case.ts';
import type { CaseReport } from '../core/commands.ts';
import { assert } from '../core/error.ts';
import type { Actor, Role } from '../core/person.ts';
import type { Device, Registry, Unit } from '../core/registry.ts';
import type { Roster } from '../core/roster.ts';
import type { Severity } from '../core/severity.ts';
import { Table } from '../core/table.ts';
import { testPoint, testUnit } from '../core/test-registry.ts';
import { type EpochMs, hourMs, parseInstant } from '../core/time.ts';
import { CaseBook } from './case-book.ts';
import { CasePapers } from './case-papers.ts';
import { CaseShelf } from './case-shelf.ts';
import { type CaseTables, parseCaseTables } from './case-tables.ts';
import { LetterBook } from './letter-book.ts';
import { NoticeDesk } from './notice-desk.ts';
import type { TableFile } from './table-files.ts';

/** Tuesday, 24 November 2026, 10:00 in Shanghai: a working morning. */
export const tuesday = instant('2026-11-24T10:00:00+08:00');

export function instant(text: string): EpochMs {
  const at = parseInstant(text);
  assert(at !== null, `${text} is an instant`);
  return at;
}

export function unit(id: string, kind: Unit['kind'], name: string): Unit {
  return testUnit(id, { kind, name });
}

export const point = testPoint;

export const units = [
  unit('drainage', 'maintainer', '排水管理所'),
  unit('water', 'owner', '自来水公司'),
  unit('bureau', 'supervisor', '住建局'),
  unit('qiaoshan', 'subdistrict', '桥山街办'),
  unit('inspectors', 'inspection', '督查室'),
];

export const points = [
  point('north-gate', {
    name: '北关路口',
    maintainerUnit: 'drainage',
    ownerUnit: 'water',
    supervisorUnit: 'bureau',
  }),
  point('cover-7', {
    name: '7 号井',
    kind: 'cover',
    componentCode: '6106310102000007',
    ownerUnit: 'water',
    supervisorUnit: 'bureau',
    subdistrictUnit: 'qiaoshan',
  }),
  point('nobody', { name: '无主点' }),
];

const devices: readonly Pick<Device, 'id' | 'pointId'>[] = [{ id: 'loose', pointId: null }];

export const registry: Registry = {
  unitsOfKind: (kind) => units.filter((known) => known.kind === kind),
  unit: (id) => units.find((known) => known.id === id),
  point: (id) => points.find((known) => known.id === id),
  device: (id) => devices.find((known) => known.id === id) as Device | undefined,
  profile: () => undefined,
};

export function person(role: Role, unitId: string | null = null): Actor {
  return { name: unitId === null ? role : `${role}@${unitId}`, role, unitId, from: 'local' };
}

export function alarm(over: Partial<Alarm> = {}): Alarm {
  const raisedAt = over.raisedAt ?? tuesday;
  const severity: Severity = over.severity ?? 'yellow';
  return {
    id: 'a-1',
    ruleId: 'flood-depth',
    title: { zh: '道路积水', en: 'Water on the road' },
    pointId: 'north-gate',
    deviceId: 'gauge-1',
    category: '05-06',
    severity,
    peakSeverity: severity,
    condition: 'active',
    confident: true,
    acknowledgedBy: null,
    acknowledgedAt: null,
    shelvedUntil: null,
    shelvedBy: null,
    shelveReason: null,
    suppressedBy: null,
    presentedAt: null,
    raisedAt,
    detectedAt: raisedAt,
    clearedAt: null,
    value: 180,
    peakValue: 180,
    unit: 'mm',
    caseId: null,
    comments: [],
    explanation: {
      ruleVersion: 1,
      ruleKind: 'threshold',
      reason: 'level_reached',
      words: { zh: '达到警戒', en: 'level reached' },
      settings: {},
      samples: [],
    },
    ...over,
  };
}

export function reportAt(over: Partial<CaseReport> = {}): CaseReport {
  return {
    category: '05-06',
    condition: null,
    pointId: 'north-gate',
    lon: null,
    lat: null,
    title: '路口有积水',
    description: '',
    photos: [],
    source: 'inspector',
    ...over,
  };
}

export function tablesOf(files: readonly TableFile[]): CaseTables {
  const parsed = parseCaseTables(files);
  assert(parsed.ok, parsed.ok ? '' : JSON.stringify(parsed.error));
  return parsed.value;
}

const folder = new URL('./tables/', import.meta.url);

/** The tables that the hub comes with. */
export const defaultTables = tablesOf(
  readdirSync(folder).map((name) => ({ name, text: readFileSync(new URL(name, folder), 'utf8') })),
);

export interface Town {
  readonly cases: Table<Case>;
  readonly counters: Table<number>;
  readonly desk: NoticeDesk;
  readonly rosters: Map<string, Roster>;
  readonly shelf: CaseShelf;
  readonly book: CaseBook;
  readonly papers: CasePapers;
  readonly letters: LetterBook;
}

export function town(tables: CaseTables): Town {
  const cases = new Table<Case>('cases');
  const counters = new Table<number>('counters');
  const timezone = () => 'Asia/Shanghai';
  const desk = new NoticeDesk({ counters, timezone, digest: () => tables.escalation.digest });
  const rosters = new Map<string, Roster>();
  const roster = (unitId: string) => rosters.get(unitId);
  const closingObstacle = () => null;
  const shelf = new CaseShelf({
    closingObstacle,
    cases,
    counters,
    registry,
    roster,
    desk,
    tables: () => tables,
    timezone,
  });
  const book = new CaseBook(shelf);
  const papers = new CasePapers(shelf);
  const letters = new LetterBook(shelf, papers);
  return { cases, counters, desk, rosters, shelf, book, papers, letters };
}

/** The same town from what a snapshot keeps. */
export function restoredTown(from: Town, tables: CaseTables): Town {
  const again = town(tables);
  for (const row of from.cases.dump()) if (row.body !== null) again.cases.restore(row.id, row.body);
  for (const row of from.counters.dump()) if (row.body !== null) again.counters.restore(row.id, row.body);
  for (const row of from.desk.waiting.dump())
    if (row.body !== null) again.desk.waiting.restore(row.id, row.body);
  again.shelf.restored();
  return again;
}

export const hours = (count: number) => count * hourMs;
