// The MQTT edge without its listeners: whatever brings a stream of bytes and an address gets a connection, and
// what the connection may do is decided in the files that this one puts around aedes.
import type { Duplex } from 'node:stream';
import type { Aedes, Client, PublishPacket } from 'aedes';
import { messageOf } from '../core/error.ts';
import type { Credentials, Engine, Json } from '../core/ports.ts';
import { type EpochMs, hourMs, secondMs } from '../core/time.ts';
import { Access } from './access.ts';
import { MendedClient } from './aedes-client.ts';
import { CommandDesk } from './command-desk.ts';
import { Connection, type ConnectionOptions } from './connection.ts';
import { Deliveries } from './deliveries.ts';
import { DeviceRates } from './device-rates.ts';
import { ConnectRefused, Door, unavailable } from './door.ts';
import { EdgeCounters } from './edge-counters.ts';
import type { EdgeLog } from './edge-log.ts';
import { FlapBan } from './flap-ban.ts';
import { guardedStreamOptions } from './guarded-stream.ts';
import { InFlight } from './in-flight.ts';
import { IncomingGate } from './incoming-gate.ts';
import { LiveReaders } from './live-readers.ts';
import { LiveSessions } from './live-sessions.ts';
import { LoginThrottle } from './login-throttle.ts';
import { holdsClient, makeAedes, type Seat } from './make-aedes.ts';
import type { MqttLimits } from './mqtt-limits.ts';
import { NameThrottle } from './name-throttle.ts';
import { OutgoingGate } from './outgoing-gate.ts';
import { PacedSessions } from './paced-sessions.ts';
import type { SessionOwner } from './persistence/sqlite-sessions.ts';
import { sysPackets } from './sys-topics.ts';
import { Wills } from './wills.ts';

export interface EdgeOptions {
  readonly engine: Pick<Engine, 'submit' | 'command' | 'onCommitted'>;
  /** Commands to devices that wait since before the start, as the API shows them; none unless given. */
  readonly queuedCommands?: () => Promise<readonly Json[]>;
  readonly credentials: Credentials;
  readonly limits: MqttLimits;
  /** Sessions, retained messages and wills are kept here. */
  readonly dataDir: string;
  readonly log: EdgeLog;
  readonly now: () => EpochMs;
  /** A clock that never goes back, ms. */
  readonly monotonicMs: () => number;
}

/** How often stuck connections are looked for, ms. */
const sweepMs = secondMs;
const expiryMs = hourMs;
/** Login failures are remembered for so many addresses, and as many names. */
const suspects = 100_000;

export class Edge {
  readonly counters: EdgeCounters;
  readonly deliveries: Deliveries;
  readonly #options: EdgeOptions;
  readonly #connectionOptions: ConnectionOptions;
  readonly #inFlight: InFlight;
  readonly #rates: DeviceRates;
  readonly #throttle: LoginThrottle;
  readonly #flapBan: FlapBan;
  readonly #sessions: PacedSessions;
  readonly #incoming: IncomingGate;
  readonly #outgoing: OutgoingGate;
  readonly #wills: Wills;
  readonly #live = new LiveSessions();
  readonly #desk: CommandDesk;
  readonly #door: Door;
  readonly #aedes: Aedes;
  readonly #open = new Map<Connection, Client>();
  readonly #seats = new WeakMap<object, Seat>();
  readonly #timers: NodeJS.Timeout[] = [];
  #isClosing = false;

  private constructor(options: EdgeOptions) {
    const { credentials, limits, log, monotonicMs } = options;
    this.#options = options;
    this.counters = new EdgeCounters(log, monotonicMs);
    this.#inFlight = new InFlight(limits);
    this.#rates = new DeviceRates(limits.deviceRate);
    this.#throttle = new LoginThrottle({
      failures: limits.failedLogins,
      connectionsPerSecond: limits.suspectConnectRate,
      rememberMs: limits.suspectForMs,
      addresses: suspects,
    });
    this.#flapBan = new FlapBan({ flapsPerMinute: limits.flapsPerMinute, banMs: limits.flapBanMs });
    const access = new Access(credentials, limits);
    const readerOf = (owner: SessionOwner) => this.#seats.get(owner)?.reader;
    const sessions = new PacedSessions({ dataDir: options.dataDir, limits, access, readerOf });
    const { counters } = this;
    this.#sessions = sessions;
    this.#connectionOptions = {
      ...{ limits, inFlight: this.#inFlight, rates: this.#rates, counters, monotonicMs },
      stream: guardedStreamOptions(limits, monotonicMs),
      closed: (connection) => this.#closed(connection),
      carry: (connection, packet) => this.#incoming.carry(connection, packet),
    };
    const readers = new LiveReaders();
    this.#aedes = makeAedes(sessions, readers, limits, log, {
      seatOf: (client) => this.#seats.get(client),
      identify: (connection, packet) => this.#door.identify(connection, packet),
      admit: (seat) => this.#admit(seat),
      take: (connection, packet, decided) => this.#incoming.take(connection, packet, decided),
      maySubscribe: (connection, filter, qos) => this.#outgoing.maySubscribe(connection, filter, qos),
      forward: (connection, packet) => this.#outgoing.forward(connection, packet),
      listens: ({ connection, reader }) => this.#desk.listens(connection, reader),
      left: (connection) => this.#leave(connection),
    });
    this.deliveries = new Deliveries(
      (packet, done) => this.#aedes.publish(packet as PublishPacket, (error) => done(error ?? null)),
      (isBusy) => {
        sessions.isHurried = isBusy;
      },
    );
    const { deliveries } = this;
    const desk = new CommandDesk({ ...options, counters });
    this.#desk = desk;
    this.#incoming = new IncomingGate({ ...options, access, sessions, readers, deliveries, counters, desk });
    this.#outgoing = new OutgoingGate(access, limits);
    this.#wills = new Wills({
      sessions,
      access,
      counters,
      commit: (who, packet, done) => this.#incoming.submit(who, packet, done),
      deliver: (packet) => deliveries.deliver(packet),
    });
    this.#door = new Door({
      credentials,
      access,
      throttle: this.#throttle,
      nameThrottle: new NameThrottle({
        failures: limits.failedLogins,
        rememberMs: limits.suspectForMs,
        names: suspects,
      }),
      flapBan: this.#flapBan,
      counters,
      live: this.#live,
      wills: this.#wills,
      monotonicMs,
    });
  }

  static async open(options: EdgeOptions): Promise<Edge> {
    const edge = new Edge(options);
    await edge.#aedes.listen();
    await edge.#expireSessions();
    edge.#desk.load((await options.queuedCommands?.()) ?? []);
    edge.#every(sweepMs, () => edge.#sweep());
    const startedMs = options.monotonicMs();
    edge.#every(options.limits.statisticsMs, () => {
      for (const packet of sysPackets(edge.counts(), options.monotonicMs() - startedMs)) {
        edge.deliveries.deliver(packet).catch(() => edge.counters.add('messages_not_delivered'));
      }
    });
    edge.#every(expiryMs, () => void edge.#expireSessions());
    edge.#timers.push(setTimeout(() => edge.#wills.fireOrphans(), options.limits.willGraceMs).unref());
    return edge;
  }

  /**
   * Takes a new stream, or destroys it where there are too many, or too many failures came from `address`.
   * `certifiedName`: the device that a verified certificate names.
   */
  accept(raw: Duplex, address: string, certifiedName: string | null = null): void {
    const { limits, monotonicMs } = this.#options;
    this.counters.add('connections_total');
    const refusal = this.#isClosing
      ? 'closing'
      : this.#open.size >= limits.connections
        ? 'limit'
        : this.#throttle.admit(address, monotonicMs())
          ? null
          : 'throttled';
    if (refusal !== null) {
      this.counters.refused(`connections_refused_${refusal}`, { address }, 'connection refused');
      raw.on('error', () => {});
      raw.destroy();
      return;
    }
    const connection = new Connection(raw, address, certifiedName, this.#connectionOptions);
    const client = this.#aedes.handle(connection.stream);
    this.#open.set(connection, client);
    const reader = new MendedClient(client, connection.stream, limits, connection);
    this.#seats.set(client, { connection, reader });
  }

  /** Closes every connection of a device or account. */
  disconnect(name: string): void {
    for (const connection of [...this.#live.named(name)]) {
      connection.stream.destroy(new Error('the account was changed'));
    }
  }

  /** What happened since the start and how things stand. */
  counts(): Record<string, number> {
    const held = [...this.#open.keys()].filter(({ stream }) => stream.isHeld).length;
    return {
      ...this.counters.all(),
      connections_open: this.#open.size,
      clients_connected: this.#aedes.connectedClients,
      in_flight: this.#inFlight.count,
      in_flight_bytes: this.#inFlight.bytes,
      paused_clients: held,
      queued_bytes: this.#sessions.outgoing.bytes,
      queued_messages_dropped: this.#sessions.outgoing.dropped,
    };
  }

  /** Takes nothing more, waits for the commits under way (not longer than the limit), then closes every connection. */
  async close(): Promise<void> {
    this.#isClosing = true;
    for (const timer of this.#timers) clearTimeout(timer);
    this.#wills.close();
    this.#desk.close();
    for (const connection of this.#open.keys()) connection.drain();
    const { promise: late, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, this.#options.limits.closeTimeoutMs);
    await Promise.race([this.#inFlight.whenIdle().then(() => this.deliveries.whenIdle()), late]);
    clearTimeout(timer);
    await new Promise<void>((done) => this.#aedes.close(done));
    for (const connection of this.#open.keys()) connection.stream.destroy();
    await this.#sessions.destroy();
  }

  async #admit({ connection, reader }: Seat): Promise<void> {
    await this.#door.admit(connection);
    if (connection.login?.ok !== true || !connection.login.isPersistent) return;
    reader.replay.begin();
    try {
      await this.#sessions.keep(connection.login.sessionId, this.#options.now());
    } catch (thrown) {
      throw new ConnectRefused('the session cannot be kept', unavailable, thrown);
    }
  }

  #closed(connection: Connection): void {
    const client = this.#open.get(connection);
    this.#open.delete(connection);
    if (connection.login?.ok !== true || client === undefined) return;
    // Where aedes still has it, it lets it go in a moment and says so.
    if (!holdsClient(this.#aedes, connection.login.sessionId, client)) this.#leave(connection);
  }

  /** The connection gives up its session, and the next one may have it. */
  #leave(connection: Connection): void {
    if (connection.login?.ok !== true) return;
    const { sessionId, isPersistent } = connection.login;
    this.#desk.left(connection);
    if (this.#live.get(sessionId) !== connection) return;
    if (connection.saidGoodbye) this.#wills.discard(sessionId);
    else this.#wills.fire(sessionId);
    if (isPersistent && !this.#isClosing) {
      this.#sessions.keep(sessionId, this.#options.now()).catch(() => {});
    }
    if (
      !this.#isClosing &&
      !connection.saidGoodbye &&
      this.#flapBan.left(sessionId, this.#options.monotonicMs())
    ) {
      connection.noted(
        'clients_banned',
        { session: sessionId },
        'client banned: it comes and goes too often',
      );
    }
    this.#live.release(sessionId, connection);
  }

  #sweep(): void {
    const now = this.#options.monotonicMs();
    for (const connection of this.#open.keys()) connection.closeIfStuck(now);
    this.#rates.sweep(now);
    this.#flapBan.sweep(now);
  }

  /** Ends the sessions that nobody used for long; those in use now count as used until now. */
  async #expireSessions(): Promise<void> {
    const { now, limits, log } = this.#options;
    try {
      const inUse = [...this.#open.keys()].map(({ login }) => login).filter((login) => login?.ok === true);
      const kept = inUse.filter(({ isPersistent, sessionId }) => isPersistent && this.#live.has(sessionId));
      await Promise.all(kept.map(({ sessionId }) => this.#sessions.keep(sessionId, now())));
      const ended = await this.#sessions.expire(now() - limits.sessionExpiryMs, (id) => this.#live.has(id));
      if (ended > 0) log.info({ sessions: ended }, 'MQTT sessions that nobody used were ended');
    } catch (thrown) {
      log.warn({ error: messageOf(thrown) }, 'MQTT sessions that nobody used could not be ended');
    }
  }

  #every(intervalMs: number, run: () => void): void {
    this.#timers.push(setInterval(run, intervalMs).unref());
  }
}
