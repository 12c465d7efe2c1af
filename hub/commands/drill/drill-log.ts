// What was seen from outside while the storm went on: acknowledgements and alarms, each with its moment.
import { secondMs } from '../../../core/time.ts';
import { type DrillReport, type Spread, spreadOf } from './drill-report.ts';

export interface SeenAlarm {
  readonly id: string;
  readonly ruleId: string;
  readonly pointId: string | null;
  readonly deviceId: string | null;
  /** Epoch ms, of the message that decided it. */
  readonly raisedAt: number;
  readonly seenAt: number;
}

/** What is sent so long before the hub dies and after it is back waits for it, and is no measure of its pace. */
const beforeDeathMs = secondMs;
const afterRebirthMs = 2 * secondMs;

export class DrillLog {
  /** First sightings, by id. */
  readonly alarms = new Map<string, SeenAlarm>();
  readonly #acknowledged: { readonly sentAt: number; readonly at: number }[] = [];
  #startedAt = 0;
  #diedAt: number | null = null;
  #backAt: number | null = null;

  begin(): void {
    this.#startedAt = Date.now();
  }

  acknowledged(sentAt: number, at: number): void {
    const epoch = performance.timeOrigin;
    this.#acknowledged.push({ sentAt: epoch + sentAt, at: epoch + at });
  }

  /** Takes a message of `hub/alarms/#`. */
  heard(payload: string): void {
    const alarm = JSON.parse(payload) as Record<string, string | null>;
    if (alarm.change !== 'raised' || alarm.id == null || this.alarms.has(alarm.id)) return;
    this.alarms.set(alarm.id, {
      ...{ id: alarm.id, ruleId: alarm.rule_id ?? '', pointId: alarm.point_id ?? null },
      ...{ deviceId: alarm.device_id ?? null, raisedAt: Date.parse(alarm.raised_at ?? '') },
      seenAt: Date.now(),
    });
  }

  died(): void {
    this.#diedAt = Date.now();
  }

  back(): void {
    this.#backAt = Date.now();
  }

  kill(): DrillReport['kill'] {
    const [died, back] = [this.#diedAt, this.#backAt];
    if (died === null || back === null) return null;
    const again = this.#acknowledged.find(({ at }) => at > back)?.at ?? Number.NaN;
    const seconds = (ms: number) => Number((ms / secondMs).toFixed(2));
    return {
      at_s: seconds(died - this.#startedAt),
      ready_after_s: seconds(back - died),
      acknowledged_again_after_s: seconds(again - died),
    };
  }

  ackLatency(): Spread {
    const plain = this.#acknowledged.filter(({ sentAt, at }) => !this.#meetsOutage(sentAt, at));
    return spreadOf(plain.map(({ sentAt, at }) => at - sentAt));
  }

  /** Of those rules whose alarms are told of by the very message that decided them. */
  alarmLatency(ruleIds: ReadonlySet<string>): Spread {
    const plain = [...this.alarms.values()].filter(
      ({ ruleId, raisedAt, seenAt }) => ruleIds.has(ruleId) && !this.#meetsOutage(raisedAt, seenAt),
    );
    return spreadOf(plain.map(({ raisedAt, seenAt }) => seenAt - raisedAt));
  }

  /** So many seconds from the beginning of the storm. */
  course(seconds: number): DrillReport['course'] {
    const course = Array.from({ length: seconds }, () => ({ acknowledged: 0, alarms: 0 }));
    const at = (ms: number) => course[Math.floor((ms - this.#startedAt) / secondMs)];
    for (const { at: when } of this.#acknowledged) {
      const second = at(when);
      if (second !== undefined) second.acknowledged += 1;
    }
    for (const { seenAt } of this.alarms.values()) {
      const second = at(seenAt);
      if (second !== undefined) second.alarms += 1;
    }
    return course;
  }

  #meetsOutage(from: number, to: number): boolean {
    if (this.#diedAt === null) return false;
    const until = this.#backAt ?? Number.POSITIVE_INFINITY;
    return to >= this.#diedAt - beforeDeathMs && from <= until + afterRebirthMs;
  }
}
