// The one place that builds aedes: its options, its hooks and its events, in the words of the edge.
import { Aedes, type AedesPublishPacket, type AuthenticateError, type Client } from 'aedes';
import mqttPacket from 'mqtt-packet';
import { hourMs } from '../core/time.ts';
import type { MendedClient } from './aedes-client.ts';
import type { Connection } from './connection.ts';
import type { ConnectRequest } from './door.ts';
import type { EdgeLog } from './edge-log.ts';
import type { LiveReaders } from './live-readers.ts';
import type { MqttLimits } from './mqtt-limits.ts';
import type { PacedSessions } from './paced-sessions.ts';
import type { BrokerPacket } from './persistence/stored-packet.ts';

/** A client of aedes and its connection. */
export interface Seat {
  readonly connection: Connection;
  readonly reader: MendedClient;
}

export interface AedesHooks {
  readonly seatOf: (client: Client) => Seat | undefined;
  /** CONNECT has come; may rewrite it. */
  readonly identify: (connection: Connection, packet: ConnectRequest) => void;
  /** Resolves when CONNACK may say yes; rejects with a `ConnectRefused`. */
  readonly admit: (seat: Seat) => Promise<void>;
  readonly take: (
    connection: Connection,
    packet: BrokerPacket,
    decided: (error: Error | null) => void,
  ) => void;
  readonly maySubscribe: (connection: Connection, filter: string, qos: number) => boolean;
  readonly forward: (connection: Connection, packet: BrokerPacket) => BrokerPacket | null;
  /** The client has come with its session, or has subscribed to something. */
  readonly listens: (seat: Seat) => void;
  /** aedes has let the client go. */
  readonly left: (connection: Connection) => void;
}

/** Deeper topics would stop aedes; the limit of the settings is kept with what else may be published. */
const deepestLevels = 100;
const longestClientId = 65_535;

export function makeAedes(
  persistence: PacedSessions,
  readers: LiveReaders,
  limits: MqttLimits,
  log: EdgeLog,
  hooks: AedesHooks,
): Aedes {
  // A buffer for each number that may ever be written is 19 MB, made while the first client waits for its CONNACK.
  mqttPacket.writeToStream.cacheNumbers = false;
  const connectionOf = (client: Client) => hooks.seatOf(client)?.connection;
  const aedes = new Aedes({
    persistence,
    mq: readers,
    // Nobody waits for a slow reader: what goes out is taken at once, so nothing needs these bounds.
    concurrency: 0,
    drainTimeout: 0,
    heartbeatInterval: hourMs,
    connectTimeout: limits.connectTimeoutMs,
    maxInflightInbound: limits.halfOpenPerClient,
    maxTopicLevels: deepestLevels,
    // MQTT 3.1 allows 23; its clients send more, and here it is the session's id that is measured.
    maxClientsIdLength: longestClientId,
    preConnect: (client, packet, done) => {
      const connection = connectionOf(client);
      if (connection !== undefined) hooks.identify(connection, packet as ConnectRequest);
      done(null, connection !== undefined);
    },
    authenticate: (client, _username, _password, done) => {
      const seat = hooks.seatOf(client);
      if (seat === undefined) return;
      hooks.admit(seat).then(
        () => done(null, true),
        (error: AuthenticateError) => done(error, false),
      );
    },
    authorizePublish: (client, packet, done) => {
      const connection = client === null ? undefined : connectionOf(client);
      if (connection === undefined) done(new Error('nobody is known to have published this'));
      else hooks.take(connection, packet as BrokerPacket, done);
    },
    authorizeSubscribe: (client, subscription, done) => {
      const connection = connectionOf(client);
      const { topic, qos } = subscription;
      done(
        null,
        connection !== undefined && hooks.maySubscribe(connection, topic, qos) ? subscription : null,
      );
    },
    authorizeForward: (client, packet) => {
      const connection = connectionOf(client);
      if (connection === undefined) return null;
      return hooks.forward(connection, packet as BrokerPacket) as AedesPublishPacket | null;
    },
  });
  aedes.on('connackSent', ({ returnCode }, client) => {
    const seat = hooks.seatOf(client);
    if (returnCode !== 0 || seat === undefined) return;
    seat.reader.readFreely();
    seat.connection.opened();
  });
  const listens = (client: Client) => {
    const seat = hooks.seatOf(client);
    if (seat !== undefined) hooks.listens(seat);
  };
  aedes.on('clientReady', listens);
  aedes.on('subscribe', (_, client) => listens(client));
  aedes.on('unsubscribe', (filters, client) => {
    for (const filter of filters) connectionOf(client)?.unsubscribed(filter);
  });
  aedes.on('clientError', (client, error) => connectionOf(client)?.failed(error));
  aedes.on('connectionError', (client, error) => connectionOf(client)?.failed(error));
  aedes.on('clientDisconnect', (client) => {
    const connection = connectionOf(client);
    if (connection !== undefined) hooks.left(connection);
  });
  aedes.on('client', (client) => {
    // aedes registers a client also where it was closed meanwhile, and would keep it for ever.
    if (client.closed) registerOf(aedes).unregisterClient(client);
  });
  (aedes as NodeJS.EventEmitter).on('error', (error: Error) => {
    log.warn({ error: error.message }, 'the MQTT broker met an error');
  });
  return aedes;
}

/** Parts of aedes that its types leave out. */
interface ClientRegister {
  readonly clients: Readonly<Record<string, Client | undefined>>;
  unregisterClient(client: Client): void;
}

function registerOf(aedes: Aedes): ClientRegister {
  return aedes as unknown as ClientRegister;
}

/** Whether aedes holds `client` under the id of a session. */
export function holdsClient(aedes: Aedes, sessionId: string, client: Client): boolean {
  return registerOf(aedes).clients[sessionId] === client;
}
