// What the main thread and the thread of the InfluxDB outlet say to each other.
import type { CarriedError } from '../../core/carried-error.ts';
import type { InfluxHubSample } from '../../core/influx-schema.ts';
import type { OutletAction, OutletState } from '../../core/outlet.ts';
import type { EpochMs } from '../../core/time.ts';
import type { InfluxSettings } from '../../outlets/influx/influx-connection.ts';

export interface InfluxThreadOptions {
  readonly dataDir: string;
  readonly influx: InfluxSettings;
  /** How long InfluxDB 1.x keeps raw points, ms; `null` for ever. */
  readonly retentionMs: number | null;
}

/** What only the main thread knows, at the moment at which a sample is due. */
export interface SampleRequest {
  readonly at: EpochMs;
  readonly hub: InfluxHubSample;
  readonly outlets: readonly OutletState[];
}

export type ToInflux =
  | { readonly type: 'more' }
  | { readonly type: 'act'; readonly outlet: string; readonly action: OutletAction }
  | ({ readonly type: 'sample' } & SampleRequest)
  | { readonly type: 'stop' };

export type FromInflux =
  | { readonly type: 'states'; readonly states: readonly OutletState[] }
  | { readonly type: 'failed'; readonly outlet: string; readonly reason: string; readonly attempt: number }
  | { readonly type: 'told'; readonly message: string }
  | { readonly type: 'not_opened'; readonly error: CarriedError }
  | { readonly type: 'stopped' };
