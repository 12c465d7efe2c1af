// Starts the HTTP side of the hub and says on which port it listens.
import type { Server } from 'node:http';
import { assert, messageOf, SluiceError } from '../core/error.ts';
import type { ApiOptions } from './api-options.ts';
import { buildApi } from './build-api.ts';

/** How long requests under way may take to end once `close` was called, ms. */
const closeGraceMs = 5_000;

export interface Api {
  /** The real port, also where 0 was asked for. */
  readonly port: number;
  /** For those who share the port: MQTT over WebSocket listens to its `upgrade`. */
  readonly server: Server;
  /** Ends streams, lets requests under way finish, then closes every connection. */
  close(): Promise<void>;
}

function listenFailure(thrown: unknown, { host, port }: ApiOptions): unknown {
  const { code } = (thrown ?? {}) as NodeJS.ErrnoException;
  const refused = { cause: thrown, retryable: false };
  if (code === 'EADDRINUSE') {
    return new SluiceError(`port ${port} is in use`, {
      ...refused,
      code: 'port_in_use',
      hint: 'stop the program that listens there, or set SLUICE_HTTP_PORT to another port (0 takes any free one)',
    });
  }
  if (code === 'EACCES') {
    return new SluiceError(`port ${port} may not be used by this user`, {
      ...refused,
      code: 'port_forbidden',
      hint: 'set SLUICE_HTTP_PORT to a port above 1023',
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

/** Rejects with a `SluiceError` where the port or address cannot be had. */
export async function startApi(options: ApiOptions): Promise<Api> {
  const app = await buildApi(options);
  try {
    await app.listen({ host: options.host, port: options.port });
  } catch (thrown) {
    await app.close();
    throw listenFailure(thrown, options);
  }
  const { server } = app;
  const address = server.address();
  assert(address !== null && typeof address === 'object', 'a server that listens on a port has one');
  return {
    port: address.port,
    server,
    async close() {
      const cut = setTimeout(() => server.closeAllConnections(), closeGraceMs);
      await app.close();
      clearTimeout(cut);
    },
  };
}
