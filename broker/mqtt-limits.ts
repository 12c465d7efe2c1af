// The bounds of the MQTT edge. Nothing that a client does takes more memory or time than these allow.
import { dayMs, secondMs } from '../core/time.ts';

export interface MqttLimits {
  /** Largest payload of a message, bytes. */
  readonly payloadBytes: number;
  /** Largest CONNECT packet, bytes: all that a stranger can make the hub keep. */
  readonly connectBytes: number;
  /** Longest topic, bytes of UTF-8. */
  readonly topicBytes: number;
  /** Deepest topic, levels; 100 at most. */
  readonly topicLevels: number;
  /** Packets per second of a device, with bursts of ten times that; above it its connection is read more slowly. `null`: no limit. */
  readonly deviceRate: number | null;
  /** Messages of one connection that wait for their commit; above it the connection is not read. */
  readonly inFlightPerClient: number;
  /** Payloads of one connection that wait for their commit, bytes: what it sends delays others by no more. */
  readonly inFlightBytesPerClient: number;
  /** Messages of all connections that wait for their commit. */
  readonly inFlight: number;
  /** Payloads of all connections that wait for their commit, bytes. */
  readonly inFlightBytes: number;
  /** Open connections, logged in or not. */
  readonly connections: number;
  /** Filters that one connection may have subscribed to. */
  readonly subscriptions: number;
  /** QoS 2 messages of one connection that wait for their PUBREL. */
  readonly halfOpenPerClient: number;
  /** Retained topics of one device; further ones are delivered, not retained. */
  readonly retainedPerDevice: number;
  /** Messages that wait for one session whose client is away or slow; the oldest gives way. */
  readonly queuedPerSession: number;
  /** Messages that wait for all sessions, bytes. */
  readonly queuedBytes: number;
  /** How long a session is kept that nobody uses, ms. */
  readonly sessionExpiryMs: number;
  /** What waits for a reader that does not read, bytes; above it the reader is disconnected. */
  readonly outboundBytes: number;
  /** QoS 0 messages that wait for a reader whose connection is full; the oldest gives way. */
  readonly slowReaderMessages: number;
  /** The same in bytes. */
  readonly slowReaderBytes: number;
  /** Failed logins of an address before its connections are slowed down. */
  readonly failedLogins: number;
  /** Connections per second of such an address. */
  readonly suspectConnectRate: number;
  /** How long such an address is remembered after its last failure, ms. */
  readonly suspectForMs: number;
  /** Disconnections of one client within a minute after which it is banned. */
  readonly flapsPerMinute: number;
  /** How long such a client is banned, ms. */
  readonly flapBanMs: number;
  /** From the connection to the end of CONNECT, ms. */
  readonly connectTimeoutMs: number;
  /** From the first byte of a packet to its last, ms. */
  readonly frameTimeoutMs: number;
  /** How long a reader may leave its socket full, ms. */
  readonly drainTimeoutMs: number;
  /** How long a client may say nothing at all, whatever keepalive it asked for, ms. */
  readonly idleTimeoutMs: number;
  /** After a start, how long clients may take to come back before the wills of those who did not are published, ms. */
  readonly willGraceMs: number;
  /** How often the statistics below `$SYS/broker/` are sent, ms. */
  readonly statisticsMs: number;
  /** How long closing waits for commits that are under way, ms. */
  readonly closeTimeoutMs: number;
}

export const defaultMqttLimits: MqttLimits = {
  payloadBytes: 256 * 1024,
  connectBytes: 16 * 1024,
  topicBytes: 1024,
  topicLevels: 32,
  deviceRate: 200,
  inFlightPerClient: 1_000,
  inFlightBytesPerClient: 1024 * 1024,
  inFlight: 20_000,
  inFlightBytes: 16 * 1024 * 1024,
  connections: 15_000,
  subscriptions: 1_000,
  halfOpenPerClient: 1_000,
  retainedPerDevice: 32,
  queuedPerSession: 10_000,
  queuedBytes: 512 * 1024 * 1024,
  sessionExpiryMs: 7 * dayMs,
  outboundBytes: 4 * 1024 * 1024,
  slowReaderMessages: 1_000,
  slowReaderBytes: 1024 * 1024,
  failedLogins: 5,
  suspectConnectRate: 10,
  suspectForMs: 600 * secondMs,
  flapsPerMinute: 15,
  flapBanMs: 60 * secondMs,
  connectTimeoutMs: 10 * secondMs,
  frameTimeoutMs: 60 * secondMs,
  drainTimeoutMs: 10 * secondMs,
  idleTimeoutMs: 2 * dayMs,
  willGraceMs: 60 * secondMs,
  statisticsMs: 10 * secondMs,
  closeTimeoutMs: 5 * secondMs,
};
