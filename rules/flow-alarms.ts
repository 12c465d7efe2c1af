// Alarms that flows raise and clear: one at a time for each rule and place, with the life of any alarm.

import type { Alarm } from '../core/alarm.ts';
import type { CommandBody } from '../core/commands.ts';
import type { Label } from '../core/label.ts';
import type { Refusal } from '../core/ports.ts';
import type { Registry } from '../core/registry.ts';
import { fail, ok, type Result } from '../core/result.ts';
import { severityRank } from '../core/severity.ts';
import { Table } from '../core/table.ts';
import { named } from '../core/thing-names.ts';
import type { EpochMs } from '../core/time.ts';
import { type AlarmBook, type AlarmHolder, noAlarm } from './alarm-book.ts';
import type { AlarmSubject } from './alarm-life.ts';
import type { FlowRule } from './flow-rule.ts';
import type { Rank } from './level-tracker.ts';
import type { RuleInForce } from './rule-definition.ts';

type Claim = CommandBody<'alarm.report'>;

export class FlowAlarms {
  readonly holders = new Table<AlarmHolder>('flow_alarms');
  readonly #registry: Registry;
  readonly #alarms: AlarmBook;

  constructor(registry: Registry, alarms: AlarmBook) {
    this.#registry = registry;
    this.#alarms = alarms;
  }

  /** What a claim is about: a device where it stands, or a point alone. */
  subjectOf({ deviceId, pointId }: Claim): Result<AlarmSubject, Refusal> {
    if (deviceId !== null) {
      const device = this.#registry.device(deviceId);
      if (device === undefined) return fail(unknown('deviceId', named('device', deviceId)));
      return ok({ id: device.id, pointId: pointId ?? device.pointId });
    }
    if (pointId === null || this.#registry.point(pointId) === undefined) {
      return fail(unknown('pointId', named('point', pointId ?? '')));
    }
    return ok({ id: '', pointId });
  }

  /** Raises, follows or clears; the alarm, or `null` where there was none to clear. */
  claim(claim: Claim, inForce: RuleInForce<FlowRule>, subject: AlarmSubject, now: EpochMs): Alarm | null {
    const key = `${claim.ruleId}|${subject.id}|${subject.pointId ?? ''}`;
    const known = this.holders.get(key);
    if (known === undefined && claim.severity === null) return null;
    const holder = { ...(known ?? noAlarm()) };
    const alarmId = holder.alarmId;
    this.#alarms.follow(inForce, holder, subject, {
      verdict: {
        rank: severityRank(claim.severity) as Rank,
        value: claim.value,
        reason: claim.severity === null ? 'flow_says_over' : 'flow_says_so',
      },
      at: now,
      now,
      samples: [],
      settings: { flow: inForce.rule.flow },
      confident: true,
    });
    if (holder.alarmId === null) this.holders.delete(key);
    else this.holders.set(key, holder);
    return this.#alarms.alarms.get(holder.alarmId ?? alarmId ?? '') ?? null;
  }

  /** Ends what a rule claims, because it was switched off or taken over. */
  endOf(ruleId: string, now: EpochMs): void {
    for (const key of this.holders.sortedKeys()) {
      const holder = this.holders.get(key);
      if (holder === undefined || !key.startsWith(`${ruleId}|`)) continue;
      this.#alarms.end({ ...holder }, now, 'not_watched');
      this.holders.delete(key);
    }
  }
}

function unknown(field: string, { zh, en }: Label): Refusal {
  const detail = {
    zh: `告警应针对点位或设备；没有${zh}`,
    en: `an alarm is about a point or a device; there is no ${en}`,
  };
  return { kind: 'invalid', field, detail };
}
