// Calls into a thread by message: what goes there, what comes back, and failures that stay what they were on the way.
import { arrivedError, type CarriedError } from '../core/carried-error.ts';

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

export function carriedError(carried: CarriedError): Error {
  const error =
    carried.code === null ? new Error(carried.words.message.en) : arrivedError(carried, carried.code);
  // Where it happened is in the thread.
  if (carried.stack !== null) error.stack = carried.stack;
  return error;
}
