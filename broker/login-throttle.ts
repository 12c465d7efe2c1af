// Addresses that fail to log in again and again are slowed down, and soon forgotten once they stop.
import { isIPv6 } from 'node:net';
import { TokenBucket } from './token-bucket.ts';

export interface LoginThrottleOptions {
  /** Failures before an address is slowed down. */
  readonly failures: number;
  readonly connectionsPerSecond: number;
  /** How long an address is remembered after its last failure, ms. */
  readonly rememberMs: number;
  /** Addresses remembered at most; the one that failed longest ago gives way. */
  readonly addresses: number;
}

interface Suspect {
  failures: number;
  failedAtMs: number;
  readonly bucket: TokenBucket;
}

export class LoginThrottle {
  readonly #options: LoginThrottleOptions;
  /** In the order of their last failure. */
  readonly #suspects = new Map<string, Suspect>();

  constructor(options: LoginThrottleOptions) {
    this.#options = options;
  }

  /** Whether a new connection of `address` may come in. `nowMs`: a clock that never goes back. */
  admit(address: string, nowMs: number): boolean {
    const network = networkOf(address);
    const suspect = this.#suspects.get(network);
    if (suspect === undefined) return true;
    if (nowMs - suspect.failedAtMs > this.#options.rememberMs) {
      this.#suspects.delete(network);
      return true;
    }
    return suspect.failures < this.#options.failures || suspect.bucket.take(nowMs);
  }

  /** Notes a failed login; true for the one from which on the address is slowed down. */
  failed(address: string, nowMs: number): boolean {
    const network = networkOf(address);
    const rate = this.#options.connectionsPerSecond;
    const suspect = this.#suspects.get(network) ?? {
      failures: 0,
      failedAtMs: nowMs,
      bucket: new TokenBucket(rate, rate, nowMs),
    };
    suspect.failures += 1;
    suspect.failedAtMs = nowMs;
    this.#suspects.delete(network);
    this.#suspects.set(network, suspect);
    if (this.#suspects.size > this.#options.addresses) {
      const oldest = this.#suspects.keys().next();
      if (!oldest.done) this.#suspects.delete(oldest.value);
    }
    return suspect.failures === this.#options.failures;
  }
}

/** The address itself for IPv4, the /64 for IPv6: whoever has one of its addresses has them all. */
export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address);
  if (mapped?.[1] !== undefined) return mapped[1];
  const plain = address.replace(/%.*$/, '');
  if (!isIPv6(plain)) return address;
  const [head = '', tail] = plain.split('::');
  const groups = head === '' ? [] : head.split(':');
  if (tail !== undefined) {
    const last = tail === '' ? [] : tail.split(':');
    while (groups.length + last.length < 8) groups.push('0');
    groups.push(...last);
  }
  const prefix = groups.slice(0, 4).map((group) => Number.parseInt(group, 16).toString(16));
  return `${prefix.join(':')}::/64`;
}
