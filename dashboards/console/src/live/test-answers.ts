// Alarms, cases and devices as the API would answer them, for tests.
import type {
  AlarmAnswer,
  CaseAnswer,
  DeviceAnswer,
  LatestAnswer,
  TownAnswer,
} from '../api-client/answers.ts';
import type { LiveEvent } from './live-event.ts';
import type { Place, Snapshot } from './live-state.ts';

export function alarmAnswer(changes: Partial<AlarmAnswer> = {}): AlarmAnswer {
  return {
    id: 'A-1',
    rule_id: 'flood-depth',
    rule_version: 1,
    title: '道路积水',
    titles: { zh: '道路积水', en: 'Water on the road' },
    point_id: 'flood-01',
    device_id: 'gauge-01',
    category: '05-06',
    severity: 'blue',
    peak_severity: 'blue',
    steps: [],
    condition: 'active',
    confident: true,
    acknowledged: false,
    acknowledged_by: null,
    acknowledged_at: null,
    shelved_until: null,
    shelved_by: null,
    shelve_reason: null,
    suppressed_by: null,
    presented_at: null,
    raised_at: '2026-07-01T00:00:00.000Z',
    detected_at: '2026-07-01T00:00:01.000Z',
    cleared_at: null,
    value: 60,
    peak_value: 60,
    unit: 'mm',
    case_id: null,
    comments: [],
    ...changes,
  };
}

export function caseAnswer(changes: Partial<CaseAnswer> = {}): CaseAnswer {
  return {
    id: 'C-1',
    category: '05-06',
    condition: null,
    title: '道路积水·北关路口',
    titles: { zh: '道路积水·北关路口', en: 'Water on the road, 北关路口' },
    description: '',
    severity: 'blue',
    state: 'dispatched',
    suspended: false,
    suspended_until: null,
    point_id: 'flood-01',
    lon: null,
    lat: null,
    unit_id: 'flood-crew',
    responsibility: 'maintainer',
    source: 'alarm',
    alarm_ids: [],
    active_alarm_ids: [],
    reported_at: '2026-07-01T00:00:00.000Z',
    dispatched_at: null,
    due_at: '2026-07-01T02:00:00.000Z',
    stage_due_at: null,
    overdue: false,
    closed_at: null,
    rework_count: 0,
    extension_count: 0,
    extension_requested: false,
    return_count: 0,
    reopen_count: 0,
    hand_off_count: 0,
    stage_overdue: false,
    received: false,
    closing_offered: false,
    merged_into: null,
    appeal: null,
    photos: [],
    version: 1,
    timeline: [],
    ...changes,
  };
}

export function deviceAnswer(changes: Partial<DeviceAnswer> = {}): DeviceAnswer {
  return {
    id: 'gauge-01',
    profile: 'flood-gauge',
    point_id: 'flood-01',
    point_name: '北关路口',
    gateway: null,
    status: 'online',
    last_seen_at: null,
    ...changes,
  };
}

export function place(changes: Partial<Place> = {}): Place {
  return {
    id: 'flood-01',
    name: '北关路口',
    kind: 'flood',
    basin: null,
    lon: 109.8,
    lat: 35.6,
    ...changes,
  };
}

export function townAnswer(changes: Partial<TownAnswer> = {}): TownAnswer {
  const nothing = { points: 0, bounds: null, basins: [], gateways: [] };
  return { version: '1', ...nothing, dots_version: 'a', ...changes };
}

export function snapshot(changes: Partial<Snapshot> = {}): Snapshot {
  const lists = { alarms: [], cases: [], places: [], devices: [], units: [] };
  return { town: townAnswer(), ...lists, truncated: false, ...changes };
}

export function depthReading(
  measuredAt: string,
  value: number,
  changes: Partial<LatestAnswer> = {},
): LiveEvent {
  const body = {
    device_id: 'gauge-01',
    metric: 'depth_mm',
    measured_at: measuredAt,
    value,
    flags: [],
    ...changes,
  };
  return { kind: 'reading', body };
}
