// What a kind of rule may ask about the device of a sample and its surroundings. One object serves all samples, one
// after the other, because most ask nothing.
import { qualityFlags } from '../core/reading.ts';
import type { Device, Registry } from '../core/registry.ts';
import type { Sample } from '../core/sample.ts';
import { minuteMs } from '../core/time.ts';
import type { Baselines } from './baselines.ts';
import { confidenceOf } from './confidence.ts';
import type { Circumstances } from './rule-kind.ts';
import type { SampledRule } from './sampled-kinds.ts';
import type { Surroundings } from './surroundings.ts';

export class AroundSample implements Circumstances {
  readonly #registry: Registry;
  readonly #surroundings: Surroundings;
  readonly #baselines: Baselines;
  #rule: SampledRule | null = null;
  #device: Device | null = null;

  constructor(
    { registry }: { readonly registry: Registry },
    surroundings: Surroundings,
    baselines: Baselines,
  ) {
    this.#registry = registry;
    this.#surroundings = surroundings;
    this.#baselines = baselines;
  }

  /** Valid until it is asked of the next sample. */
  of(rule: SampledRule, device: Device, sample: Sample): Circumstances {
    this.#rule = rule;
    this.#device = device;
    if (rule.kind === 'displacement') this.#baselines.note(rule, device, sample);
    return this;
  }

  baseline(metric: string): number | null {
    return this.#device === null ? null : this.#baselines.of(this.#device, metric);
  }

  isDoubtful(sample: Sample): boolean {
    const rule = this.#rule;
    if (rule === null || !('second_sign' in rule)) return false;
    if (rule.min_confidence === 0) return false;
    const point = sample.pointId === null ? undefined : this.#registry.point(sample.pointId);
    const { within_m, neighbour, rain_mm, rain_within_m, minutes } = rule.second_sign;
    const since = sample.measuredAt - minutes * minuteMs;
    const trusted = confidenceOf(sample.flags) >= rule.min_confidence;
    // A flat depth that came at once is a parked car where a rain gauge that reports says that it does not rain.
    const isBox = (sample.flags & qualityFlags.box) !== 0;
    const isDry = isBox && point !== undefined && this.#surroundings.isDryNear(point, rain_within_m, since);
    if (trusted && !isDry) return false;
    if (point === undefined) return true;
    if (this.#surroundings.wetNear(point, within_m, neighbour, since, sample.deviceId) !== null) return false;
    return (this.#surroundings.rainNear(point, rain_within_m, since) ?? 0) < rain_mm;
  }
}
