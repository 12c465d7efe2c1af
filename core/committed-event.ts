// What outlets and live views are told.
import type { OutboxKind } from './effects.ts';
import type { EpochMs } from './time.ts';

/** A change that was committed: an outbox item with its position, which only rises. */
export interface CommittedEvent {
  readonly id: number;
  readonly kind: OutboxKind;
  readonly subjectId: string;
  readonly at: EpochMs;
  readonly body: Readonly<Record<string, unknown>>;
}
