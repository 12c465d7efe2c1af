// Starts the MQTT side of the hub and says on which ports it listens.
import type { Server as HttpServer } from 'node:http';
import { Edge, type EdgeOptions } from './edge.ts';
import { type Listener, type ListenOptions, listen } from './listen.ts';
import { findPeerAddress, TrustedProxies } from './peer-address.ts';
import { openTlsDoor, type TlsDoor, type TlsFiles } from './tls-door.ts';
import { attachMqttWebSocket } from './web-socket.ts';

export interface TlsListenerOptions extends TlsFiles {
  /** 0 takes any free one. */
  readonly port: number;
  /** How often the files are looked at for a change, ms; a minute unless given. */
  readonly reloadMs?: number;
}

export interface BrokerOptions extends Omit<EdgeOptions, 'monotonicMs'> {
  readonly host: string;
  /** `null` closes the plain port, 0 takes any free one. */
  readonly port: number | null;
  /** MQTT over TLS; none unless given. */
  readonly tls?: TlsListenerOptions | null;
  /** Addresses and networks of load balancers that send PROXY headers (v1 or v2); theirs must have one. */
  readonly trustedProxies?: readonly string[];
  /** A clock that never goes back, ms; the process's own unless given. */
  readonly monotonicMs?: () => number;
}

export interface Broker {
  /** The real port, also where 0 was asked for; `null` where it is closed. */
  readonly port: number | null;
  /** The same for MQTT over TLS. */
  readonly tlsPort: number | null;
  /**
   * The hub's own messages, at QoS 1 and in the order of the calls. Resolves when the message is queued for the
   * readers that are away and sent to those that are there; rejects where it cannot be kept.
   */
  publish(topic: string, payload: string | Uint8Array, options: { readonly retain: boolean }): Promise<void>;
  /** What happened since the start and how things stand, by names in snake case. */
  counters(): Readonly<Record<string, number>>;
  /** Takes MQTT over WebSocket at `/mqtt` of a server, beside whatever else it serves. */
  attachWebSocket(server: HttpServer): void;
  /** Closes the connections of a device or account whose secret or rights have changed. */
  disconnect(name: string): void;
  /** Stops taking, waits for the commits under way, answers them, then closes every connection. */
  close(): Promise<void>;
}

/** Rejects with a `SluiceError` where a port, an address, a TLS file or the data folder cannot be used. */
export async function startBroker(options: BrokerOptions): Promise<Broker> {
  const { host, port, limits, log, tls = null, monotonicMs = () => performance.now() } = options;
  const proxies = new TrustedProxies(options.trustedProxies ?? []);
  const edge = await Edge.open({ ...options, monotonicMs });
  const listeners: Listener[] = [];
  const detach: (() => void)[] = [];
  let tlsDoor: TlsDoor | null = null;
  let closing: Promise<void> | null = null;
  let plainPort: number | null = null;
  let tlsPort: number | null = null;
  try {
    if (port !== null) {
      plainPort = await open({ host, port, setting: 'SLUICE_MQTT_PORT' }, (socket, address) =>
        edge.accept(socket, address),
      );
    }
    if (tls !== null) {
      const door = await openTlsDoor({
        ...tls,
        handshakeTimeoutMs: limits.connectTimeoutMs,
        log,
        accept: (socket, address, certifiedName) => edge.accept(socket, address, certifiedName),
      });
      tlsDoor = door;
      tlsPort = await open({ host, port: tls.port, setting: 'SLUICE_MQTTS_PORT' }, door.secure);
    }
  } catch (thrown) {
    await close();
    throw thrown;
  }
  return {
    port: plainPort,
    tlsPort,
    publish(topic, payload, { retain }) {
      const bytes = Buffer.from(payload as Uint8Array);
      return edge.deliveries.deliver({ cmd: 'publish', topic, payload: bytes, qos: 1, retain, dup: false });
    },
    counters: () => edge.counts(),
    attachWebSocket(server) {
      const messageBytes = limits.payloadBytes * 2 + limits.connectBytes;
      detach.push(
        attachMqttWebSocket(server, { messageBytes, accept: (raw, from) => edge.accept(raw, from) }),
      );
    },
    disconnect: (name) => edge.disconnect(name),
    close() {
      closing ??= close();
      return closing;
    },
  };

  async function open(listening: ListenOptions, accept: TlsDoor['secure']): Promise<number> {
    const listener = await listen(listening, (socket) => {
      findPeerAddress(socket, proxies, (address) => accept(socket, address));
    });
    listeners.push(listener);
    return listener.port;
  }

  async function close(): Promise<void> {
    const closed = listeners.map((listener) => listener.close());
    for (const stop of detach) stop();
    tlsDoor?.close();
    await edge.close();
    await Promise.all(closed);
  }
}
