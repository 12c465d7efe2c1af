// Alarms at a place as the views give them, for the tests of what leaves the hub.
import type { Json } from '../../core/ports.ts';
import { type EpochMs, formatInstant } from '../../core/time.ts';
import { type PublicAlarm, publicAlarms } from './public-alarms.ts';

/** Tuesday, 14 July 2026, 03:00 in Shanghai. */
export const raisedAt: EpochMs = Date.UTC(2026, 6, 13, 19);

export function placedAlarm(over: Json = {}): Json {
  return {
    id: 'A000007',
    rule_id: 'flood-depth',
    titles: { zh: '道路积水', en: 'Water on the road' },
    category: '05-06',
    severity: 'yellow',
    peak_severity: 'yellow',
    steps: [{ at: formatInstant(raisedAt), severity: 'yellow', value: 180, confident: true }],
    confident: true,
    condition: 'active',
    shelved_until: null,
    suppressed_by: null,
    presented_at: formatInstant(raisedAt),
    raised_at: formatInstant(raisedAt),
    cleared_at: null,
    device_id: 'gauge-1',
    case_id: 'C000003',
    comments: [{ at: formatInstant(raisedAt), by: 'wang', text: 'called the unit' }],
    value: 180,
    peak_value: 180,
    unit: 'mm',
    point: {
      id: 'north-gate',
      name: '北关路口',
      kind: 'flood',
      lon: 109.84,
      lat: 35.584,
      address: '北关街 <1> & 2',
    },
    ...over,
  };
}

export function shownAlarm(over: Json = {}): PublicAlarm {
  const [alarm] = publicAlarms([placedAlarm(over)]);
  if (alarm === undefined) throw new Error('the alarm is shown to nobody');
  return alarm;
}
