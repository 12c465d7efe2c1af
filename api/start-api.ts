// Starts the HTTP side of the hub and says on which port it listens.
import type { Server } from 'node:http';
import { assert } from '../core/error.ts';
import { listenFailure } from '../core/listen-failure.ts';
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

/** Rejects with a `SluiceError` where the port or address cannot be had. */
export async function startApi(options: ApiOptions): Promise<Api> {
  const app = await buildApi(options);
  try {
    await app.listen({ host: options.host, port: options.port });
  } catch (thrown) {
    await app.close();
    throw listenFailure(thrown, {
      host: options.host,
      port: options.port,
      setting: 'SLUICE_HTTP_PORT',
      alternatives: { zh: '0 为任意空闲端口', en: '0 takes any free one' },
    });
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
