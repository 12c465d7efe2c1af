// What is kept of each device's presence, and how much silence it is allowed.
import type { DeviceStatus, StatusSpan } from '../core/effects.ts';
import type { Registry } from '../core/registry.ts';
import { Table } from '../core/table.ts';
import { type EpochMs, secondMs } from '../core/time.ts';
import type { BatteryWatch } from './battery-watch.ts';
import { type Account, HubAbsences } from './hub-absences.ts';
import { initialPresence, type PresenceLimits, type PresenceState } from './presence.ts';
import { expectedInterval_s } from './report-rhythm.ts';
import type { RuleBook } from './rule-book.ts';
import { turnLedger } from './uptime-ledger.ts';

/** For a device that no absence rule watches, and one whose profile is gone. */
const defaultLimits = { late_intervals: 1.5, offline_intervals: 2.5 } as const;
const defaultInterval_s = 3_600;

export interface PresenceBookOptions {
  readonly registry: Registry;
  readonly rules: RuleBook;
  readonly batteries: BatteryWatch;
  /** The way to a device may be another one now. */
  readonly pathsChanged: () => void;
  readonly spanBegan: (span: StatusSpan) => void;
}

export class PresenceBook {
  readonly presence = new Table<PresenceState>('presence');
  readonly absences = new HubAbsences();
  /** Up to which absence devices are led through them, and those that are still to come. */
  #settledAbsences = 0;
  #unsettled: Iterator<string> = [].values();
  readonly #registry: Registry;
  readonly #rules: RuleBook;
  readonly #batteries: BatteryWatch;
  readonly #pathsChanged: () => void;
  readonly #spanBegan: PresenceBookOptions['spanBegan'];

  constructor({ registry, rules, batteries, pathsChanged, spanBegan }: PresenceBookOptions) {
    this.#registry = registry;
    this.#rules = rules;
    this.#batteries = batteries;
    this.#pathsChanged = pathsChanged;
    this.#spanBegan = spanBegan;
  }

  /** With the hub's absences in it; `undefined` of a device that has none. */
  find(deviceId: string): PresenceState | undefined {
    const state = this.presence.get(deviceId);
    if (state !== undefined && this.absences.takeIn(deviceId, state, this.account)) {
      this.presence.touch(deviceId);
    }
    return state;
  }

  /** Lets so many more devices take in the hub's absences, or all: after a while all have, also those that say nothing. */
  settle(limit = Number.POSITIVE_INFINITY): void {
    if (this.#settledAbsences !== this.absences.count) {
      this.#settledAbsences = this.absences.count;
      this.#unsettled = this.presence.keys();
    }
    for (let looked = 0; looked < limit; looked += 1) {
      const { done, value: deviceId } = this.#unsettled.next();
      if (done === true) return;
      this.find(deviceId);
    }
  }

  /** Puts down a condition, where it is another one. */
  readonly account: Account = (deviceId, state, at, condition, reason) => {
    const { ledger } = state;
    if (!turnLedger(ledger, at, condition, reason)) return;
    const { failedMs: _failedMs, ...span } = ledger;
    this.#spanBegan({ deviceId, ...span });
  };

  /** Of a device that has none yet, one that was never heard. */
  stateOf(deviceId: string, now: EpochMs): PresenceState {
    let state = this.find(deviceId);
    if (state === undefined) {
      state = initialPresence(now, this.absences.count);
      this.presence.set(deviceId, state);
    }
    return state;
  }

  /** A message came by these gateways; a device that several hear is not bound to any. */
  heardBy(state: PresenceState, gateways: readonly string[]): void {
    if (gateways.length === 0) return;
    const via = gateways.length === 1 ? (gateways[0] ?? null) : null;
    if (via === state.via) return;
    state.via = via;
    this.#pathsChanged();
  }

  /** In an order that does not depend on how the table came to be. */
  deviceIds(): string[] {
    return this.presence.sortedKeys();
  }

  /** Seconds between messages as a command that it took, the registry or its profile say. */
  declared_s(deviceId: string): number {
    const set_s = this.presence.get(deviceId)?.set_s ?? null;
    if (set_s !== null) return set_s;
    const device = this.#registry.device(deviceId);
    const profile = device === undefined ? undefined : this.#registry.profile(device.profile);
    return device?.intervalS ?? profile?.intervalS ?? defaultInterval_s;
  }

  /** Seconds between messages that are expected of it, as learned where that differs. */
  expected_s(deviceId: string, state: PresenceState): number {
    return Math.round(expectedInterval_s(state.rhythm, this.declared_s(deviceId)) * 10) / 10;
  }

  limits(deviceId: string, state: PresenceState): PresenceLimits {
    const device = this.#registry.device(deviceId);
    const rule = (device && this.#rules.absenceOf(device)?.rule) ?? defaultLimits;
    return {
      intervalMs: this.expected_s(deviceId, state) * secondMs,
      lateIntervals: rule.late_intervals,
      offlineIntervals: rule.offline_intervals,
    };
  }

  statusOf(deviceId: string, state: PresenceState): DeviceStatus {
    return {
      deviceId,
      status: state.status,
      reason: state.reason,
      outageId: state.outageId,
      statusSince: state.sinceAt,
      lastSeenAt: state.lastSeenAt,
      maintenanceUntil: state.maintenanceUntil,
      maintenanceReason: state.maintenanceReason,
      expected_s: this.expected_s(deviceId, state),
      battery: this.#batteries.forecast(deviceId),
    };
  }
}
