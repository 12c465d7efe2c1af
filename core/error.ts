// The one class for operations that fail: disk, network, settings. Bad input is a Result, a bug is an assertion.

export interface SluiceErrorOptions {
  /** Stable code such as `disk_full` or `port_in_use`. */
  readonly code: string;
  /** Whether the same call may succeed later without a person. */
  readonly retryable?: boolean;
  /** What a person can do about it. */
  readonly hint?: string;
  readonly cause?: unknown;
}

export class SluiceError extends Error {
  readonly code: string;
  readonly retryable: boolean;
  readonly hint: string | null;

  constructor(message: string, options: SluiceErrorOptions) {
    super(message, { cause: options.cause });
    this.name = 'SluiceError';
    this.code = options.code;
    this.retryable = options.retryable ?? false;
    this.hint = options.hint ?? null;
  }
}

/** Stops the hub on a bug: it restarts and recovers from the journal rather than go on with a wrong state. */
export function assert(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(`assertion failed: ${message}`);
}

/** The message of anything that was thrown. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
