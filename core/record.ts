// A record: everything that can change state, as the journal keeps it. One binary frame serves the journal
// and the way between threads, so a batch is packed once, transferred, and written as it is.
//
//   u32 length of the rest | u8 kind | f64 received at | u16 by | u16 topic | u32 payload | by | topic | payload
import { assert } from './error.ts';
import type { EpochMs } from './time.ts';

export const recordKinds = {
  /** A device's or integration's MQTT message: topic and payload as received. */
  message: 1,
  /** The clock reached an instant at which something may be due. */
  tick: 2,
  /** A person's or the hub's own command: the topic is its name, the payload its JSON. */
  command: 3,
  /** A message on which the hub itself failed: kept whole, not looked at again until it is retried. */
  set_aside: 4,
} as const;

export type RecordKind = keyof typeof recordKinds;

export interface JournalRecord {
  readonly kind: RecordKind;
  /** The hub's clock. */
  readonly receivedAt: EpochMs;
  /** The MQTT account or user that sent it; empty for ticks. */
  readonly by: string;
  readonly topic: string;
  readonly payload: Uint8Array;
}

const kindNames: Readonly<Record<number, RecordKind>> = {
  1: 'message',
  2: 'tick',
  3: 'command',
  4: 'set_aside',
};

/** Bytes of a frame besides its strings and payload. */
const headerBytes = 4 + 1 + 8 + 2 + 2 + 4;

const encoder = new TextEncoder();
/** Names come out as they went in: a byte order mark at their beginning is theirs. */
const names = new TextDecoder('utf-8', { ignoreBOM: true });
/** A byte order mark before a payload's JSON is passed over. */
const text = new TextDecoder();

/** A block grown beyond this is not kept for the next, bytes. */
const keptBytesMax = 1024 * 1024;

/** Gathers records into one block of bytes, in memory that it uses again. */
export class RecordPacker {
  readonly #initialBytes: number;
  #bytes: Uint8Array<ArrayBuffer>;
  #view: DataView;
  #length = 0;
  #count = 0;

  constructor(initialBytes = 64 * 1024) {
    this.#initialBytes = initialBytes;
    this.#bytes = new Uint8Array(initialBytes);
    this.#view = new DataView(this.#bytes.buffer);
  }

  get count(): number {
    return this.#count;
  }

  get byteLength(): number {
    return this.#length;
  }

  add(record: JournalRecord): void {
    // A UTF-16 code unit takes at most three bytes of UTF-8.
    const most = headerBytes + 3 * (record.by.length + record.topic.length) + record.payload.length;
    this.#reserve(most);
    const start = this.#length;
    let at = start + headerBytes;
    const byBytes = writeText(record.by, this.#bytes, at);
    at += byBytes;
    const topicBytes = writeText(record.topic, this.#bytes, at);
    at += topicBytes;
    assert(byBytes <= 0xffff && topicBytes <= 0xffff, 'names in a record fit 16 bits');
    this.#bytes.set(record.payload, at);
    at += record.payload.length;
    const view = this.#view;
    view.setUint32(start, at - start - 4);
    view.setUint8(start + 4, recordKinds[record.kind]);
    view.setFloat64(start + 5, record.receivedAt);
    view.setUint16(start + 13, byBytes);
    view.setUint16(start + 15, topicBytes);
    view.setUint32(start + 17, record.payload.length);
    this.#length = at;
    this.#count += 1;
  }

  /** Hands over what was gathered, in a buffer of its own, and starts anew. */
  take(): Uint8Array<ArrayBuffer> {
    const taken = this.#bytes.slice(0, this.#length);
    this.#length = 0;
    this.#count = 0;
    if (this.#bytes.length > keptBytesMax) this.#use(new Uint8Array(this.#initialBytes));
    return taken;
  }

  #reserve(more: number): void {
    const needed = this.#length + more;
    if (needed <= this.#bytes.length) return;
    const grown = new Uint8Array(Math.max(needed, this.#bytes.length * 2));
    grown.set(this.#bytes.subarray(0, this.#length));
    this.#use(grown);
  }

  #use(bytes: Uint8Array<ArrayBuffer>): void {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer);
  }
}

/** As UTF-8; how many bytes. Names are short and nearly always ASCII, for which a loop is the fastest. */
function writeText(text: string, bytes: Uint8Array, at: number): number {
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    if (unit > 0x7f) return index + encoder.encodeInto(text.slice(index), bytes.subarray(at + index)).written;
    bytes[at + index] = unit;
  }
  return text.length;
}

/** The records of a block, in order. Payloads are views into the block. */
export function* unpackRecords(block: Uint8Array): Generator<JournalRecord> {
  const view = new DataView(block.buffer, block.byteOffset, block.byteLength);
  let start = 0;
  while (start < block.length) {
    const end = start + 4 + view.getUint32(start);
    assert(end <= block.length, 'a journal block ends with a whole frame');
    const kind = kindNames[view.getUint8(start + 4)];
    assert(kind !== undefined, `record kind ${view.getUint8(start + 4)} is known`);
    const byEnd = start + headerBytes + view.getUint16(start + 13);
    const topicEnd = byEnd + view.getUint16(start + 15);
    const payloadEnd = topicEnd + view.getUint32(start + 17);
    yield {
      kind,
      receivedAt: view.getFloat64(start + 5),
      by: names.decode(block.subarray(start + headerBytes, byEnd)),
      topic: names.decode(block.subarray(byEnd, topicEnd)),
      payload: block.subarray(topicEnd, payloadEnd),
    };
    start = end;
  }
}

/** A command as a record. */
export function commandRecord(receivedAt: EpochMs, by: string, name: string, body: unknown): JournalRecord {
  return { kind: 'command', receivedAt, by, topic: name, payload: encoder.encode(JSON.stringify(body)) };
}

export function tickRecord(receivedAt: EpochMs): JournalRecord {
  return { kind: 'tick', receivedAt, by: '', topic: '', payload: new Uint8Array(0) };
}

/** The JSON of a payload. Throws a SyntaxError where it is none. */
export function payloadJson(payload: Uint8Array): unknown {
  return JSON.parse(text.decode(payload));
}
