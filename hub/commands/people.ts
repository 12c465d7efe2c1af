// `sluice user …`, `account …`, `device …`: who may log in, through the hub's own API. What is made is shown once.
import { newPassword } from '../new-password.ts';
import { show, withApi } from './with-api.ts';

export interface UserOptions {
  readonly role?: string;
  readonly unit?: string;
  readonly password?: string;
  readonly json?: boolean;
}

export function userAddCommand(username: string, options: UserOptions): Promise<number> {
  return withApi(async (api) => {
    const password = options.password ?? newPassword();
    const body = { username, password, role: options.role ?? 'viewer', unit_id: options.unit ?? null };
    const reply = await api.call({ method: 'POST', path: '/users', body });
    show(options.password === undefined ? { ...reply.body, password } : reply.body, options.json);
  });
}

export function userListCommand(options: { readonly json?: boolean }): Promise<number> {
  return withApi(async (api) => {
    const { body } = await api.call({ method: 'GET', path: '/users?limit=1000' });
    if (options.json === true) return console.log(JSON.stringify(body));
    console.table(body.items);
  });
}

export function userDisableCommand(username: string, options: { readonly json?: boolean }): Promise<number> {
  return withApi(async (api) => {
    const path = `/users/${encodeURIComponent(username)}`;
    show((await api.call({ method: 'PUT', path, body: { disabled: true } })).body, options.json);
  });
}

export function userPasswordCommand(username: string, options: UserOptions): Promise<number> {
  return withApi(async (api) => {
    const password = options.password ?? newPassword();
    const path = `/users/${encodeURIComponent(username)}`;
    const { body } = await api.call({ method: 'PUT', path, body: { password } });
    show(options.password === undefined ? { ...body, password } : body, options.json);
  });
}

export interface AccountOptions {
  readonly publish?: readonly string[];
  readonly subscribe?: readonly string[];
  readonly json?: boolean;
}

export function accountAddCommand(name: string, options: AccountOptions): Promise<number> {
  return withApi(async (api) => {
    const body = { name, publish: options.publish ?? [], subscribe: options.subscribe ?? [] };
    show((await api.call({ method: 'POST', path: '/accounts', body })).body, options.json);
  });
}

export function deviceSecretCommand(id: string, options: { readonly json?: boolean }): Promise<number> {
  return withApi(async (api) => {
    const path = `/devices/${encodeURIComponent(id)}/secret`;
    show((await api.call({ method: 'POST', path })).body, options.json);
  });
}
