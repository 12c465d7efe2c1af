// The audit log: who changed what, when and from where, each entry chained to the one before.

import type { AuditEntry } from './effects.ts';
import type { Label } from './label.ts';
import type { PageRequest } from './page.ts';
import type { EpochMs } from './time.ts';

export interface AuditFilter extends PageRequest {
  readonly by?: string | undefined;
  readonly action?: string | undefined;
  readonly subject?: string | undefined;
  readonly from?: EpochMs | undefined;
  /** Not in it any more. */
  readonly to?: EpochMs | undefined;
}

/** How far the audit log follows from its own beginning. */
export interface AuditCheck {
  readonly entries: number;
  /** Hash of the last entry: noted elsewhere, it shows whether the end of the log was cut off. */
  readonly head: string;
  /** The first entry that does not follow from those before it, and why; `null` where all do. */
  readonly broken: { readonly id: number; readonly reason: Label } | null;
}

/** An entry as it is kept: `hash` covers it and the hash of the one before. */
export interface KeptAuditEntry extends AuditEntry {
  readonly id: number;
  readonly hash: string;
}
