// Why a port or address cannot be had, in one line that names the setting and the mend.
import { messageOf, SluiceError } from './error.ts';

export interface ListenAttempt {
  readonly host: string;
  readonly port: number;
  /** The setting that names the port, and what else it may be than another port. */
  readonly setting: string;
  readonly alternatives: string;
}

/** The `SluiceError` for what a server's `listen` threw; what it does not know comes back as it is. */
export function listenFailure(
  thrown: unknown,
  { host, port, setting, alternatives }: ListenAttempt,
): unknown {
  const { code } = (thrown ?? {}) as { readonly code?: unknown };
  const refused = { cause: thrown, retryable: false };
  if (code === 'EADDRINUSE') {
    return new SluiceError(`port ${port} is in use`, {
      ...refused,
      code: 'port_in_use',
      hint: `stop the program that listens there, or set ${setting} to another port (${alternatives})`,
    });
  }
  if (code === 'EACCES') {
    return new SluiceError(`port ${port} may not be used by this user`, {
      ...refused,
      code: 'port_forbidden',
      hint: `set ${setting} to a port above 1023`,
    });
  }
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
    return new SluiceError(`${host} is no address of this machine: ${messageOf(thrown)}`, {
      ...refused,
      code: 'address_not_available',
      hint: 'set SLUICE_HOST to an address of this machine, or to 0.0.0.0 for all',
    });
  }
  return thrown;
}
