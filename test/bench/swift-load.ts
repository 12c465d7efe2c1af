// A load of QoS 1 messages that costs its machine as little as it can: bare sockets, packets cut from a template, no queue of
// its own. What it measures is the broker, where a whole MQTT client would be the bottleneck.
import { connect, type Socket } from 'node:net';

export interface SwiftClient {
  /** Client id; user name too where there is a password. */
  readonly id: string;
  readonly password: string | null;
  readonly topic: string;
}

export interface SwiftLoadOptions {
  /** `mqtt://host:port` */
  readonly url: string;
  readonly clients: readonly SwiftClient[];
  /** Messages of a client that wait for their PUBACK; 20 by default. */
  readonly inFlight?: number;
  /** Messages a second of all; as many as the windows let through where there is none. */
  readonly rate?: number;
}

export interface SwiftLoad {
  /** PUBACKs so far. */
  readonly acknowledged: number;
  readonly sent: number;
  /** Forgets the times so far. */
  mark(): void;
  /** Times to the PUBACK since `mark`, ms, as they came. */
  readonly latenciesMs: readonly number[];
  /** Sends nothing new, waits for what is open, up to so long, and closes. */
  stop(withinMs?: number): Promise<void>;
}

const ackLength = 4;
const paceEveryMs = 2;
/** `seq` begins so high that it always has as many digits. */
const firstSeq = 10_000_000;

/** Resolves when all are connected. Rejects where one is refused. */
export async function startSwiftLoad(options: SwiftLoadOptions): Promise<SwiftLoad> {
  const { hostname, port } = new URL(options.url);
  const inFlight = options.inFlight ?? 20;
  let acknowledged = 0;
  let sent = 0;
  let latenciesMs: number[] = [];
  let isSending = true;
  let closing: () => void = () => {};

  const senders = await Promise.all(
    options.clients.map(
      (client) =>
        new Promise<Sender>((resolve, reject) => {
          const sender = new Sender(client, inFlight, connect(Number(port), hostname));
          sender.socket.setNoDelay(true);
          sender.socket.on('error', reject);
          sender.socket.on('close', () => reject(new Error(`${client.id} was refused or broke off`)));
          sender.socket.once('connect', () => sender.socket.write(connectPacket(client)));
          sender.socket.once('data', (connack) => {
            if (connack[0] !== 0x20 || connack[3] !== 0) return reject(new Error(`${client.id} was refused`));
            sender.socket.on('data', (chunk) => {
              const now = performance.now();
              const count = sender.take(chunk, (sentAt) => latenciesMs.push(now - sentAt));
              acknowledged += count;
              if (isSending && options.rate === undefined) sent += sender.send(count, now);
              if (!isSending && acknowledged >= sent) closing();
            });
            resolve(sender);
          });
        }),
    ),
  );
  const begin = performance.now();
  let pace: NodeJS.Timeout | undefined;
  if (options.rate === undefined) {
    for (const sender of senders) sent += sender.send(inFlight, begin);
  } else {
    pace = paced(options.rate, senders, (count) => {
      sent += count;
    });
  }
  return {
    get acknowledged() {
      return acknowledged;
    },
    get sent() {
      return sent;
    },
    get latenciesMs() {
      return latenciesMs;
    },
    mark() {
      latenciesMs = [];
    },
    async stop(withinMs = 5_000) {
      isSending = false;
      clearInterval(pace);
      await new Promise<void>((resolve) => {
        const late = setTimeout(resolve, withinMs);
        closing = () => {
          clearTimeout(late);
          resolve();
        };
        if (acknowledged >= sent) closing();
      });
      for (const { socket } of senders) {
        socket.removeAllListeners('close');
        socket.on('error', () => {});
        socket.end(Buffer.from([0xe0, 0]));
        socket.destroySoon();
      }
    },
  };
}

class Sender {
  readonly socket: Socket;
  readonly #template: Buffer;
  readonly #tsAt: number;
  readonly #seqAt: number;
  readonly #idAt: number;
  /** When each packet id was sent; id 1 first. */
  readonly #sentAt: Float64Array;
  readonly #free: number[];
  #seq = firstSeq;
  #lastTs = 0;
  #rest: Buffer = Buffer.alloc(0);

  constructor({ topic }: SwiftClient, inFlight: number, socket: Socket) {
    this.socket = socket;
    const payload = `{"ts":${Date.now()},"seq":${firstSeq},"battery_v":3.61,"rssi_dbm":-88}`;
    const name = Buffer.from(topic);
    const length = remainingLength(2 + name.length + 2 + payload.length);
    this.#idAt = 1 + length.length + 2 + name.length;
    this.#template = Buffer.concat([
      ...[Buffer.from([0x32]), length, Buffer.from([name.length >> 8, name.length & 255]), name],
      ...[Buffer.from([0, 0]), Buffer.from(payload)],
    ]);
    this.#tsAt = this.#idAt + 2 + '{"ts":'.length;
    this.#seqAt = this.#tsAt + '1234567890123,"seq":'.length;
    this.#sentAt = new Float64Array(inFlight + 1);
    this.#free = Array.from({ length: inFlight }, (_, i) => i + 1);
  }

  get mayCarry(): number {
    return this.#free.length;
  }

  /** As many of `count` as the window has room for, in one write. */
  send(count: number, now: number): number {
    const many = Math.min(count, this.#free.length);
    if (many === 0) return 0;
    const size = this.#template.length;
    const packets = Buffer.allocUnsafe(many * size);
    for (let i = 0; i < many; i += 1) {
      const at = i * size;
      const id = this.#free.pop() ?? 0;
      this.#sentAt[id] = now;
      this.#template.copy(packets, at);
      packets.writeUInt16BE(id, at + this.#idAt);
      this.#lastTs = Math.max(this.#lastTs + 1, Date.now());
      packets.write(String(this.#lastTs), at + this.#tsAt, 'latin1');
      packets.write(String(this.#seq), at + this.#seqAt, 'latin1');
      this.#seq += 1;
    }
    this.socket.write(packets);
    return many;
  }

  /** PUBACKs in what came, which may end in the middle of one. */
  take(chunk: Buffer, onAck: (sentAt: number) => void): number {
    const bytes = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    const count = Math.floor(bytes.length / ackLength);
    for (let i = 0; i < count; i += 1) {
      const id = bytes.readUInt16BE(i * ackLength + 2);
      onAck(this.#sentAt[id] ?? 0);
      this.#free.push(id);
    }
    this.#rest = bytes.subarray(count * ackLength);
    return count;
  }
}

/** So many a second in turn; a client whose window is full is passed over. */
function paced(rate: number, senders: readonly Sender[], onSent: (count: number) => void): NodeJS.Timeout {
  let credit = 0;
  let turn = 0;
  let lastAt = performance.now();
  return setInterval(() => {
    const now = performance.now();
    credit = Math.min(rate, credit + (rate * (now - lastAt)) / 1_000);
    lastAt = now;
    for (let passed = 0; credit >= 1 && passed < senders.length; turn += 1) {
      const done = senders[turn % senders.length]?.send(1, now) ?? 0;
      passed = done === 0 ? passed + 1 : 0;
      credit -= done;
      onSent(done);
    }
  }, paceEveryMs);
}

function connectPacket({ id, password }: SwiftClient): Buffer {
  const field = (text: string) =>
    Buffer.concat([Buffer.from([text.length >> 8, text.length & 255]), Buffer.from(text)]);
  const login = password === null ? [] : [field(id), field(password)];
  const flags = password === null ? 0x02 : 0xc2;
  const keepaliveS = 600;
  const body = Buffer.concat([
    field('MQTT'),
    Buffer.from([4, flags, keepaliveS >> 8, keepaliveS & 255]),
    field(id),
    ...login,
  ]);
  return Buffer.concat([Buffer.from([0x10]), remainingLength(body.length), body]);
}

/** MQTT 3.1.1, section 2.2.3. */
function remainingLength(length: number): Buffer {
  const bytes: number[] = [];
  let left = length;
  do {
    const digit = left % 128;
    left = Math.floor(left / 128);
    bytes.push(left > 0 ? digit | 128 : digit);
  } while (left > 0);
  return Buffer.from(bytes);
}
