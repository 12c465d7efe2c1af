// The hub as a client of another broker: a persistent session whose messages are acknowledged only after their
// commit, so that what was not committed comes again. With `$share/…` filters several hubs can stand behind one.
import { connect, type IClientOptions, type MqttClient } from 'mqtt';
import { SluiceError } from '../../core/error.ts';
import type { Engine } from '../../core/ports.ts';
import { type EpochMs, minuteMs, secondMs } from '../../core/time.ts';
import type { EdgeLog } from '../edge-log.ts';
import { PendingAcknowledgements } from './pending-acknowledgements.ts';
import { reconnectDelayMs } from './reconnect-delay.ts';

export interface SourceOptions {
  /** Names the source in the journal and in the log. */
  readonly name: string;
  /** `mqtt://`, `mqtts://`, `ws://` or `wss://`. */
  readonly url: string;
  /** Names the session at the other broker; another hub needs another one. */
  readonly clientId: string;
  readonly username?: string;
  readonly password?: string;
  /** PEM texts for TLS. */
  readonly tls?: { readonly ca?: string; readonly cert?: string; readonly key?: string };
  readonly filters: readonly string[];
  /** 0 where losing messages is no matter. At 2 nothing more is gained: doubles are found by what they say. */
  readonly qos: 0 | 1;
  /** Messages that wait for their commit; above it the connection is not read. */
  readonly inFlight: number;
  readonly engine: Pick<Engine, 'submit'>;
  readonly log: EdgeLog;
  readonly now: () => EpochMs;
  /** From 0 to 1, for the jitter of reconnections. */
  readonly random: () => number;
}

export interface Source {
  readonly isConnected: boolean;
  counters(): Readonly<Record<string, number>>;
  /** Leaves the session where it is, with what was not acknowledged. */
  close(): Promise<void>;
}

const connectTimeoutMs = 30 * secondMs;
const keepaliveS = 60;
const schemes: ReadonlySet<string> = new Set(['mqtt:', 'mqtts:', 'ws:', 'wss:']);
const resubscribeMs = minuteMs;

/** Begins to connect, and goes on for ever. Throws a `SluiceError` where the address cannot be one. */
export function startSource(options: SourceOptions): Source {
  const { name, engine, log, now } = options;
  const counts = { connections: 0, subscriptions: 0, received: 0, acknowledged: 0, not_committed: 0 };
  let attempts = 0;
  let isClosed = false;
  let timer: NodeJS.Timeout | null = null;
  const client = open(options);
  const acknowledgements = new PendingAcknowledgements(client, options.inFlight);

  client.on('connect', () => {
    attempts = 0;
    counts.connections += 1;
    acknowledgements.connected();
    log.info({ source: name }, 'source connected');
    subscribe();
  });
  client.on('error', (error) => log.warn({ source: name, error: error.message }, 'source met an error'));
  client.on('close', () => {
    acknowledgements.disconnected();
    if (isClosed || timer !== null) return;
    attempts += 1;
    timer = setTimeout(
      () => {
        timer = null;
        client.reconnect();
      },
      reconnectDelayMs(attempts, options.random()),
    );
  });
  client.on('message', (topic, payload, packet) => {
    counts.received += 1;
    const decide = acknowledgements.expect(packet.qos > 0 ? packet.messageId : undefined);
    engine.submit({ kind: 'message', receivedAt: now(), by: name, topic, payload }, (error) => {
      if (error === null) {
        counts.acknowledged += 1;
        decide(true);
        return;
      }
      counts.not_committed += 1;
      decide(false);
      log.warn({ source: name, topic, code: error.code }, 'a message of a source was not committed');
      // Sent again by the other broker after the connection is made anew.
      client.stream?.destroy();
    });
  });

  function subscribe(): void {
    client.subscribe([...options.filters], { qos: options.qos }, (error, granted) => {
      const refused = granted?.filter(({ qos }) => qos === 128).map(({ topic }) => topic) ?? [];
      counts.subscriptions = (granted?.length ?? 0) - refused.length;
      if (error === null && refused.length === 0) return;
      log.warn({ source: name, error: error?.message, refused }, 'the other broker refused a subscription');
      if (client.connected) setTimeout(() => client.connected && subscribe(), resubscribeMs).unref();
    });
  }

  return {
    get isConnected() {
      return client.connected;
    },
    counters: () => ({ ...counts, in_flight: acknowledgements.pending }),
    async close() {
      isClosed = true;
      if (timer !== null) clearTimeout(timer);
      await client.endAsync(true);
    },
  };
}

function open({ url, clientId, username, password, tls, name }: SourceOptions): MqttClient {
  const settings: IClientOptions = {
    clientId,
    clean: false,
    // Reconnections are timed here, with jitter.
    reconnectPeriod: 0,
    connectTimeout: connectTimeoutMs,
    keepalive: keepaliveS,
    resubscribe: false,
    ...(username === undefined ? {} : { username }),
    ...(password === undefined ? {} : { password }),
    ...tls,
  };
  // mqtt.js would take an unknown scheme for one of its own.
  if (!URL.canParse(url) || !schemes.has(new URL(url).protocol)) {
    throw new SluiceError(`source ${name} cannot be opened: ${url} is no address of a broker`, {
      code: 'bad_source',
      hint: 'give it an address such as mqtts://broker.example:8883',
    });
  }
  return connect(url, settings);
}
