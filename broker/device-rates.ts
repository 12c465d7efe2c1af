// One bucket for each device, which outlives its connections: connecting again brings no new burst.
import { TokenBucket } from './token-bucket.ts';

/** A burst lasts as long as this at the full rate, seconds. */
const burstSeconds = 10;

export class DeviceRates {
  readonly #perSecond: number | null;
  readonly #buckets = new Map<string, TokenBucket>();

  /** `perSecond`: `null` sets no limit. */
  constructor(perSecond: number | null) {
    this.#perSecond = perSecond;
  }

  /** The device's bucket; `null` where there is no limit. `nowMs`: a clock that never goes back. */
  bucketOf(device: string, nowMs: number): TokenBucket | null {
    if (this.#perSecond === null) return null;
    let bucket = this.#buckets.get(device);
    if (bucket === undefined) {
      bucket = new TokenBucket(this.#perSecond, this.#perSecond * burstSeconds, nowMs);
      this.#buckets.set(device, bucket);
    }
    return bucket;
  }

  /** Drops the buckets that are full again, which are as good as new. */
  sweep(nowMs: number): void {
    for (const [device, bucket] of this.#buckets) if (bucket.isFull(nowMs)) this.#buckets.delete(device);
  }
}
