// How the page stands with the hub, for the header.
import type { EpochMs } from '../../../../core/time.ts';

export type Connection =
  | { readonly state: 'connecting' }
  | { readonly state: 'live' }
  /** `heardAt`: the last sign of life, by the browser's clock. */
  | { readonly state: 'lost'; readonly heardAt: EpochMs | null };

/** Whether the lists could be read; `failed` has the hub's words. */
export type Loading =
  | { readonly state: 'loading' }
  | { readonly state: 'loaded' }
  | { readonly state: 'failed'; readonly detail: string };
