// Decides how long a login must wait, from the attempts before it: five are free, then each waits longer than the
// last, up to a bound. Attempts at once are counted as they come, so trying in parallel gains nothing.
import { type EpochMs, minuteMs, secondMs } from '../core/time.ts';

const freeAttempts = 5;
const firstDelayMs = secondMs;
/** No wait is longer: whoever tries a person's name must not lock that person out for the day. */
const longestDelayMs = 15 * secondMs;
const forgottenAfterMs = 15 * minuteMs;
/** Names and addresses remembered; the oldest go first. */
const maxKeys = 10_000;

interface Attempts {
  count: number;
  /** Before this no further attempt is checked. */
  nextAt: EpochMs;
  lastAt: EpochMs;
}

export type LoginDecision =
  | { readonly kind: 'wait'; readonly waitMs: number }
  | { readonly kind: 'refuse'; readonly retryAfterS: number };

/** The pause after the `count`th attempt in a row that was not right, ms. */
export function delayAfter(count: number): number {
  if (count < freeAttempts) return 0;
  return Math.min(firstDelayMs * 2 ** (count - freeAttempts), longestDelayMs);
}

export class LoginGate {
  readonly #attempts = new Map<string, Attempts>();

  /** Takes the next turn of this account and this address, or refuses where the turn is too far off. */
  enter(account: string, address: string, now: EpochMs): LoginDecision {
    const both = [this.#of(`account ${account}`, now), this.#of(`address ${address}`, now)];
    const turnAt = Math.max(now, ...both.map((attempts) => attempts.nextAt));
    const waitMs = turnAt - now;
    if (waitMs > longestDelayMs) return { kind: 'refuse', retryAfterS: Math.ceil(waitMs / secondMs) };
    for (const attempts of both) {
      attempts.count += 1;
      attempts.lastAt = turnAt;
      attempts.nextAt = turnAt + delayAfter(attempts.count);
    }
    return { kind: 'wait', waitMs };
  }

  /**
   * The attempt was right: the account starts anew, the address is only given this attempt back, so that the next of
   * those who share it waits no longer for this one. Where another waits for its turn already, that one stands.
   */
  succeeded(account: string, address: string, now: EpochMs): void {
    this.#attempts.delete(`account ${account}`);
    const attempts = this.#attempts.get(`address ${address}`);
    if (attempts === undefined) return;
    attempts.count -= 1;
    if (attempts.count < freeAttempts) attempts.nextAt = 0;
    else if (attempts.lastAt <= now) attempts.nextAt = Math.min(attempts.nextAt, now);
  }

  #of(key: string, now: EpochMs): Attempts {
    const known = this.#attempts.get(key);
    if (known !== undefined && now - known.lastAt < forgottenAfterMs) return known;
    // Put back at the end, so that the oldest stand first.
    this.#attempts.delete(key);
    for (const oldest of this.#attempts.keys()) {
      if (this.#attempts.size < maxKeys) break;
      this.#attempts.delete(oldest);
    }
    const fresh = { count: 0, nextAt: 0, lastAt: now };
    this.#attempts.set(key, fresh);
    return fresh;
  }
}
