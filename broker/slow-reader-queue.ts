// QoS 0 messages for a reader whose connection is full: so many wait for room, and the oldest gives way, so that
// a reader on a poor line gets what is new instead of being shown out for what is old.
import { type BrokerPacket, packetBytes } from './persistence/stored-packet.ts';

export interface SlowReaderLimits {
  readonly slowReaderMessages: number;
  readonly slowReaderBytes: number;
}

/** The connection of the reader. */
export interface ReaderRoom {
  readonly hasRoom: boolean;
  readonly destroyed: boolean;
  whenRoom(then: () => void): void;
}

type Send = (packet: BrokerPacket, done: () => void) => void;

export class SlowReaderQueue {
  readonly #limits: SlowReaderLimits;
  readonly #room: ReaderRoom;
  readonly #send: Send;
  readonly #dropped: () => void;
  #waiting: BrokerPacket[] = [];
  #bytes = 0;
  #isAwaited = false;

  constructor(limits: SlowReaderLimits, room: ReaderRoom, send: Send, dropped: () => void) {
    this.#limits = limits;
    this.#room = room;
    this.#send = send;
    this.#dropped = dropped;
  }

  /** Sends the message, now or when there is room. `done` is called at once where it has to wait: nobody else does. */
  take(packet: BrokerPacket, done: () => void): void {
    if (this.#waiting.length === 0 && this.#room.hasRoom) {
      this.#send(packet, done);
      return;
    }
    this.#waiting.push(packet);
    this.#bytes += packetBytes(packet);
    const { slowReaderMessages, slowReaderBytes } = this.#limits;
    while (this.#waiting.length > slowReaderMessages || this.#bytes > slowReaderBytes) this.#shift();
    this.#await();
    setImmediate(done);
  }

  #shift(): void {
    const oldest = this.#waiting.shift();
    if (oldest === undefined) return;
    this.#bytes -= packetBytes(oldest);
    this.#dropped();
  }

  #await(): void {
    if (this.#isAwaited || this.#waiting.length === 0) return;
    this.#isAwaited = true;
    this.#room.whenRoom(() => {
      this.#isAwaited = false;
      this.#sendOn();
    });
  }

  #sendOn(): void {
    if (this.#room.destroyed) this.#waiting = [];
    const next = this.#waiting.shift();
    if (next === undefined) return;
    this.#bytes -= packetBytes(next);
    // Written a turn later: only then is it known whether there is still room.
    this.#send(next, () => (this.#room.hasRoom ? this.#sendOn() : this.#await()));
  }
}
