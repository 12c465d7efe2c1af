// Which devices an outage explains: they join it before their silence is held against them, leave it when they are
// heard, and have an interval to be heard when it is over.
import type { EpochMs } from '../core/time.ts';
import type { PathMember } from './outage.ts';
import type { OpenOutage, OutageWatch } from './outage-watch.ts';
import { beginOutage, endOutage, type Judgement, type PresenceState, silenceOf } from './presence.ts';
import type { PresenceBook } from './presence-book.ts';

export class OutageMembers {
  readonly #book: PresenceBook;
  readonly #outages: OutageWatch;

  constructor(book: PresenceBook, outages: OutageWatch) {
    this.#book = book;
    this.#outages = outages;
  }

  /** The alarm of the outage that explains a device's silence, or `null`. */
  alarmOf(state: PresenceState): string | null {
    return this.#outageOf(state)?.alarmId ?? null;
  }

  /**
   * Looks for an outage before silence is held against a device. Those that one explains from now on, the device
   * itself among them; none where it is silent alone.
   */
  explain(deviceId: string, state: PresenceState, judged: Judgement, now: EpochMs): readonly string[] {
    if (state.status === 'offline' || (judged.status !== 'late' && judged.status !== 'offline')) return [];
    const silence = silenceOf(state, this.#book.limits(deviceId, state));
    if (silence === null || now < silence.lateAt) return [];
    const [open] = this.#outages.openAlong(deviceId);
    if (open !== undefined) {
      this.#join(deviceId, state, open);
      return [deviceId];
    }
    if (judged.status !== 'offline') return [];
    const { lateAt } = silence;
    const found = this.#outages.find(
      deviceId,
      lateAt,
      now,
      (id) => this.#witness(id, lateAt),
      (id) => this.#book.presence.get(id)?.lastSeenAt ?? null,
    );
    if (found === null) return [];
    for (const id of found.deviceIds) {
      const member = this.#book.stateOf(id, now);
      this.#leave(member);
      this.#join(id, member, found.outage);
    }
    for (const outage of this.#outages.open()) if (outage.silent === 0) this.#outages.end(outage, now);
    return found.deviceIds;
  }

  /** A device was heard, `before` being the last time before that. Those to be judged anew because an outage is over. */
  heard(deviceId: string, state: PresenceState, before: EpochMs | null, now: EpochMs): readonly string[] {
    this.#leave(state);
    state.excuse = null;
    const freed: string[] = [];
    for (const outage of this.#outages.openAlong(deviceId)) {
      if (before === null || before <= outage.detectedAt) this.#outages.heard(outage);
    }
    for (const outage of this.#outages.open()) {
      if (this.#outages.isOver(outage)) freed.push(...this.#end(outage, now));
    }
    return freed;
  }

  /** Ends the outages that the rule, as it is now, would not go on with. Those to be judged anew. */
  ruleChanged(now: EpochMs): readonly string[] {
    return this.#outages
      .open()
      .filter((outage) => this.#outages.isOver(outage))
      .flatMap((outage) => this.#end(outage, now));
  }

  /** A device as a witness for its paths: one at work, never heard or known to be dead before has no say. */
  #witness(deviceId: string, suspectLateAt: EpochMs): PathMember | null {
    const state = this.#book.find(deviceId);
    if (state === undefined || state.lastSeenAt === null || state.status === 'maintenance') return null;
    if (state.status === 'offline' && state.sinceAt < suspectLateAt) return null;
    const lateAt = silenceOf(state, this.#book.limits(deviceId, state))?.lateAt ?? 0;
    return { deviceId, lastSeenAt: state.lastSeenAt, lateAt };
  }

  #join(deviceId: string, state: PresenceState, outage: OpenOutage): void {
    beginOutage(state, outage.id, outage.kind === 'gateway' ? 'gateway_silent' : 'area_silent');
    this.#book.presence.touch(deviceId);
    this.#outages.joined(outage);
  }

  #leave(state: PresenceState): void {
    const outage = this.#outageOf(state);
    state.outageId = null;
    if (outage !== undefined) this.#outages.left(outage);
  }

  #outageOf(state: PresenceState): OpenOutage | undefined {
    return state.outageId === null ? undefined : this.#outages.outages.get(state.outageId);
  }

  #end(outage: OpenOutage, now: EpochMs): string[] {
    this.#outages.end(outage, now);
    const freed: string[] = [];
    for (const deviceId of this.#book.deviceIds()) {
      const state = this.#book.stateOf(deviceId, now);
      if (state.outageId !== outage.id) continue;
      endOutage(state, outage.lastHeardAt, now);
      this.#book.presence.touch(deviceId);
      freed.push(deviceId);
    }
    return freed;
  }
}
