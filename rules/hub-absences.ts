// When the hub did not listen: nobody's silence counts for that time. A device takes an absence in when it is next looked
// at, so that a start with a hundred thousand devices touches none of them.
import type { StatusReason, StatusSpan } from '../core/effects.ts';
import { Table } from '../core/table.ts';
import type { EpochMs } from '../core/time.ts';
import { excuseAbsence, type PresenceState } from './presence.ts';
import { conditionOf } from './uptime-ledger.ts';

export interface HubAbsence {
  readonly from: EpochMs;
  readonly until: EpochMs;
}

/** Puts down that a device is in another condition from `at` on. */
export type Account = (
  deviceId: string,
  state: PresenceState,
  at: EpochMs,
  condition: StatusSpan['condition'],
  reason: StatusReason,
) => void;

export class HubAbsences {
  /** By their number, from 0. */
  readonly absences = new Table<HubAbsence>('hub_absences');

  get count(): number {
    return this.absences.size;
  }

  add(from: EpochMs, until: EpochMs): void {
    this.absences.set(String(this.count), { from, until });
  }

  /** Takes in what a device's state does not know of yet; whether there was anything. */
  takeIn(deviceId: string, state: PresenceState, account: Account): boolean {
    const known = state.absences ?? 0;
    if (known >= this.count) return false;
    for (let number = known; number < this.count; number += 1) {
      const absence = this.absences.get(String(number));
      if (absence !== undefined) take(deviceId, state, absence, account);
    }
    state.absences = this.count;
    return true;
  }
}

function take(deviceId: string, state: PresenceState, { from, until }: HubAbsence, account: Account): void {
  // What was known to be dead before stays so until it is heard.
  if (state.status !== 'offline') excuseAbsence(state, from, until);
  if (state.ledger.condition === 'excluded') return;
  account(deviceId, state, from, 'excluded', 'hub_away');
  account(deviceId, state, until, conditionOf(state), state.reason);
}
