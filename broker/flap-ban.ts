// A client that comes and goes again and again without a word is banned for a while: two devices with one id throw
// each other out without end, and each round costs a login, a will and a session. One that says DISCONNECT each
// time is a script at work.

export interface FlapBanOptions {
  /** Disconnections within a minute after which a client is banned. */
  readonly flapsPerMinute: number;
  /** How long, ms. */
  readonly banMs: number;
}

interface Record {
  count: number;
  sinceMs: number;
  bannedUntilMs: number;
}

const windowMs = 60_000;

export class FlapBan {
  readonly #options: FlapBanOptions;
  readonly #records = new Map<string, Record>();

  constructor(options: FlapBanOptions) {
    this.#options = options;
  }

  /** `nowMs` here and below: a clock that never goes back. */
  isBanned(sessionId: string, nowMs: number): boolean {
    const record = this.#records.get(sessionId);
    return record !== undefined && nowMs < record.bannedUntilMs;
  }

  /** Notes that a client has gone; true where it is banned from now on. */
  left(sessionId: string, nowMs: number): boolean {
    let record = this.#records.get(sessionId);
    if (record === undefined || nowMs - record.sinceMs >= windowMs) {
      record = { count: 0, sinceMs: nowMs, bannedUntilMs: record?.bannedUntilMs ?? 0 };
      this.#records.set(sessionId, record);
    }
    record.count += 1;
    if (record.count < this.#options.flapsPerMinute || nowMs < record.bannedUntilMs) return false;
    record.bannedUntilMs = nowMs + this.#options.banMs;
    record.count = 0;
    return true;
  }

  /** Drops what counts no more. */
  sweep(nowMs: number): void {
    for (const [sessionId, record] of this.#records) {
      if (nowMs >= record.bannedUntilMs && nowMs - record.sinceMs >= windowMs)
        this.#records.delete(sessionId);
    }
  }
}
