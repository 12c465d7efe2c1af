// Work permits: windows in which a point's covers are opened by those who may. What moves then is no alarm, and how
// the cover lies afterwards is its new place.
import type { Device } from '../core/registry.ts';
import { Table } from '../core/table.ts';
import type { EpochMs } from '../core/time.ts';
import type { Baselines } from './baselines.ts';
import type { RuleEngineContext } from './engine-context.ts';

export interface Permit {
  readonly id: string;
  readonly pointId: string;
  readonly fromAt: EpochMs;
  readonly until: EpochMs;
  readonly reason: string;
  /** Whether its window has begun. */
  open: boolean;
}

export class Permits {
  /** By point: one at a time. */
  readonly permits = new Table<Permit>('permits');
  readonly #context: RuleEngineContext;
  readonly #baselines: Baselines;

  constructor(context: RuleEngineContext, baselines: Baselines) {
    this.#context = context;
    this.#baselines = baselines;
  }

  /** Schedules what is due, after the table was restored. */
  restored(): void {
    for (const permit of this.permits.values()) this.#schedule(permit);
  }

  /** The id of the permit whose window is open at a point, or `null`. */
  openAt(pointId: string): string | null {
    const permit = this.permits.get(pointId);
    return permit?.open === true ? permit.id : null;
  }

  /** Gives a permit, in the place of one that the point has; its window may be open at once. */
  give(pointId: string, fromAt: EpochMs, until: EpochMs, reason: string, now: EpochMs): Permit {
    if (this.openAt(pointId) !== null) this.#worked(pointId, now);
    const { counters } = this.#context;
    const number = (counters.get('permit') ?? 0) + 1;
    counters.set('permit', number);
    const id = `P${String(number).padStart(6, '0')}`;
    const permit = { id, pointId, fromAt, until, reason, open: fromAt <= now };
    this.permits.set(pointId, permit);
    this.#schedule(permit);
    return permit;
  }

  /** Ends the permit of a point; whether there was one. */
  end(pointId: string, now: EpochMs): boolean {
    const permit = this.permits.get(pointId);
    if (permit === undefined) return false;
    this.permits.delete(pointId);
    if (permit.open) this.#worked(pointId, now);
    return true;
  }

  /** A window may begin or end; whether it did. */
  due(pointId: string, now: EpochMs): boolean {
    const permit = this.permits.get(pointId);
    if (permit === undefined) return false;
    if (permit.until <= now) return this.end(pointId, now);
    const opens = !permit.open && permit.fromAt <= now;
    if (opens) {
      permit.open = true;
      this.permits.touch(pointId);
    }
    this.#schedule(permit);
    return opens;
  }

  #worked(pointId: string, now: EpochMs): void {
    for (const device of this.#devicesAt(pointId)) this.#baselines.workEnded(device, now);
  }

  *#devicesAt(pointId: string): Generator<Device> {
    for (const device of this.#context.devices()) if (device.pointId === pointId) yield device;
  }

  #schedule({ pointId, fromAt, until, open }: Permit): void {
    this.#context.due.add(`permit|${pointId}`, open ? until : fromAt);
  }
}
