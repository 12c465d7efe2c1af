// The zeros of gauges: what each showed on its last quiet dry nights, and the proposals that follow from it. A person
// decides; nothing is judged while it may be wet there.

import type { DueQueue } from '../../core/due-queue.ts';
import type { Label } from '../../core/label.ts';
import type { Refusal } from '../../core/ports.ts';
import type { Device, Registry } from '../../core/registry.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import type { Sample } from '../../core/sample.ts';
import { Table } from '../../core/table.ts';
import type { EpochMs } from '../../core/time.ts';
import {
  type QuietNight,
  type ZeroDecision,
  type ZeroProposal,
  type ZeroProposalState,
  zeroProposalIdOf,
} from '../../core/zero-proposal.ts';
import { agreedZero_mm, type NightRecord, noteInNight, quietNightOf, startNight } from './night-record.ts';
import { type QuietHours, quietHoursAt } from './quiet-hours.ts';
import type { ZeroSettings } from './zero-settings.ts';

/** What is kept of a gauge. */
interface ZeroState {
  /** The registry's zero under which all this was measured, mm. */
  readonly offset_mm: number;
  night: NightRecord | null;
  /** The last quiet dry ones, oldest first. */
  nights: QuietNight[];
  open: ZeroProposal | null;
  /** What a person refused, mm. */
  refused_mm: number | null;
}

export interface ZeroBookOptions {
  readonly registry: Registry;
  readonly timezone: () => string;
  readonly settings: () => ZeroSettings;
  /** Last number given, by what it counts. */
  readonly counters: Table<number>;
  /** Takes the key `zero|night`. */
  readonly due: DueQueue;
  /** Why what a gauge showed since then may be water; `null` where that is known not to be. */
  readonly mayBeWet: (device: Device, since: EpochMs) => Label | null;
  /** Told of every proposal that is new or changed. */
  readonly changed: (proposal: ZeroProposal) => void;
  /** Whether a gauge's zero has wandered, each time that is known anew. */
  readonly drifted: (deviceId: string, isDrifted: boolean) => void;
}

const dueKey = 'zero|night';

export class ZeroBook {
  readonly zeros = new Table<ZeroState>('zeros');
  readonly #options: ZeroBookOptions;
  /** Derived from the time of the last sample, and from the clock and the hours that were in force then. */
  #hours: (QuietHours & { since: EpochMs; timezone: string; settings: ZeroSettings }) | null = null;

  constructor(options: ZeroBookOptions) {
    this.#options = options;
  }

  get #settings(): ZeroSettings {
    return this.#options.settings();
  }

  /** Schedules what is to be judged, after the table was restored. */
  restored(): void {
    for (const { night } of this.zeros.values()) if (night !== null) this.#schedule(night.to);
  }

  /** Takes in an accepted sample, which is newer than all before it of its device and metric. */
  sample(sample: Sample, device: Device, now: EpochMs): void {
    // Where nobody knows where a gauge hangs, nobody knows whether it rains there.
    if (sample.metric !== 'depth_mm' || device.pointId === null) return;
    const hours = this.#hoursAt(now);
    if (sample.measuredAt < hours.from || sample.measuredAt >= hours.to) return;
    const zero = this.#zeroOf(device);
    if (zero.night?.to === hours.to) {
      noteInNight(zero.night, sample, this.#settings);
    } else {
      zero.night = startNight(hours, sample);
      this.#schedule(hours.to);
    }
  }

  /** The quiet hours of a night are over, and what was measured in them has come in. */
  nightOver(now: EpochMs): void {
    for (const deviceId of this.zeros.sortedKeys()) {
      const zero = this.zeros.get(deviceId);
      if (zero === undefined || zero.night === null) continue;
      if (zero.night.to + this.#settings.deliveryMs > now) this.#schedule(zero.night.to);
      else this.#judge(deviceId, zero, zero.night, now);
    }
  }

  /** A device was registered or changed: what was measured under another zero says nothing about this one. */
  deviceChanged(device: Device, now: EpochMs): void {
    const zero = this.zeros.get(device.id);
    if (zero === undefined || zero.offset_mm === offsetOf(device)) return;
    this.#close(zero, 'withdrawn', now);
    this.zeros.delete(device.id);
    this.#options.drifted(device.id, false);
  }

  /** What is decided about a proposal, with the device as it is to be from then on. */
  decide(decision: ZeroDecision, by: string, now: EpochMs): Result<[ZeroProposal, Device], Refusal> {
    const { proposalId, deviceId, action, reason } = decision;
    const zero = this.zeros.get(deviceId);
    const device = this.#options.registry.device(deviceId);
    if (zero?.open?.id !== proposalId || device === undefined) {
      return conflict({
        zh: `${proposalId} 已处理过，请刷新列表`,
        en: `${proposalId} is not open any more; look at the list again`,
      });
    }
    const { to_mm } = zero.open;
    if (action === 'refuse') {
      zero.refused_mm = to_mm;
      return ok([this.#decided(zero, 'refused', by, reason, now), device]);
    }
    const wet = this.#options.mayBeWet(device, now - this.#settings.dryBeforeMs);
    if (wet !== null) {
      return conflict({
        zh: `现场可能有水时不能设零点：${wet.zh}；请待干燥后再设`,
        en: `no zero is set while it may be wet there: ${wet.en}; wait until it is dry`,
      });
    }
    const accepted = this.#decided(zero, 'accepted', by, reason, now);
    this.zeros.delete(deviceId);
    this.#options.drifted(deviceId, false);
    return ok([accepted, { ...device, zeroOffsetMm: to_mm }]);
  }

  #judge(deviceId: string, zero: ZeroState, record: NightRecord, now: EpochMs): void {
    const settings = this.#settings;
    this.zeros.touch(deviceId);
    zero.night = null;
    const device = this.#options.registry.device(deviceId);
    const night = quietNightOf(record, settings);
    if (device === undefined || night === null || now - record.to > settings.staleMs) return;
    const from = record.firstAt - settings.dryBeforeMs;
    if (this.#options.mayBeWet(device, from) !== null) return;
    const recent = [...zero.nights, night].filter(({ endedAt }) => now - endedAt <= settings.nightMaxAgeMs);
    zero.nights = recent.slice(-settings.nights);
    const zero_mm = agreedZero_mm(zero.nights, settings);
    if (zero_mm === null) return;
    const isDrifted = Math.abs(zero_mm) >= settings.least_mm;
    this.#options.drifted(deviceId, isDrifted);
    if (isDrifted && Math.abs(zero_mm) <= settings.most_mm) this.#propose(device, zero, zero_mm, now);
    else this.#close(zero, 'withdrawn', now);
  }

  #propose(device: Device, zero: ZeroState, zero_mm: number, now: EpochMs): void {
    const { agreement_mm } = this.#settings;
    const to_mm = zero.offset_mm + zero_mm;
    const isSame = (other_mm: number | null) =>
      other_mm !== null && Math.abs(other_mm - to_mm) <= agreement_mm / 2;
    if (isSame(zero.refused_mm) || isSame(zero.open?.to_mm ?? null)) return;
    this.#close(zero, 'superseded', now);
    const { counters } = this.#options;
    const number = (counters.get('zero proposal') ?? 0) + 1;
    counters.set('zero proposal', number);
    zero.open = {
      id: zeroProposalIdOf(number),
      deviceId: device.id,
      pointId: device.pointId ?? '',
      state: 'open',
      madeAt: now,
      from_mm: zero.offset_mm,
      to_mm,
      nights: zero.nights,
      decidedAt: null,
      decidedBy: null,
      reason: null,
    };
    this.#options.changed(zero.open);
  }

  /** The hub itself drops the open proposal, where there is one. */
  #close(zero: ZeroState, state: ZeroProposalState, now: EpochMs): void {
    if (zero.open !== null) this.#decided(zero, state, null, null, now);
  }

  #decided(
    zero: ZeroState,
    state: ZeroProposalState,
    by: string | null,
    reason: string | null,
    now: EpochMs,
  ): ZeroProposal {
    const decided = { ...(zero.open as ZeroProposal), state, decidedAt: now, decidedBy: by, reason };
    zero.open = null;
    this.zeros.touch(decided.deviceId);
    this.#options.changed(decided);
    return decided;
  }

  #zeroOf(device: Device): ZeroState {
    let zero = this.zeros.get(device.id);
    if (zero === undefined) {
      zero = { offset_mm: offsetOf(device), night: null, nights: [], open: null, refused_mm: null };
      this.zeros.set(device.id, zero);
    }
    this.zeros.touch(device.id);
    return zero;
  }

  /** By the calendar only when the last answer does not hold any more: every sample asks. */
  #hoursAt(now: EpochMs): QuietHours {
    const known = this.#hours;
    const timezone = this.#options.timezone();
    const settings = this.#settings;
    const isSame = known?.timezone === timezone && known.settings === settings;
    if (isSame && now >= known.since && now < known.judgedAt) return known;
    const hours = { ...quietHoursAt(now, timezone, settings), since: now, timezone, settings };
    this.#hours = hours;
    return hours;
  }

  #schedule(to: EpochMs): void {
    this.#options.due.add(dueKey, to + this.#settings.deliveryMs);
  }
}

function offsetOf(device: Device): number {
  return device.zeroOffsetMm ?? 0;
}

function conflict(detail: Label): Result<never, Refusal> {
  return fail({ kind: 'conflict', detail });
}
