// A load of QoS 1 messages with a ledger of exactly what was acknowledged: the witness of a crash test. It goes on
// across the broker's death and rebirth on the same port, and sends again what was not acknowledged.
import { connect, type MqttClient } from 'mqtt';

export interface LoadDevice {
  readonly deviceId: string;
  /** Its MQTT password. */
  readonly secret: string;
}

export interface LoadOptions {
  readonly mqttUrl: string;
  readonly devices: readonly LoadDevice[];
  /** Messages a second of all devices together; without it, as many as the windows let through. */
  readonly rate?: number;
  /** Messages of one device that wait for their PUBACK at a time; 20 by default. */
  readonly inFlight?: number;
  /** Stops sending after so many messages of each device. */
  readonly messagesPerDevice?: number;
  /** `depth_mm` by default. */
  readonly metric?: string;
  /** The value to send; by default a dry 0 to 39 that differs from message to message. */
  readonly value?: (deviceId: string, seq: number) => number;
  /** What is sent beside `ts` and `seq`, where that is more than one metric. */
  readonly body?: (deviceId: string, seq: number) => Readonly<Record<string, number | boolean>>;
  /** Called at each PUBACK, with when the message was first sent, both by `performance.now()`. */
  readonly onAcknowledged?: (sentAtMs: number, acknowledgedAtMs: number) => void;
  /** Pause before a connection is tried again, ms; 200 by default. */
  readonly reconnectMs?: number;
}

export interface LoadEntry {
  readonly seq: number;
  /** Epoch ms; rises strictly within a device. */
  readonly ts: number;
  /** Of `metric`; NaN where a body of one's own has none. */
  readonly value: number;
}

/** What became of a device's messages, each list in order of `seq`. */
export interface DeviceLedger {
  /** A PUBACK was seen. */
  readonly acknowledged: readonly LoadEntry[];
  /** Sent at least once, with no PUBACK: the broker may have it or not. */
  readonly unacknowledged: readonly LoadEntry[];
}

export interface LoadLedger {
  readonly devices: ReadonlyMap<string, DeviceLedger>;
  readonly sent: number;
  readonly acknowledged: number;
  /** Connections lost, refusals, failed attempts. */
  readonly errors: number;
  /** PUBACK times of all acknowledged messages, ms, in order of arrival; a resent one counts from its first try. */
  readonly latenciesMs: readonly number[];
}

export interface Load {
  /** Sent, acknowledged and errors so far. */
  counts(): {
    readonly sent: number;
    readonly acknowledged: number;
    readonly errors: number;
    readonly connected: number;
  };
  /** Resolves when every device has sent `messagesPerDevice` and all are acknowledged; never without that option. */
  readonly finished: Promise<void>;
  /** Sends nothing new, waits up to `drainMs` (10 s by default) for what is unacknowledged, and gives the ledger. */
  stop(options?: { readonly drainMs?: number }): Promise<LoadLedger>;
}

interface Waiting {
  readonly entry: LoadEntry;
  readonly payload: string;
  readonly sentAtMs: number;
}

interface Sender {
  readonly deviceId: string;
  /** Of the present connection. */
  client: MqttClient;
  readonly acknowledged: LoadEntry[];
  /** By `seq`. */
  readonly waiting: Map<number, Waiting>;
  seq: number;
  lastTs: number;
}

const paceEveryMs = 10;
/** Sending stalls for at most so long before its backlog is forgotten, so that no burst follows an outage. */
const longestBacklogS = 1;

export function startLoad(options: LoadOptions): Load {
  const { metric = 'depth_mm', inFlight = 20, messagesPerDevice = Number.POSITIVE_INFINITY } = options;
  const value = options.value ?? ((_deviceId: string, seq: number) => seq % 40);
  const bodyOf = options.body ?? ((deviceId: string, seq: number) => ({ [metric]: value(deviceId, seq) }));
  const latenciesMs: number[] = [];
  let sent = 0;
  let errors = 0;
  let done = 0;
  let isSending = true;
  let hasEnded = false;
  let onAcknowledged = () => {};
  const { promise: finished, resolve: finish } = Promise.withResolvers<void>();

  /** A client for each connection: one that is cut off while it sends again what it kept forgets some of that. */
  const connectTo = ({ deviceId, secret }: LoadDevice, sender: () => Sender): MqttClient => {
    const client = connect(options.mqttUrl, {
      clientId: deviceId,
      username: deviceId,
      password: secret,
      reconnectPeriod: 0,
      connectTimeout: 5_000,
      keepalive: 30,
    });
    client.on('error', () => {
      errors += 1;
    });
    client.once('connect', () => {
      for (const waiting of sender().waiting.values()) publish(sender(), waiting);
      if (options.rate === undefined) fill(sender());
    });
    client.once('close', () => {
      client.end(true);
      if (hasEnded) return;
      setTimeout(() => {
        if (!hasEnded) sender().client = connectTo({ deviceId, secret }, sender);
      }, options.reconnectMs ?? 200);
    });
    return client;
  };
  const senders = options.devices.map((device): Sender => {
    const { deviceId } = device;
    const client = connectTo(device, () => sender);
    const sender: Sender = { deviceId, client, acknowledged: [], waiting: new Map(), seq: 0, lastTs: 0 };
    return sender;
  });

  const maySend = (sender: Sender) =>
    isSending && sender.client.connected && sender.waiting.size < inFlight && sender.seq < messagesPerDevice;

  const send = (sender: Sender) => {
    sender.seq += 1;
    sender.lastTs = Math.max(sender.lastTs + 1, Date.now());
    const body = bodyOf(sender.deviceId, sender.seq);
    const entry = { seq: sender.seq, ts: sender.lastTs, value: Number(body[metric] ?? Number.NaN) };
    const payload = JSON.stringify({ ts: entry.ts, seq: entry.seq, ...body });
    const waiting = { entry, payload, sentAtMs: performance.now() };
    sender.waiting.set(entry.seq, waiting);
    sent += 1;
    publish(sender, waiting);
  };
  const publish = (sender: Sender, { entry, payload, sentAtMs }: Waiting) => {
    sender.client.publish(`devices/${sender.deviceId}/telemetry`, payload, { qos: 1 }, (error) => {
      if (error || !sender.waiting.delete(entry.seq)) return;
      const acknowledgedAt = performance.now();
      latenciesMs.push(acknowledgedAt - sentAtMs);
      options.onAcknowledged?.(sentAtMs, acknowledgedAt);
      sender.acknowledged.push(entry);
      onAcknowledged();
      if (options.rate === undefined) fill(sender);
      if (sender.acknowledged.length === messagesPerDevice) done += 1;
      if (done === senders.length) finish();
    });
  };
  const fill = (sender: Sender) => {
    while (maySend(sender)) send(sender);
  };

  const pace = options.rate === undefined ? undefined : paced(options.rate, senders, maySend, send);

  const waitingCount = () => senders.reduce((sum, { waiting }) => sum + waiting.size, 0);
  return {
    finished,
    counts: () => ({
      sent,
      acknowledged: latenciesMs.length,
      errors,
      connected: senders.filter(({ client }) => client.connected).length,
    }),
    async stop({ drainMs = 10_000 } = {}) {
      isSending = false;
      clearInterval(pace);
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, drainMs);
        onAcknowledged = () => {
          if (waitingCount() > 0) return;
          clearTimeout(timer);
          resolve();
        };
        onAcknowledged();
      });
      hasEnded = true;
      const devices = new Map(senders.map((sender) => [sender.deviceId, ledgerOf(sender)]));
      const ledger = { devices, sent, acknowledged: latenciesMs.length, errors, latenciesMs };
      await Promise.all(
        senders.map(({ client, waiting }) => client.endAsync(!client.connected || waiting.size > 0)),
      );
      return ledger;
    },
  };
}

/** Sends in turn, so many a second; a device that may not is passed over. */
function paced(
  rate: number,
  senders: readonly Sender[],
  maySend: (sender: Sender) => boolean,
  send: (sender: Sender) => void,
): NodeJS.Timeout {
  let credit = 0;
  let turn = 0;
  let lastAt = performance.now();
  return setInterval(() => {
    const now = performance.now();
    credit = Math.min(rate * longestBacklogS, credit + (rate * (now - lastAt)) / 1_000);
    lastAt = now;
    let passed = 0;
    while (credit >= 1 && passed < senders.length) {
      const sender = senders[turn % senders.length];
      turn += 1;
      if (sender === undefined || !maySend(sender)) {
        passed += 1;
        continue;
      }
      passed = 0;
      credit -= 1;
      send(sender);
    }
  }, paceEveryMs);
}

function ledgerOf(sender: Sender): DeviceLedger {
  const bySeq = (a: LoadEntry, b: LoadEntry) => a.seq - b.seq;
  return {
    acknowledged: [...sender.acknowledged].sort(bySeq),
    unacknowledged: [...sender.waiting.values()].map(({ entry }) => entry).sort(bySeq),
  };
}
