// The promises of the hub, each held against what the devices sent and what was seen from outside.
import type { DrillEvent } from '../../../simulators/drill-storm.ts';
import type { LoadLedger } from '../../../simulators/load.ts';
import type { Verification } from '../../verify-journal.ts';
import type { SeenAlarm } from './drill-log.ts';
import type { DrillCheck } from './drill-report.ts';

export interface DrillEvidence {
  readonly ledgers: readonly LoadLedger[];
  /** Instants of stored readings, by device. */
  readonly stored: ReadonlyMap<string, ReadonlySet<number>>;
  readonly accounting: {
    readonly received: number;
    readonly stored: number;
    readonly duplicate: number;
    readonly quarantined: number;
  };
  readonly events: readonly DrillEvent[];
  /** As the API lists them, with their cases. */
  readonly alarms: readonly {
    readonly id: string;
    readonly rule_id: string;
    readonly point_id: string | null;
    readonly device_id: string | null;
    readonly case_id: string | null;
  }[];
  readonly seen: ReadonlyMap<string, SeenAlarm>;
  readonly cases: readonly {
    readonly id: string;
    readonly category: string;
    readonly point_id: string | null;
    readonly alarm_ids: readonly string[];
  }[];
  readonly verification: Verification;
}

/** Messages that a PUBACK was seen for and of which nothing is stored. */
export function lostMessages({ ledgers, stored }: DrillEvidence): number {
  let lost = 0;
  for (const { devices } of ledgers) {
    for (const [id, { acknowledged }] of devices) {
      const kept = stored.get(id);
      for (const { ts } of acknowledged) if (kept?.has(ts) !== true) lost += 1;
    }
  }
  return lost;
}

export function checkDrill(evidence: DrillEvidence): DrillCheck[] {
  return [
    everythingAcknowledged(evidence),
    nothingLost(evidence),
    accounted(evidence),
    alarmsThere(evidence),
    alarmsOnce(evidence),
    nothingElseRaised(evidence),
    alarmsTold(evidence),
    casesOnce(evidence),
    journalExplains(evidence),
  ];
}

function everythingAcknowledged({ ledgers }: DrillEvidence): DrillCheck {
  const open = ledgers.reduce((sum, { sent, acknowledged }) => sum + sent - acknowledged, 0);
  return {
    id: 'acknowledged',
    ok: open === 0,
    title: { zh: '每条消息最终都得到确认', en: 'Every message was acknowledged in the end' },
    words: { zh: `${open} 条未确认`, en: `${open} without an acknowledgement` },
  };
}

function nothingLost(evidence: DrillEvidence): DrillCheck {
  const lost = lostMessages(evidence);
  return {
    id: 'nothing_lost',
    ok: lost === 0,
    title: { zh: '已确认的消息全部落盘', en: 'Everything acknowledged is stored' },
    words: { zh: `丢失 ${lost} 条`, en: `${lost} lost` },
  };
}

function accounted({ ledgers, accounting }: DrillEvidence): DrillCheck {
  const sent = ledgers.reduce((sum, { acknowledged }) => sum + acknowledged, 0);
  const { received, stored, duplicate, quarantined } = accounting;
  return {
    id: 'accounted',
    ok: received === stored + duplicate + quarantined && stored === sent && quarantined === 0,
    title: { zh: '账目相符，每条只算一次', en: 'The accounts agree, each message once' },
    words: {
      zh: `收到 ${received} = 入库 ${stored} + 重发 ${duplicate} + 隔离 ${quarantined}`,
      en: `${received} received = ${stored} stored + ${duplicate} sent again + ${quarantined} in quarantine`,
    },
  };
}

/** Alarms of the rule and place that an event asks for. */
function alarmsOf({ alarms }: DrillEvidence, event: DrillEvent) {
  return alarms.filter(
    ({ rule_id, device_id }) => rule_id === event.rule && event.deviceIds.includes(device_id ?? ''),
  );
}

function placeOf({ pointId, deviceIds }: DrillEvent): string {
  return pointId ?? deviceIds[0] ?? '';
}

function alarmsThere(evidence: DrillEvidence): DrillCheck {
  const missing = evidence.events.filter((event) => alarmsOf(evidence, event).length === 0);
  const count = evidence.events.length;
  return {
    id: 'alarms_there',
    ok: missing.length === 0,
    title: {
      zh: '每处积水、每个移位井盖都报警',
      en: 'Every flood and every displaced cover raised its alarm',
    },
    words: {
      zh: `${count} 起中缺 ${missing.length} 起${listed(missing.map(placeOf))}`,
      en: `${missing.length} of ${count} missing${listed(missing.map(placeOf))}`,
    },
  };
}

function alarmsOnce(evidence: DrillEvidence): DrillCheck {
  const doubled = evidence.events.filter((event) => alarmsOf(evidence, event).length > 1);
  return {
    id: 'alarms_once',
    ok: doubled.length === 0,
    title: { zh: '没有重复报警', en: 'No alarm was raised twice' },
    words: {
      zh: `重复 ${doubled.length} 起${listed(doubled.map(placeOf))}`,
      en: `${doubled.length} raised twice${listed(doubled.map(placeOf))}`,
    },
  };
}

function nothingElseRaised({ alarms, events }: DrillEvidence): DrillCheck {
  const expected = new Set(events.flatMap(({ rule, deviceIds }) => deviceIds.map((id) => `${rule} ${id}`)));
  const rules = new Set<string>(['flood-depth', 'cover-displaced']);
  const strange = alarms.filter(
    ({ rule_id, device_id }) => rules.has(rule_id) && !expected.has(`${rule_id} ${device_id}`),
  );
  return {
    id: 'no_false_alarm',
    ok: strange.length === 0,
    title: { zh: '没有误报', en: 'Nothing was raised where nothing happened' },
    words: {
      zh: `误报 ${strange.length} 起${listed(strange.map(({ device_id }) => device_id ?? ''))}`,
      en: `${strange.length} false${listed(strange.map(({ device_id }) => device_id ?? ''))}`,
    },
  };
}

function alarmsTold({ alarms, seen }: DrillEvidence): DrillCheck {
  const untold = alarms.filter(({ id }) => !seen.has(id)).length;
  const unknown = [...seen.keys()].filter((id) => !alarms.some((alarm) => alarm.id === id)).length;
  return {
    id: 'alarms_told',
    ok: untold === 0 && unknown === 0,
    title: { zh: '报警都已向外发布', en: 'Every alarm was told to those who listen' },
    words: {
      zh: `未发布 ${untold} 起，来历不明 ${unknown} 起`,
      en: `${untold} not told, ${unknown} told and not stored`,
    },
  };
}

function casesOnce({ events, alarms, cases }: DrillEvidence): DrillCheck {
  const wanted = new Set(events.flatMap(({ deviceIds }) => deviceIds));
  const without = alarms.filter(
    ({ rule_id, device_id, case_id }) =>
      events.some(({ rule }) => rule === rule_id) && wanted.has(device_id ?? '') && case_id === null,
  ).length;
  const places = cases.map(({ category, point_id, id }) => `${category} ${point_id ?? id}`);
  const doubled = places.length - new Set(places).size;
  return {
    id: 'cases_once',
    ok: without === 0 && doubled === 0,
    title: { zh: '每起报警立案一次', en: 'Every alarm has its case, each place one' },
    words: {
      zh: `${cases.length} 件案件，缺 ${without} 件，重复 ${doubled} 件`,
      en: `${cases.length} cases, ${without} missing, ${doubled} doubled`,
    },
  };
}

function journalExplains({ verification }: DrillEvidence): DrillCheck {
  const { records, differences } = verification;
  return {
    id: 'journal_explains',
    ok: differences.length === 0,
    title: { zh: '日志重放得到同样的结果', en: 'The journal, replayed, gives the same state' },
    words: {
      zh: `重放 ${records} 条记录，不符 ${differences.length} 处`,
      en: `${records} records replayed, ${differences.length} differences`,
    },
  };
}

function listed(names: readonly string[]): string {
  if (names.length === 0) return '';
  return `: ${names.slice(0, 5).join(', ')}${names.length > 5 ? ' …' : ''}`;
}
