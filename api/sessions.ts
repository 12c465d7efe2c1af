// Sessions of people: valid while the user is there, is not disabled and has the password that they began with.
import { randomBytes } from 'node:crypto';
import { isTokenValid } from '../core/api-token.ts';
import type { User } from '../core/person.ts';
import type { Credentials } from '../core/ports.ts';
import { type EpochMs, hourMs } from '../core/time.ts';
import { hashApiToken, isApiToken, userOfToken } from './api-token-secret.ts';
import { issueSessionToken, readSessionToken } from './session-token.ts';

/** One shift. */
export const sessionMs = 12 * hourMs;

/** Sessions ended early that are remembered; they expire by themselves, so few are there at a time. */
const maxEnded = 10_000;

export interface SessionsOptions {
  readonly key: Uint8Array;
  readonly credentials: Credentials;
  readonly now: () => EpochMs;
}

export class Sessions {
  readonly #options: SessionsOptions;
  /** Tokens ended by their owner, with their expiry. In memory: a restart forgets, a new password does not. */
  readonly #ended = new Map<string, EpochMs>();

  constructor(options: SessionsOptions) {
    this.#options = options;
  }

  /** A token for `user`, good for `sessionMs`. */
  begin(user: User): string {
    const { key, now } = this.#options;
    const { username, generation } = user;
    const id = randomBytes(9).toString('base64url');
    return issueSessionToken(key, { id, username, generation, expires: now() + sessionMs });
  }

  /** Whose session or token of a program `token` is, or `null` where it is none or no longer one. */
  user(token: string): User | null {
    const { key, credentials, now } = this.#options;
    if (isApiToken(token)) {
      const known = credentials.apiToken(hashApiToken(token));
      return known !== undefined && isTokenValid(known, now()) ? userOfToken(known) : null;
    }
    const claim = readSessionToken(key, token, now());
    if (claim === null || this.#ended.has(token)) return null;
    const user = credentials.user(claim.username);
    if (user === undefined || user.disabled || user.generation !== claim.generation) return null;
    return user;
  }

  end(token: string): void {
    const now = this.#options.now();
    const claim = readSessionToken(this.#options.key, token, now);
    if (claim === null) return;
    for (const [known, expires] of this.#ended) {
      if (expires <= now || this.#ended.size >= maxEnded) this.#ended.delete(known);
    }
    this.#ended.set(token, claim.expires);
  }
}
