// Binds a TCP port and says in one line what is wrong where it cannot be had.
import { createServer, type Socket } from 'node:net';
import { listenFailure } from '../core/listen-failure.ts';
import { minuteMs, secondMs } from '../core/time.ts';

/** What else the port's setting may be, for the hint. */
const alternatives = {
  zh: '0 为任意空闲端口，off 为关闭',
  en: '0 takes any free one, off closes it',
};

/** Connections that the kernel keeps while the hub is busy: a town whose power came back. */
const backlog = 4_096;

/** Small packets go out at once, and the peer's disappearance is noticed. */
const socketOptions = { noDelay: true, keepAlive: true, keepAliveInitialDelay: minuteMs } as const;

export interface ListenOptions {
  readonly host: string;
  readonly port: number;
  /** The setting that names the port, for the hint. */
  readonly setting: 'SLUICE_MQTT_PORT' | 'SLUICE_MQTTS_PORT';
}

export interface Listener {
  /** The real port, also where 0 was asked for. */
  readonly port: number;
  /** Takes nothing more; resolves when every connection is closed, those that linger by force. */
  close(): Promise<void>;
}

/** How long connections may take to end once they were told to, ms. */
const lingerMs = 3 * secondMs;

/** Rejects with a `SluiceError` where the port or address cannot be had. */
export async function listen(options: ListenOptions, accept: (socket: Socket) => void): Promise<Listener> {
  const sockets = new Set<Socket>();
  function forget(this: Socket): void {
    sockets.delete(this);
  }
  const server = createServer(socketOptions, (socket) => {
    sockets.add(socket);
    socket.on('close', forget);
    accept(socket);
  });
  const { host, port } = options;
  await new Promise<void>((resolve, reject) => {
    const failed = (thrown: unknown) => reject(listenFailure(thrown, { ...options, alternatives }));
    server.once('error', failed);
    server.listen({ host, port, backlog }, () => {
      server.off('error', failed);
      resolve();
    });
  });
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    async close() {
      const cut = setTimeout(() => {
        for (const socket of sockets) socket.destroy();
      }, lingerMs);
      await new Promise<void>((resolve) => server.close(() => resolve()));
      clearTimeout(cut);
    },
  };
}
