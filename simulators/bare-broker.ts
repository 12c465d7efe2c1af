// A bare MQTT broker on a real socket, for the simulators' tests: it keeps what was published and, where asked to,
// loses connections or dies and comes back on the same port.
import { once } from 'node:events';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { Aedes } from 'aedes';

export interface BareMessage {
  readonly clientId: string | null;
  readonly topic: string;
  readonly text: string;
}

export interface BareBrokerOptions {
  /** 0 takes any free port. */
  readonly port?: number;
  readonly authenticate?: (username: string, password: string) => boolean;
  /** Called before the PUBACK; false leaves the message without one and closes the connection. */
  readonly onPublish?: (message: BareMessage) => boolean;
}

export interface BareBroker {
  readonly url: string;
  readonly port: number;
  readonly aedes: Aedes;
  readonly messages: readonly BareMessage[];
  /** Resolves with the first message, past or to come, that fits. */
  message(fits: (message: BareMessage) => boolean): Promise<BareMessage>;
  /** Breaks all connections without a goodbye and frees the port. */
  die(): Promise<void>;
}

export async function startBareBroker(options: BareBrokerOptions = {}): Promise<BareBroker> {
  const messages: BareMessage[] = [];
  const watchers = new Set<(message: BareMessage) => void>();
  const aedes = await Aedes.createBroker();
  aedes.authenticate = (_client, username, password, done) => {
    done(null, options.authenticate?.(username ?? '', password?.toString() ?? '') ?? true);
  };
  aedes.authorizePublish = (client, packet, done) => {
    const text = packet.payload.toString();
    const message = { clientId: client?.id ?? null, topic: packet.topic, text };
    if (options.onPublish?.(message) === false) return done(new Error('refused by the test'));
    messages.push(message);
    for (const watcher of watchers) watcher(message);
    done(null);
  };
  const server: Server = createServer(aedes.handle);
  const sockets = new Set<{ destroy(): void }>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  server.listen(options.port ?? 0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `mqtt://127.0.0.1:${port}`,
    port,
    aedes,
    messages,
    message(fits) {
      const known = messages.find(fits);
      if (known !== undefined) return Promise.resolve(known);
      return new Promise((resolve) => {
        const watcher = (message: BareMessage) => {
          if (!fits(message)) return;
          watchers.delete(watcher);
          resolve(message);
        };
        watchers.add(watcher);
      });
    },
    async die() {
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
      await new Promise<void>((resolve) => aedes.close(() => resolve()));
    },
  };
}
