// Lets the correlation rules speak: watches whether devices fall silent while there is water at or near them. An
// alarm stays until the device is heard again, also when the water has gone.

import type { AlarmSample } from '../core/alarm.ts';
import { distance_m } from '../core/distance.ts';
import { flagNames } from '../core/reading.ts';
import type { Device } from '../core/registry.ts';
import type { Sample } from '../core/sample.ts';
import { severityRank } from '../core/severity.ts';
import { Table } from '../core/table.ts';
import { type EpochMs, minuteMs, secondMs } from '../core/time.ts';
import { type CorrelationRule, silentAt } from './correlation.ts';
import type { RuleEngineContext } from './engine-context.ts';
import type { MonitorBook } from './monitor-book.ts';
import type { PresenceBook } from './presence-book.ts';
import type { RuleBook } from './rule-book.ts';
import type { RuleInForce } from './rule-definition.ts';
import { rainMetric, type Surroundings, waterMetric } from './surroundings.ts';
import type { Verdict } from './verdict.ts';

/** What is kept of a gauge: when it was heard, and how many of its messages do not arrive. */
export interface GaugeHabit {
  lastAt: EpochMs;
  lossShare: number;
}

/** Each interval counts for one part in so many of the share that is lost. */
const habitIntervals = 30;
/** A longer silence than this many intervals was an outage, and says nothing of the habit. */
const mostMissed = 20;

export class SilenceWatch {
  readonly habits = new Table<GaugeHabit>('gauge_habits');
  /** When each device with water at or near it is to be looked at. */
  readonly watched = new Table<EpochMs>('silence_watch');
  readonly #context: RuleEngineContext;
  readonly #rules: RuleBook;
  readonly #monitors: MonitorBook;
  readonly #presence: PresenceBook;
  readonly #surroundings: Surroundings;
  /** Devices with such an alarm; derived from the monitors. */
  readonly #alarmed = new Set<string>();

  constructor(
    context: RuleEngineContext,
    rules: RuleBook,
    monitors: MonitorBook,
    presence: PresenceBook,
    surroundings: Surroundings,
  ) {
    this.#context = context;
    this.#rules = rules;
    this.#monitors = monitors;
    this.#presence = presence;
    this.#surroundings = surroundings;
  }

  /** Schedules what is due, after the tables were restored. */
  restored(): void {
    for (const { ruleId, deviceId } of this.#monitors.monitors.values()) {
      if (this.#rules.rules.get(ruleId)?.rule.kind === 'correlation') this.#alarmed.add(deviceId);
    }
    for (const [deviceId, at] of this.watched.entries()) this.#context.due.add(`silence|${deviceId}`, at);
  }

  /** A sample of water or rain; `before` is the value seen before it. */
  noted(sample: Sample, before: number | null): void {
    if (this.#rules.correlations.length === 0) return;
    if (sample.metric === rainMetric) {
      if (sample.value > 0) this.#rained();
      return;
    }
    this.#learnHabit(sample);
    for (const { rule } of this.#rules.correlations) {
      const { depth_mm } = rule.wet;
      if (sample.value < depth_mm) continue;
      if (rule.witness === 'itself') this.#schedule(rule, sample.deviceId);
      else if (before === null || before < depth_mm) this.#lookAround(sample.deviceId, sample.value);
    }
  }

  /** A message of the device, whatever it says. */
  seen(deviceId: string, now: EpochMs): void {
    if (this.#alarmed.delete(deviceId)) this.#follow(deviceId, now, true);
  }

  /** The device's connection broke. */
  gone(deviceId: string): void {
    for (const { rule } of this.#rules.correlations) this.#schedule(rule, deviceId);
  }

  /** A time at which the device may have been silent for too long has come. */
  due(deviceId: string, now: EpochMs): void {
    const at = this.watched.get(deviceId);
    if (at === undefined) return;
    if (at > now) {
      this.#context.due.add(`silence|${deviceId}`, at);
      return;
    }
    this.watched.delete(deviceId);
    this.#follow(deviceId, now, false);
  }

  #follow(deviceId: string, now: EpochMs, heard: boolean): void {
    const device = this.#context.registry.device(deviceId);
    if (device === undefined) return;
    for (const inForce of this.#rules.correlations) {
      if (!this.#rules.watches(inForce.rule.id, device)) continue;
      if (heard) this.#tell(inForce, device, 'heard_again', now, []);
      else this.#judge(inForce, device, now);
    }
  }

  #judge(inForce: RuleInForce<CorrelationRule>, device: Device, now: EpochMs): void {
    const { rule } = inForce;
    const at = this.#silentAt(rule, device);
    if (at === null || this.#isExcused(device.id)) return;
    const water = this.#waterAt(rule, device, now);
    if (water === null) return;
    if (at > now) {
      this.#watch(device.id, at);
      return;
    }
    const reason = rule.witness === 'itself' ? 'silent_after_flood_reading' : 'silent_in_flood';
    this.#alarmed.add(device.id);
    this.#tell(inForce, device, reason, now, [water]);
  }

  #tell(
    inForce: RuleInForce<CorrelationRule>,
    device: Device,
    reason: Verdict['reason'],
    now: EpochMs,
    samples: readonly AlarmSample[],
  ): void {
    const rank = reason === 'heard_again' ? 0 : severityRank(inForce.rule.severity);
    const lastAt = this.#presence.find(device.id)?.lastSeenAt ?? now;
    const verdict = { rank, value: Math.round((now - lastAt) / secondMs), reason };
    this.#monitors.follow(inForce, device, verdict, now, this.#interval_s(device.id), samples);
  }

  /** The reading that says that there is water; `null` where nothing does, or where it does not rain. */
  #waterAt(rule: CorrelationRule, device: Device, now: EpochMs): AlarmSample | null {
    if (rule.witness === 'itself') {
      const own = this.#surroundings.seen.get(device.id);
      if (own?.metric !== waterMetric || own.value < rule.wet.depth_mm) return null;
      return { measuredAt: own.at, value: own.value, flags: flagNames(own.flags) };
    }
    const point = device.pointId === null ? undefined : this.#context.registry.point(device.pointId);
    if (point === undefined) return null;
    const { within_m, depth_mm, minutes } = rule.wet;
    const wet = this.#surroundings.wetNear(point, within_m, depth_mm, now - minutes * minuteMs, device.id);
    if (wet === null) return null;
    if (rule.rain !== undefined) {
      const since = now - rule.rain.minutes * minuteMs;
      const rain_mm = this.#surroundings.rainNear(point, rule.rain.within_m, since);
      if (rain_mm !== null && rain_mm < rule.rain.mm) return null;
    }
    return { measuredAt: wet.at, value: wet.value, flags: flagNames(wet.flags) };
  }

  /** Silence says nothing about a device on which people work, or that the hub cannot hear. */
  #isExcused(deviceId: string): boolean {
    const status = this.#presence.find(deviceId)?.status;
    return status === 'maintenance' || status === 'unknown';
  }

  /** `null` for a device that was never heard. */
  #silentAt(rule: CorrelationRule, device: Device): EpochMs | null {
    const presence = this.#presence.find(device.id);
    if (presence === undefined || presence.lastSeenAt === null) return null;
    return silentAt(rule, {
      // Silence while the hub or the path was away says nothing about the device.
      lastAt: Math.max(presence.lastSeenAt + presence.excusedMs, presence.heardableSinceAt),
      gone: presence.gone,
      interval_s: this.#interval_s(device.id),
      lossShare: this.habits.get(device.id)?.lossShare ?? 0,
    });
  }

  /** Of a gauge as declared, because its losses are counted against that; else as learned. */
  #interval_s(deviceId: string): number {
    const state = this.#presence.find(deviceId);
    return state === undefined || this.habits.get(deviceId) !== undefined
      ? this.#presence.declared_s(deviceId)
      : this.#presence.expected_s(deviceId, state);
  }

  #schedule(rule: CorrelationRule, deviceId: string): void {
    const device = this.#context.registry.device(deviceId);
    if (device === undefined || !this.#rules.watches(rule.id, device)) return;
    const at = this.#silentAt(rule, device);
    if (at !== null) this.#watch(deviceId, at);
  }

  #watch(deviceId: string, at: EpochMs): void {
    const known = this.watched.get(deviceId);
    if (known !== undefined && known <= at) return;
    this.watched.set(deviceId, at);
    this.#context.due.add(`silence|${deviceId}`, at);
  }

  /** A gauge became wet: whoever stands near it, and itself, may fall silent from now on. */
  #lookAround(gaugeId: string, depth_mm: number): void {
    const { registry } = this.#context;
    const pointId = registry.device(gaugeId)?.pointId ?? null;
    const place = pointId === null ? undefined : registry.point(pointId);
    for (const { rule } of this.#rules.correlations) {
      if (depth_mm < rule.wet.depth_mm) continue;
      if (rule.witness === 'itself') {
        this.#schedule(rule, gaugeId);
        continue;
      }
      if (place === undefined) continue;
      for (const device of this.#context.devices()) {
        const point = device.pointId === null ? undefined : registry.point(device.pointId);
        if (point === undefined || device.id === gaugeId) continue;
        if (distance_m(place, point) <= rule.wet.within_m) this.#schedule(rule, device.id);
      }
    }
  }

  #rained(): void {
    for (const [deviceId, { metric, value }] of this.#surroundings.seen.entries()) {
      if (metric === waterMetric && value > 0) this.#lookAround(deviceId, value);
    }
  }

  #learnHabit({ deviceId, receivedAt }: Sample): void {
    const habit = this.habits.get(deviceId);
    if (habit === undefined) {
      this.habits.set(deviceId, { lastAt: receivedAt, lossShare: 0 });
      return;
    }
    const intervals = (receivedAt - habit.lastAt) / (this.#presence.declared_s(deviceId) * secondMs);
    habit.lastAt = receivedAt;
    this.habits.touch(deviceId);
    // A burst of reports that waited in the device is one message.
    if (intervals < 0.5 || intervals > mostMissed) return;
    const missed = Math.round(intervals) - 1;
    const weight = Math.min(1, (missed + 1) / habitIntervals);
    habit.lossShare += (missed / (missed + 1) - habit.lossShare) * weight;
  }
}
