// Where covers lie at rest: as the registry says, as first reported for the axes that no registry knows, and anew
// after authorised work.
import type { Device } from '../core/registry.ts';
import type { Sample } from '../core/sample.ts';
import { Table } from '../core/table.ts';
import type { EpochMs } from '../core/time.ts';
import { angleBetween_deg } from './angles.ts';
import { type DisplacementRule, tiltMetrics } from './displacement.ts';

export interface Baseline {
  /** Degrees by metric. */
  readonly rest: Record<string, number>;
  /** What the registry said when `tilt_deg` was taken anew: a new entry there counts more. */
  installed_deg: number | null;
  /** Reports, by metric, that still give a new place after work that ended at `workedUntil`. */
  open: Record<string, number>;
  workedUntil: EpochMs;
}

/** Reports after the work from which the new place is taken: the last of them counts. */
const reportsAfterWork = 2;

export class Baselines {
  readonly baselines = new Table<Baseline>('baselines');

  /** Degrees; 0 for a single tilt of which nothing is known, `null` for such an axis. */
  of(device: Device, metric: string): number | null {
    const known = this.baselines.get(device.id);
    if (metric !== 'tilt_deg') return known?.rest[metric] ?? null;
    if (known !== undefined && known.installed_deg === device.baselineTiltDeg) {
      const taken = known.rest[metric];
      if (taken !== undefined) return taken;
    }
    return device.baselineTiltDeg ?? 0;
  }

  /** Takes in a tilt before it is judged: the first of an axis, or one after work, is where the cover lies. */
  note(rule: DisplacementRule, device: Device, sample: Sample): void {
    const { metric, value } = sample;
    if (metric === 'cover_open') return;
    const rest = this.of(device, metric);
    const known = this.baselines.get(device.id);
    if (rest === null) {
      this.#set(device, metric, value);
      return;
    }
    const left = known?.open[metric] ?? 0;
    if (known === undefined || left === 0 || sample.measuredAt < known.workedUntil) return;
    this.baselines.touch(device.id);
    if (angleBetween_deg(value, rest) > rule.rezero_most_deg) {
      // That is no place for a cover to lie: it is judged by the old one.
      delete known.open[metric];
      return;
    }
    known.open[metric] = left - 1;
    this.#set(device, metric, value);
  }

  /** Authorised work on a device ended: it may lie elsewhere from now on. */
  workEnded(device: Device, at: EpochMs): void {
    const known = this.baselines.get(device.id) ?? this.#empty(device);
    known.workedUntil = at;
    known.open = Object.fromEntries(tiltMetrics.map((metric) => [metric, reportsAfterWork]));
    this.baselines.set(device.id, known);
  }

  #set(device: Device, metric: string, value: number): void {
    const known = this.baselines.get(device.id) ?? this.#empty(device);
    known.rest[metric] = value;
    known.installed_deg = device.baselineTiltDeg;
    this.baselines.set(device.id, known);
  }

  #empty(device: Device): Baseline {
    return { rest: {}, installed_deg: device.baselineTiltDeg, open: {}, workedUntil: 0 };
  }
}
