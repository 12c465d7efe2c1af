// Who may log in, beside the sockets: filled at the start and kept up with every commit.
import { decoyHash } from '../api/password.ts';
import type { ApiToken } from '../core/api-token.ts';
import { type Account, localUsername, type User } from '../core/person.ts';
import type { Credentials } from '../core/ports.ts';
import type { CredentialChanges } from './engine/engine-messages.ts';

/** The command line on the hub's own machine, which signs its sessions with a key of the data folder. */
export const localUser: User = {
  username: localUsername,
  role: 'admin',
  unitId: null,
  passwordHash: decoyHash(),
  disabled: false,
  generation: 0,
};

export class CredentialBook implements Credentials {
  readonly #users = new Map<string, User>([[localUsername, localUser]]);
  readonly #accounts = new Map<string, Account>();
  /** By the hash of the token, of those names that have one. */
  readonly #apiTokens = new Map<string, ApiToken>();
  readonly #deviceSecrets = new Map<string, string>();

  /** Names whose secret was changed or taken away: whoever is logged in with the old one should go. */
  take(changes: CredentialChanges): string[] {
    const changed: string[] = [];
    for (const user of changes.users)
      if (user.username !== localUsername) this.#users.set(user.username, user);
    for (const [name, account] of changes.accounts) {
      const before = this.#accounts.get(name);
      if (before !== undefined && before.secretHash !== account?.secretHash) changed.push(name);
      if (account === null) this.#accounts.delete(name);
      else this.#accounts.set(name, account);
    }
    for (const token of changes.apiTokens) {
      for (const [hash, { name }] of this.#apiTokens) if (name === token.name) this.#apiTokens.delete(hash);
      this.#apiTokens.set(token.secretHash, token);
    }
    for (const [deviceId, hash] of changes.deviceSecrets) {
      if (this.#deviceSecrets.has(deviceId)) changed.push(deviceId);
      this.#deviceSecrets.set(deviceId, hash);
    }
    return changed;
  }

  deviceSecretHash(deviceId: string): string | undefined {
    return this.#deviceSecrets.get(deviceId);
  }

  account(name: string): Account | undefined {
    return this.#accounts.get(name);
  }

  user(username: string): User | undefined {
    return this.#users.get(username);
  }

  apiToken(hash: string): ApiToken | undefined {
    return this.#apiTokens.get(hash);
  }

  /** People, without the command line. */
  get userCount(): number {
    return this.#users.size - 1;
  }
}
