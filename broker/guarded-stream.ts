// The stream that aedes gets in place of a socket: packet after packet is let in only when its turn has come, and
// what goes out is taken at once and bounded here, so that a reader who does not read holds up nobody but himself.
import { Duplex } from 'node:stream';
import { type FrameLimits, type FrameProblem, FrameScanner } from './frame-scanner.ts';

/** What the stream asks and tells its connection. */
export interface StreamWatch {
  /** Whether the next packet may come in; where not, `proceed()` is to be called later. */
  admit(packetType: number): boolean;
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
/** Never reached: writes are always taken, and counted against `outboundBytes`. */
const unboundedBytes = 2 ** 40;

export class GuardedStream extends Duplex {
  readonly #raw: Duplex;
  readonly #options: GuardedStreamOptions;
  readonly #watch: StreamWatch;
  readonly #scanner: FrameScanner;
  /** Bytes whose turn has not come; the socket is paused meanwhile. */
  #held: Buffer | null = null;
  #ended = false;
  #readerIsFull = false;
  #fullSinceMs: number | null = null;
  #frameSinceMs: number | null = null;
  #heardAtMs: number;
  #waitingForRoom: (() => void)[] = [];

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
    return this.#held !== null;
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
    const held = this.#held;
    if (held === null || this.#readerIsFull || this.destroyed) return;
    this.#held = null;
    this.#take(held);
    if (this.#held === null && !this.#readerIsFull) this.#raw.resume();
  }

  /** Calls `then` once the peer has room, or is gone. */
  whenRoom(then: () => void): void {
    if (this.destroyed || this.hasRoom) then();
    else this.#waitingForRoom.push(then);
  }

  override _read(): void {
    if (!this.#readerIsFull) return;
    this.#readerIsFull = false;
    if (this.#held === null) this.#raw.resume();
    else this.proceed();
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
    this.#raw.end();
    done();
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    const raw = this.#raw;
    this.#held = null;
    this.#roomCame();
    // What was written before goes out first, so that a refusal arrives.
    if (!raw.destroyed) {
      raw.resume();
      raw.end(() => raw.destroy());
      setTimeout(() => raw.destroy(), lingerMs).unref();
    }
    done(error);
  }

  #take(chunk: Buffer): void {
    if (this.destroyed) return;
    const bytes = this.#held === null ? chunk : Buffer.concat([this.#held, chunk]);
    this.#held = null;
    const { to, problem } = this.#scanner.scan(bytes, 0, (type) => this.#watch.admit(type));
    this.#noteFrame();
    if (to > 0 && !this.push(bytes.subarray(0, to))) this.#readerIsFull = true;
    if (problem !== null) {
      this.#watch.malformed(problem);
      this.destroy(new Error(`the peer sent ${problem}`));
      return;
    }
    if (to < bytes.length) this.#held = bytes.subarray(to);
    if (this.#held !== null || this.#readerIsFull) this.#raw.pause();
    this.#endWhenTaken();
  }

  #noteFrame(): void {
    if (!this.#scanner.isInFrame) this.#frameSinceMs = null;
    else this.#frameSinceMs ??= this.#options.monotonicMs();
  }

  #endWhenTaken(): void {
    if (this.#ended && this.#held === null && !this.destroyed) this.push(null);
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
    this.#waitingForRoom = [];
    for (const then of waiting) then();
  }
}

function ignore(): void {}
