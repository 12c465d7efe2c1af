import { expect, test } from 'vitest';
import type { LoadLedger } from '../../../simulators/load.ts';
import { checkDrill, type DrillEvidence } from './drill-checks.ts';

const ledger: LoadLedger = {
  devices: new Map([
    ['gauge-1', { acknowledged: [1, 2].map((n) => ({ seq: n, ts: n, value: 0 })), unacknowledged: [] }],
  ]),
  ...{ sent: 2, acknowledged: 2, errors: 0, latenciesMs: [1, 1] },
};
const alarm = { id: 'a', rule_id: 'flood-depth', point_id: 'p', device_id: 'gauge-1', case_id: 'c' };
const seen = { id: 'a', ruleId: 'flood-depth', pointId: 'p', deviceId: 'gauge-1', raisedAt: 1, seenAt: 2 };

const sound: DrillEvidence = {
  ledgers: [ledger],
  stored: new Map([['gauge-1', new Set([1, 2])]]),
  accounting: { received: 3, stored: 2, duplicate: 1, quarantined: 0 },
  events: [{ rule: 'flood-depth', pointId: 'p', deviceIds: ['gauge-1'], atMs: 0 }],
  alarms: [alarm],
  seen: new Map([['a', seen]]),
  cases: [{ id: 'c', category: '05-06', point_id: 'p', alarm_ids: ['a'] }],
  verification: { records: 3, alarms: 1, cases: 1, differences: [] },
};

function failed(evidence: Partial<DrillEvidence>): string[] {
  return checkDrill({ ...sound, ...evidence }).flatMap(({ id, ok }) => (ok ? [] : [id]));
}

test('a hub that kept its promises passes', () => {
  expect(failed({})).toEqual([]);
});

test.each<[string, Partial<DrillEvidence>, string[]]>([
  ['a message was never acknowledged', { ledgers: [{ ...ledger, sent: 3 }] }, ['acknowledged']],
  [
    'an acknowledged message is not stored',
    { stored: new Map([['gauge-1', new Set([1])]]) },
    ['nothing_lost'],
  ],
  [
    'a message was counted twice',
    { accounting: { ...sound.accounting, stored: 3, received: 4 } },
    ['accounted'],
  ],
  ['good messages were quarantined', { accounting: { ...sound.accounting, quarantined: 1 } }, ['accounted']],
  ['a flood was missed', { alarms: [], seen: new Map(), cases: [] }, ['alarms_there']],
  [
    'a flood was raised twice',
    {
      alarms: [alarm, { ...alarm, id: 'b' }],
      seen: new Map([
        ['a', seen],
        ['b', seen],
      ]),
    },
    ['alarms_once'],
  ],
  [
    'a dry point was raised',
    {
      alarms: [alarm, { ...alarm, id: 'b', device_id: 'gauge-2' }],
      seen: new Map([
        ['a', seen],
        ['b', seen],
      ]),
    },
    ['no_false_alarm'],
  ],
  ['an alarm was not told', { seen: new Map() }, ['alarms_told']],
  ['an alarm has no case', { alarms: [{ ...alarm, case_id: null }] }, ['cases_once']],
  [
    'a place has two cases',
    { cases: [...sound.cases, { id: 'd', category: '05-06', point_id: 'p', alarm_ids: [] }] },
    ['cases_once'],
  ],
  [
    'the journal leads elsewhere',
    { verification: { ...sound.verification, differences: ['alarm a'] } },
    ['journal_explains'],
  ],
])('it is found where %s', (_, evidence, checks) => {
  expect(failed(evidence)).toEqual(checks);
});
