// Bad input is a value, not an exception: a reason code for programs and a detail for people.

import type { Label } from './label.ts';

export type Result<Value, Failure = Rejection> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly error: Failure };

/** Why an input cannot be used. `reason` is a stable code, `detail` says what to do about it. */
export interface Rejection {
  readonly reason: string;
  readonly detail: Label;
}

export function ok<Value>(value: Value): { readonly ok: true; readonly value: Value } {
  return { ok: true, value };
}

export function fail<Failure>(error: Failure): { readonly ok: false; readonly error: Failure } {
  return { ok: false, error };
}

export function reject(reason: string, detail: Label): { readonly ok: false; readonly error: Rejection } {
  return { ok: false, error: { reason, detail } };
}
