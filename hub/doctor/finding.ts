// What the doctor found out about one thing, and what a person can do about it.
export interface Finding {
  /** What was looked at, such as `disk space`. */
  readonly check: string;
  readonly verdict: 'ok' | 'warning' | 'failed';
  readonly words: string;
  /** `null` where nothing is to be done. */
  readonly mend: string | null;
}

export function ok(check: string, words: string): Finding {
  return { check, verdict: 'ok', words, mend: null };
}

export function warning(check: string, words: string, mend: string): Finding {
  return { check, verdict: 'warning', words, mend };
}

export function failed(check: string, words: string, mend: string): Finding {
  return { check, verdict: 'failed', words, mend };
}
