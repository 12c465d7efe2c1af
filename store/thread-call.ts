// Calls into a thread by message: what goes there, what comes back, and failures that stay what they were on the way.
import type { CarriedError } from '../core/carried-error.ts';
import { SluiceError } from '../core/error.ts';

export interface ThreadCall {
  readonly id: number;
  readonly method: string;
  readonly args: readonly unknown[];
}

export type ThreadReply =
  | { readonly kind: 'ready' }
  | { readonly kind: 'not_ready'; readonly error: CarriedError }
  | { readonly kind: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'failure'; readonly id: number; readonly error: CarriedError };

export function carriedError({ message, code, retryable, hint, stack }: CarriedError): Error {
  const error =
    code === null
      ? new Error(message)
      : new SluiceError(message, { code, retryable, ...(hint === null ? {} : { hint }) });
  // Where it happened is in the thread.
  if (stack !== null) error.stack = stack;
  return error;
}
