// Tokens of programs, beside people and accounts.
import type { Migration } from '../migrate.ts';

export const apiTokens: Migration = {
  name: '0015-api-tokens',
  migrate(db) {
    db.exec('CREATE TABLE api_tokens (id TEXT PRIMARY KEY, body TEXT NOT NULL)');
  },
};
