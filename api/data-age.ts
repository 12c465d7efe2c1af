// How old the newest thing is that is known of a device: a sensor may be heard and yet measure nothing.
import type { Json } from '../core/ports.ts';
import { type EpochMs, parseInstant, secondMs } from '../core/time.ts';

/** An item that says `newest_reading_at` says `data_age_s` too; `null` where nothing was ever measured. */
export function withDataAge(item: Json, now: EpochMs): Json {
  if (item.newest_reading_at === undefined) return item;
  const newestAt = parseInstant(item.newest_reading_at);
  // A device's clock may be a little ahead.
  const data_age_s = newestAt === null ? null : Math.max(0, Math.round((now - newestAt) / secondMs));
  return { ...item, data_age_s };
}
