// A failure as it crosses threads: class and cause do not survive the way, what a person needs does.
import { messageOf, SluiceError } from './error.ts';

export interface CarriedError {
  readonly message: string;
  /** `null` where it was not a `SluiceError`. */
  readonly code: string | null;
  readonly retryable: boolean;
  readonly hint: string | null;
  readonly stack: string | null;
}

export function carryError(thrown: unknown): CarriedError {
  const known = thrown instanceof SluiceError ? thrown : null;
  return {
    message: messageOf(thrown),
    code: known?.code ?? null,
    retryable: known?.retryable ?? false,
    hint: known?.hint ?? null,
    stack: thrown instanceof Error ? (thrown.stack ?? null) : null,
  };
}
