// The one class for operations that fail: disk, network, settings. Bad input is a Result, a bug is an assertion.
import type { Label } from './label.ts';
import { about, sameInBoth } from './said.ts';

export interface SluiceErrorOptions {
  /** Stable code such as `disk_full` or `port_in_use`. */
  readonly code: string;
  /** Whether the same call may succeed later without a person. */
  readonly retryable?: boolean;
  /** What a person can do about it. */
  readonly hint?: string | Label;
  readonly cause?: unknown;
}

/** Words in one language are for logs and the command line; those that the console shows are said in both. */
export class SluiceError extends Error {
  readonly code: string;
  readonly retryable: boolean;
  readonly hint: string | null;
  /** Message and hint. */
  readonly words: { readonly message: Label; readonly hint: Label | null };

  constructor(message: string | Label, options: SluiceErrorOptions) {
    const words = {
      message: inBoth(message),
      hint: options.hint === undefined ? null : inBoth(options.hint),
    };
    super(words.message.en, { cause: options.cause });
    this.name = 'SluiceError';
    this.code = options.code;
    this.retryable = options.retryable ?? false;
    this.hint = words.hint?.en ?? null;
    this.words = words;
  }
}

function inBoth(words: string | Label): Label {
  return typeof words === 'string' ? sameInBoth(words) : words;
}

/** Stops the hub on a bug: it restarts and recovers from the journal rather than go on with a wrong state. */
export function assert(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(`assertion failed: ${message}`);
}

/** The message of anything that was thrown. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}

/** The same in both languages, where it is ours. */
export function wordsOf(thrown: unknown): Label {
  return thrown instanceof SluiceError ? thrown.words.message : sameInBoth(messageOf(thrown));
}

/** What failed, and what can be done about it. */
export function failureWords({ message, hint }: SluiceError['words']): Label {
  return hint === null ? message : about(message, hint);
}
