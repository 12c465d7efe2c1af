// Calls into a thread by message: what goes there, what comes back, and failures that stay what they were on the way.
import { messageOf, SluiceError } from '../core/error.ts';

export interface ThreadCall {
  readonly id: number;
  readonly method: string;
  readonly args: readonly unknown[];
}

/** A failure as messages carry it: class and cause do not survive the way, what a person needs does. */
export interface CarriedError {
  readonly message: string;
  /** `null` where it was not a `SluiceError`. */
  readonly code: string | null;
  readonly retryable: boolean;
  readonly hint: string | null;
  readonly stack: string | null;
}

export type ThreadReply =
  | { readonly kind: 'ready' }
  | { readonly kind: 'not_ready'; readonly error: CarriedError }
  | { readonly kind: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'failure'; readonly id: number; readonly error: CarriedError };

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

export function carriedError({ message, code, retryable, hint, stack }: CarriedError): Error {
  const error =
    code === null
      ? new Error(message)
      : new SluiceError(message, { code, retryable, ...(hint === null ? {} : { hint }) });
  // Where it happened is in the thread.
  if (stack !== null) error.stack = stack;
  return error;
}
