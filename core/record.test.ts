import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  commandRecord,
  type JournalRecord,
  payloadJson,
  RecordPacker,
  recordKinds,
  tickRecord,
  unpackRecords,
} from './record.ts';

const name = fc.string({ unit: 'grapheme', maxLength: 40 });
const record: fc.Arbitrary<JournalRecord> = fc.record({
  kind: fc.constantFrom(...(Object.keys(recordKinds) as (keyof typeof recordKinds)[])),
  receivedAt: fc.oneof(fc.nat(), fc.integer({ min: 0, max: 253_402_300_799_999 })),
  by: name,
  topic: name,
  payload: fc.uint8Array({ maxLength: 300 }),
});

function packed(records: readonly JournalRecord[], initialBytes?: number): Uint8Array {
  const packer = new RecordPacker(initialBytes);
  for (const each of records) packer.add(each);
  return packer.take();
}

/** Payloads are views into the block: copied, so that they compare by their bytes alone. */
const unpacked = (block: Uint8Array) =>
  [...unpackRecords(block)].map((each) => ({ ...each, payload: new Uint8Array(each.payload) }));

describe('packing records', () => {
  it('gives back what was packed, in order, however small the buffer was at first', () => {
    fc.assert(
      fc.property(fc.array(record, { maxLength: 20 }), fc.integer({ min: 1, max: 64 }), (records, bytes) => {
        expect(unpacked(packed(records, bytes))).toEqual(records);
      }),
    );
  });

  it('reads a block that lies somewhere inside a larger buffer', () => {
    const block = packed([tickRecord(1), commandRecord(2, 'li', 'rule.put', { a: 1 })]);
    const within = new Uint8Array(block.length + 7);
    within.set(block, 5);
    expect(unpacked(within.subarray(5, 5 + block.length))).toEqual(unpacked(block));
  });

  it('keeps a byte order mark at the beginning of a name', () => {
    const marked = { ...tickRecord(1), by: '\uFEFFli', topic: '\uFEFFdevices/g-1/status' };
    expect(unpacked(packed([marked]))).toEqual([marked]);
  });

  it('hands over its bytes once and starts anew, in a buffer of its own', () => {
    const packer = new RecordPacker(8);
    packer.add(tickRecord(1));
    expect(packer.count).toBe(1);
    const first = packer.take();
    expect([packer.count, packer.byteLength, packer.take().length]).toEqual([0, 0, 0]);
    packer.add(tickRecord(2));
    expect(unpacked(first)).toEqual([tickRecord(1)]);
    // Also after a block so large that its memory is let go.
    packer.add({ ...tickRecord(3), payload: new Uint8Array(2 * 1024 * 1024) });
    expect(unpacked(packer.take()).map(({ receivedAt }) => receivedAt)).toEqual([2, 3]);
    packer.add(tickRecord(4));
    expect(unpacked(packer.take())).toEqual([tickRecord(4)]);
  });

  it('a frame is as the journal documents it', () => {
    const block = packed([
      { kind: 'message', receivedAt: 1, by: 'a', topic: 'bc', payload: new Uint8Array([9]) },
    ]);
    expect(Buffer.from(block).toString('hex')).toBe(
      `${'00000015'}${'01'}${'3ff0000000000000'}${'0001'}${'0002'}${'00000001'}${'61'}${'6263'}${'09'}`,
    );
  });

  it('a name that no frame can hold is a bug and leaves the block as it was', () => {
    const packer = new RecordPacker();
    packer.add(tickRecord(1));
    expect(() => packer.add({ ...tickRecord(2), topic: 'x'.repeat(70_000) })).toThrow('fit 16 bits');
    expect(unpacked(packer.take())).toEqual([tickRecord(1)]);
  });

  it('a block that was cut short is a bug, not the end of the journal', () => {
    const block = packed([tickRecord(1), tickRecord(2)]);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: block.length - 1 }), (length) => {
        const cut = block.subarray(0, length);
        // Cut between two frames it is a whole block.
        if (length === block.length / 2) expect(unpacked(cut)).toEqual([tickRecord(1)]);
        else expect(() => unpacked(cut)).toThrow();
      }),
    );
  });

  it('an unknown kind of record is a bug', () => {
    const block = packed([tickRecord(1)]);
    block[4] = 9;
    expect(() => unpacked(block)).toThrow('record kind 9');
  });
});

describe('payloads', () => {
  it('a command carries its body as JSON', () => {
    expect(payloadJson(commandRecord(1, 'li', 'rule.put', { depth: [1, null], zh: '积水' }).payload)).toEqual(
      {
        depth: [1, null],
        zh: '积水',
      },
    );
  });

  it('a byte order mark before JSON is passed over; what is no JSON throws', () => {
    const bytes = (text: string) => new TextEncoder().encode(text);
    expect(payloadJson(bytes('\uFEFF{"a":1}'))).toEqual({ a: 1 });
    expect(() => payloadJson(bytes('{"a":'))).toThrow(SyntaxError);
    expect(() => payloadJson(new Uint8Array(0))).toThrow(SyntaxError);
  });
});
