// Who may log in, read once at the start; after that the engine keeps it current beside the sockets.
import type { ApiToken } from '../core/api-token.ts';
import type { Account, User } from '../core/person.ts';
import type { Database } from './database.ts';

export interface StoredCredentials {
  readonly users: readonly User[];
  readonly accounts: readonly Account[];
  readonly apiTokens: readonly ApiToken[];
  /** Hash of each device's secret. */
  readonly deviceSecrets: readonly (readonly [deviceId: string, hash: string])[];
}

export function readCredentials(db: Database): StoredCredentials {
  const bodies = (table: 'users' | 'accounts' | 'api_tokens') =>
    db.prepare<{ body: string }>(`SELECT body FROM ${table} ORDER BY id`).all();
  const secrets = db.prepare<{ device_id: string; hash: string }>(
    'SELECT device_id, hash FROM device_secrets ORDER BY device_id',
  );
  return {
    users: bodies('users').map(({ body }) => JSON.parse(body) as User),
    accounts: bodies('accounts').map(({ body }) => JSON.parse(body) as Account),
    apiTokens: bodies('api_tokens').map(({ body }) => JSON.parse(body) as ApiToken),
    deviceSecrets: secrets.all().map(({ device_id, hash }) => [device_id, hash] as const),
  };
}
