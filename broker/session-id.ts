// The name under which aedes keeps a client's session. It begins with who logged in, so that nobody can take over
// another's session by his client id. A device has one session whatever client id it sends: its identity is its
// name, and its newer connection takes the place of the older.
import type { Identity } from './access.ts';

export function sessionIdOf(who: Identity, clientId: string): string {
  return who.kind === 'device' ? `device/${who.name}` : `account/${who.name}/${clientId}`;
}

/** Whose session it is; `null` where it belongs to nobody who logged in. Names contain no slash. */
export function identityOf(sessionId: string): Identity | null {
  const [kind, name] = sessionId.split('/', 2);
  if ((kind !== 'device' && kind !== 'account') || name === undefined) return null;
  return { kind, name };
}
