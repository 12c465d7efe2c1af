// `sluice token …`: tokens of programs, through the hub's own API. One that is made is shown once.
import { formatInstant, parseDurationMs } from '../../core/time.ts';
import { show, withApi } from './with-api.ts';

export interface TokenOptions {
  readonly role?: string;
  readonly unit?: string;
  readonly expires?: string;
  readonly json?: boolean;
}

/** `undefined` leaves it to the hub, `null` is never. */
function expiresAt(text: string | undefined): string | null | undefined {
  if (text === undefined) return undefined;
  if (text === 'never') return null;
  const ms = parseDurationMs(text);
  // The hub itself reads an instant, and says what is wrong with it.
  return ms === null ? text : formatInstant(Date.now() + ms);
}

export function tokenCreateCommand(name: string, options: TokenOptions): Promise<number> {
  return withApi(async (api) => {
    const body = {
      name,
      role: options.role ?? 'viewer',
      unit_id: options.unit ?? null,
      expires_at: expiresAt(options.expires),
    };
    show((await api.call({ method: 'POST', path: '/tokens', body })).body, options.json);
  });
}

export function tokenListCommand(options: { readonly json?: boolean }): Promise<number> {
  return withApi(async (api) => {
    const { body } = await api.call({ method: 'GET', path: '/tokens?limit=1000' });
    if (options.json === true) return console.log(JSON.stringify(body));
    console.table(body.items);
  });
}

export function tokenRevokeCommand(name: string, options: { readonly json?: boolean }): Promise<number> {
  return withApi(async (api) => {
    const path = `/tokens/${encodeURIComponent(name)}`;
    show((await api.call({ method: 'DELETE', path })).body, options.json);
  });
}
