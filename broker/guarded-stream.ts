// The stream that aedes gets in place of a socket: packet after packet is let in only when its turn has come and it is
// whole, and what goes out is taken at once and bounded here, so that a reader who does not read holds up nobody but
// himself. Messages that need no more than an acknowledgement go another way than through aedes.
import { Duplex } from 'node:stream';
import { type FrameLimits, type FrameProblem, FrameScanner, packetTypes } from './frame-scanner.ts';
import { HeldBytes } from './held-bytes.ts';
import type { MqttLimits } from './mqtt-limits.ts';
import type { BrokerPacket } from './persistence/stored-packet.ts';
import { qosOf, readPublish } from './publish-reader.ts';

/** What the stream asks and tells its connection. */
export interface StreamWatch {
  /** Whether the next packet may come in; where not, `proceed()` is to be called later. */
  admit(packetType: number): boolean;
  /** A PUBLISH of QoS 0 or 1 has come; aedes does not see it. */
  published(packet: BrokerPacket): void;
  /** The peer sends what is no MQTT or too large; the stream closes. */
  malformed(problem: FrameProblem): void;
  /** More waits for the peer than it may; the stream closes. */
  overflowed(): void;
}

export interface GuardedStreamOptions {
  readonly frames: FrameLimits;
  /** What may wait to be read by the peer, bytes. */
  readonly outboundBytes: number;
  /** A clock that never goes back, ms. */
  readonly monotonicMs: () => number;
}

/** How long a peer may take to fetch the last bytes before its socket is destroyed, ms. */
const lingerMs = 2_000;
/** A PUBACK is this and the packet id, in four bytes [MQTT 3.1.1, 3.4]. */
const puback = 0x4002_0000;
const pubackBytes = 4;
/** Never reached: writes are always taken, and counted against `outboundBytes`. */
const unboundedBytes = 2 ** 40;

/** Bytes of a PUBLISH besides topic and payload, after its fixed header. */
const publishOverheadBytes = 4;

export function guardedStreamOptions(limits: MqttLimits, monotonicMs: () => number): GuardedStreamOptions {
  const { connectBytes, payloadBytes, topicBytes, outboundBytes } = limits;
  const packetBytes = payloadBytes + topicBytes + publishOverheadBytes;
  return { frames: { connectBytes, packetBytes }, outboundBytes, monotonicMs };
}

export class GuardedStream extends Duplex {
  readonly #raw: Duplex;
  readonly #options: GuardedStreamOptions;
  readonly #watch: StreamWatch;
  readonly #scanner: FrameScanner;
  #held: HeldBytes | null = null;
  /** Whether the packet that has begun was let in; where not, its turn is waited for, and the socket is paused. */
  #isAdmitted = false;
  /** Packet ids to acknowledge when all that is committed now is known. */
  #acknowledged: number[] | null = null;
  #ended = false;
  #readerIsFull = false;
  #fullSinceMs: number | null = null;
  #frameSinceMs: number | null = null;
  #heardAtMs: number;
  #waitingForRoom: (() => void)[] | null = null;

  constructor(raw: Duplex, options: GuardedStreamOptions, watch: StreamWatch) {
    super({ writableHighWaterMark: unboundedBytes, allowHalfOpen: false });
    this.#raw = raw;
    this.#options = options;
    this.#watch = watch;
    this.#scanner = new FrameScanner(options.frames);
    this.#heardAtMs = options.monotonicMs();
    this.on('error', ignore);
    raw.on('data', (chunk: Buffer) => {
      this.#heardAtMs = options.monotonicMs();
      this.#take(chunk);
    });
    raw.on('end', () => {
      this.#ended = true;
      this.#endWhenTaken();
    });
    raw.on('drain', () => {
      this.#fullSinceMs = null;
      this.#roomCame();
    });
    raw.on('error', (error) => this.destroy(error));
    raw.on('close', () => {
      if (!this.#ended) this.destroy();
    });
  }

  /** Whether bytes wait here for their turn. */
  get isHeld(): boolean {
    return this.#held !== null && !this.#isAdmitted;
  }

  /** Since when the peer has left its side full, on the clock of the options; `null` where it reads. */
  get fullSinceMs(): number | null {
    return this.#fullSinceMs;
  }

  /** Since when a packet has begun and not ended; `null` between packets. */
  get frameSinceMs(): number | null {
    return this.#frameSinceMs;
  }

  /** When the peer last sent anything, on the clock of the options. */
  get heardAtMs(): number {
    return this.#heardAtMs;
  }

  /** Whether the peer reads as fast as it is written to. */
  get hasRoom(): boolean {
    return !this.#raw.writableNeedDrain;
  }

  /** Asks again for what is held. */
  proceed(): void {
    if (this.#held === null || this.#isAdmitted || this.#readerIsFull || this.destroyed) return;
    // Nothing could be heard of the peer meanwhile.
    this.#heardAtMs = this.#options.monotonicMs();
    this.#scanHeld(this.#held);
    if (!this.isHeld && !this.#readerIsFull) this.#raw.resume();
  }

  /** Sends a PUBACK, with all others of the same commit in one write. */
  acknowledge(messageId: number): void {
    if (this.#acknowledged !== null) {
      this.#acknowledged.push(messageId);
      return;
    }
    this.#acknowledged = [messageId];
    process.nextTick(sendAcknowledgements, this);
  }

  /** What `acknowledge` was called for; for no other use. */
  sendAcknowledgements(): void {
    const ids = this.#acknowledged;
    this.#acknowledged = null;
    if (ids !== null) this.#send(pubacks(ids));
  }

  /** Calls `then` once the peer has room, or is gone. */
  whenRoom(then: () => void): void {
    if (this.destroyed || this.hasRoom) then();
    else if (this.#waitingForRoom === null) this.#waitingForRoom = [then];
    else this.#waitingForRoom.push(then);
  }

  override _read(): void {
    if (!this.#readerIsFull) return;
    this.#readerIsFull = false;
    if (this.isHeld) this.proceed();
    else this.#raw.resume();
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.#send(chunk);
    done();
  }

  override _writev(chunks: readonly { readonly chunk: Buffer }[], done: () => void): void {
    this.#raw.cork();
    for (const { chunk } of chunks) this.#send(chunk);
    this.#raw.uncork();
    done();
  }

  override _final(done: () => void): void {
    this.sendAcknowledgements();
    this.#raw.end();
    done();
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    const raw = this.#raw;
    this.#held = null;
    this.#roomCame();
    // What was written before goes out first, so that a refusal arrives.
    if (!raw.destroyed) {
      if (this.#acknowledged !== null && !raw.writableEnded) raw.write(pubacks(this.#acknowledged));
      raw.resume();
      raw.end(() => raw.destroy());
      setTimeout(() => raw.destroy(), lingerMs).unref();
    }
    done(error);
  }

  #take(chunk: Buffer): void {
    if (this.destroyed) return;
    const held = this.#held;
    if (held === null) {
      this.#scan(chunk);
      return;
    }
    held.add(chunk);
    if (this.#isAdmitted && held.isEnough) this.#scanHeld(held);
  }

  #scanHeld(held: HeldBytes): void {
    this.#held = null;
    this.#scan(held.all());
  }

  /** Goes through what has come, packet after packet, until the end or until one has to wait. */
  #scan(bytes: Buffer): void {
    let at = 0;
    let passed = 0;
    const scanner = this.#scanner;
    while (at < bytes.length) {
      const seen = scanner.look(bytes, at);
      if (seen !== 'whole' && seen !== 'partial') {
        this.#pass(bytes, passed, at);
        this.#watch.malformed(seen);
        this.destroy(new Error(`the peer sent ${seen}`));
        return;
      }
      const { firstByte, bodyAt, endAt } = scanner;
      this.#isAdmitted ||= this.#watch.admit(firstByte >> 4);
      if (seen === 'partial' || !this.#isAdmitted) break;
      this.#isAdmitted = false;
      if (isPlainMessage(firstByte)) {
        this.#pass(bytes, passed, at);
        passed = endAt;
        this.#read(firstByte, bytes, bodyAt, endAt);
        if (this.destroyed) return;
      }
      at = endAt;
    }
    this.#pass(bytes, passed, at);
    this.#hold(bytes, at);
    if (this.isHeld || this.#readerIsFull) this.#raw.pause();
    this.#endWhenTaken();
  }

  /** Gives aedes whole packets. */
  #pass(bytes: Buffer, from: number, to: number): void {
    if (from < to && !this.push(bytes.subarray(from, to))) this.#readerIsFull = true;
  }

  #read(firstByte: number, bytes: Buffer, bodyAt: number, endAt: number): void {
    const packet = readPublish(firstByte, bytes, bodyAt, endAt);
    if (packet !== null) {
      this.#watch.published(packet);
      return;
    }
    this.#watch.malformed('malformed');
    this.destroy(new Error('the peer sent a packet that reaches beyond its end'));
  }

  #hold(bytes: Buffer, at: number): void {
    if (at > 0 || !this.#isAdmitted) this.#frameSinceMs = null;
    if (at === bytes.length) return;
    this.#held = new HeldBytes(bytes.subarray(at), this.#scanner.endAt - at);
    if (this.#isAdmitted) this.#frameSinceMs ??= this.#options.monotonicMs();
  }

  #endWhenTaken(): void {
    if (this.#ended && !this.isHeld && !this.destroyed) this.push(null);
  }

  #send(chunk: Buffer): void {
    const raw = this.#raw;
    if (this.destroyed || raw.destroyed || raw.writableEnded) return;
    raw.write(chunk);
    if (!raw.writableNeedDrain) return;
    this.#fullSinceMs ??= this.#options.monotonicMs();
    if (raw.writableLength <= this.#options.outboundBytes) return;
    this.#watch.overflowed();
    raw.destroy();
    this.destroy(new Error('the peer does not read'));
  }

  #roomCame(): void {
    const waiting = this.#waitingForRoom;
    this.#waitingForRoom = null;
    for (const then of waiting ?? []) then();
  }
}

/** Whether aedes has no part in a packet: a PUBLISH without a handshake of its own. */
function isPlainMessage(firstByte: number): boolean {
  return firstByte >> 4 === packetTypes.publish && qosOf(firstByte) < 2;
}

function pubacks(ids: readonly number[]): Buffer {
  const bytes = Buffer.allocUnsafe(ids.length * pubackBytes);
  let at = 0;
  for (const id of ids) at = bytes.writeUInt32BE(puback | id, at);
  return bytes;
}

function sendAcknowledgements(stream: GuardedStream): void {
  stream.sendAcknowledgements();
}

function ignore(): void {}
