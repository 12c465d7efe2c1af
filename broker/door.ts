// CONNECT: who is it, may he leave that will, and is the session his alone now. Every refusal has its CONNACK
// code, is counted by its reason, and slows down the address that it came from and guesses at its name.
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Credentials } from '../core/ports.ts';
import { secondMs } from '../core/time.ts';
import type { Access } from './access.ts';
import type { Connection, Login } from './connection.ts';
import type { EdgeCounters } from './edge-counters.ts';
import type { FlapBan } from './flap-ban.ts';
import type { LiveSessions } from './live-sessions.ts';
import { connackCodes, type LoginFailure, login, loginByCertificate } from './login.ts';
import type { LoginThrottle } from './login-throttle.ts';
import type { NameThrottle } from './name-throttle.ts';
import type { BrokerPacket } from './persistence/stored-packet.ts';
import { sessionIdOf } from './session-id.ts';
import type { Wills } from './wills.ts';

/** As much of a CONNECT packet as is read and changed here. */
export interface ConnectRequest {
  clientId: string;
  clean?: boolean;
  /** Seconds; 0 for none. */
  keepalive?: number;
  username?: string;
  password?: Uint8Array | string;
  will?: unknown;
}

export interface DoorOptions {
  readonly credentials: Credentials;
  readonly access: Access;
  readonly throttle: LoginThrottle;
  readonly nameThrottle: NameThrottle;
  readonly flapBan: FlapBan;
  readonly counters: EdgeCounters;
  readonly live: LiveSessions;
  readonly wills: Wills;
  readonly monotonicMs: () => number;
}

/** CONNACK return code 3: the hub cannot do it now. */
export const unavailable = 3;
/** [MQTT-3.1.2-24] */
const graceOfKeepalive = 1.5;

/** The reason that aedes answers with. */
export class ConnectRefused extends Error {
  readonly returnCode: number;

  constructor(message: string, returnCode: number, cause?: unknown) {
    super(message, { cause });
    this.returnCode = returnCode;
  }
}

export class Door {
  readonly #options: DoorOptions;

  constructor(options: DoorOptions) {
    this.#options = options;
  }

  /**
   * Decides and rewrites the packet: the client id becomes the session's, will and keepalive are taken out and kept here.
   * A refused client gets an id of its own, so that it touches no session while it is shown out.
   */
  identify(connection: Connection, packet: ConnectRequest): void {
    const { clientId, username, password } = packet;
    const will = (packet.will ?? null) as BrokerPacket | null;
    delete packet.will;
    // One look at all connections in turn, in the place of a timer for each.
    if (packet.keepalive) connection.keepaliveMs = packet.keepalive * graceOfKeepalive * secondMs;
    packet.keepalive = 0;
    const { throttle, nameThrottle, monotonicMs } = this.#options;
    const outcome = this.#decide(connection, packet, will);
    connection.login = outcome;
    if (outcome.ok) {
      packet.clientId = outcome.sessionId;
      connection.will = will;
      return;
    }
    packet.clientId = `refused/${randomUUID()}`;
    packet.clean = true;
    if (outcome.reason === 'wrong_secret' || outcome.reason === 'unknown_name') {
      connection.login = { ...outcome, delayMs: nameThrottle.failed(username ?? '', monotonicMs()) };
    }
    // A banned client knows its secret, and others share its address.
    if (outcome.reason !== 'flapping') throttle.failed(connection.address, monotonicMs());
    const fields = { username, client_id: clientId, with_password: password !== undefined };
    connection.refused(`logins_refused_${outcome.reason}`, fields, `login refused: ${outcome.reason}`);
  }

  /** Resolves when the connection has its session. Rejects with a `ConnectRefused`. */
  async admit(connection: Connection): Promise<void> {
    const { live, wills, counters } = this.#options;
    const outcome = connection.login;
    if (outcome === null) throw new ConnectRefused('no CONNECT was seen', unavailable);
    if (!outcome.ok) {
      if (outcome.delayMs > 0) await pause(outcome.delayMs, undefined, { ref: false });
      throw new ConnectRefused(outcome.reason, connackCodes[outcome.reason]);
    }
    const { sessionId } = outcome;
    await live.claim(sessionId, connection, (older) => {
      counters.add('takeovers');
      older.stream.destroy(new Error('the client connected anew'));
    });
    if (connection.stream.destroyed) {
      live.release(sessionId, connection);
      throw new ConnectRefused('the connection is gone', unavailable);
    }
    try {
      await wills.arm(sessionId, connection.will);
    } catch (thrown) {
      throw new ConnectRefused('the will cannot be kept', unavailable, thrown);
    }
    counters.add('logins');
  }

  #decide(connection: Connection, packet: ConnectRequest, will: BrokerPacket | null): Login {
    const { username } = packet;
    const refuse = (reason: LoginFailure): Login => ({ ok: false, reason, delayMs: 0 });
    const secret = typeof packet.password === 'string' ? Buffer.from(packet.password) : packet.password;
    const { credentials } = this.#options;
    const { certifiedName } = connection;
    const result =
      certifiedName === null
        ? login(credentials, username, secret)
        : loginByCertificate(credentials, certifiedName, username);
    if (!result.ok) return refuse(result.error);
    const who = result.value;
    const isPersistent = packet.clean === false;
    // MQTT-3.1.3-8: a session that is kept needs a name of the client's choice.
    if (packet.clientId === '' && isPersistent) return refuse('client_id_missing');
    if (will !== null && !this.#options.access.mayPublish(who, will.topic ?? ''))
      return refuse('will_refused');
    const sessionId = sessionIdOf(who, packet.clientId === '' ? `~${randomUUID()}` : packet.clientId);
    if (this.#options.flapBan.isBanned(sessionId, this.#options.monotonicMs())) return refuse('flapping');
    return { ok: true, who, sessionId, isPersistent };
  }
}
