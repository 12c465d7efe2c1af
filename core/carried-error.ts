// A failure as it crosses threads: class and cause do not survive the way, what a person needs does.
import { messageOf, SluiceError } from './error.ts';
import { sameInBoth } from './said.ts';

export interface CarriedError {
  readonly words: SluiceError['words'];
  /** `null` where it was not a `SluiceError`. */
  readonly code: string | null;
  readonly retryable: boolean;
  readonly stack: string | null;
}

export function carryError(thrown: unknown): CarriedError {
  const known = thrown instanceof SluiceError ? thrown : null;
  return {
    words: known?.words ?? { message: sameInBoth(messageOf(thrown)), hint: null },
    code: known?.code ?? null,
    retryable: known?.retryable ?? false,
    stack: thrown instanceof Error ? (thrown.stack ?? null) : null,
  };
}

/** The `SluiceError` that was carried, or one of `unknownCode` for what was none. */
export function arrivedError({ words, code, retryable }: CarriedError, unknownCode: string): SluiceError {
  const { message, hint } = words;
  return new SluiceError(message, {
    code: code ?? unknownCode,
    retryable,
    ...(hint === null ? {} : { hint }),
  });
}
