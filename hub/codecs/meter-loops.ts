// Rewrites a WebAssembly module so that every turn of every loop in it costs one unit of fuel, and the module traps
// where there is none left. No code in it can run for ever, and where it stops does not depend on the machine.
//
// Sections and instructions: WebAssembly Core Specification 2.0, chapter 5. Vector instructions are not understood.
import { assert } from '../../core/error.ts';
import { ByteReader, encodeName, encodeUnsigned } from './wasm-bytes.ts';

/** The exported global that holds the fuel, an i32. */
export const fuelExport = 'sluice_fuel';

const headerBytes = 8;
const sections = { import: 2, global: 6, export: 7, code: 10 } as const;
const globalKind = 3;

export function meterLoops(wasm: Uint8Array): Uint8Array<ArrayBuffer> {
  const parts = [...sectionsOf(wasm)];
  const bodyOf = (id: number) => parts.find((section) => section.id === id)?.body;
  const globals = bodyOf(sections.global);
  const exports = bodyOf(sections.export);
  assert(globals !== undefined && exports !== undefined, 'the module has globals and exports');
  const fuel = importedGlobals(bodyOf(sections.import)) + new ByteReader(globals).unsigned();
  const output = [...wasm.subarray(0, headerBytes)];
  for (const { id, body } of parts) {
    const rewritten = rewrite(id, body, fuel);
    output.push(id, ...encodeUnsigned(rewritten.length));
    for (const byte of rewritten) output.push(byte);
  }
  return Uint8Array.from(output);
}

function rewrite(id: number, body: Uint8Array, fuel: number): ArrayLike<number> & Iterable<number> {
  switch (id) {
    case sections.global:
      // A mutable i32 that begins at 0.
      return withEntry(body, [0x7f, 0x01, 0x41, 0x00, 0x0b]);
    case sections.export:
      return withEntry(body, [...encodeName(fuelExport), globalKind, ...encodeUnsigned(fuel)]);
    case sections.code:
      return meteredCode(body, fuel);
    default:
      return body;
  }
}

function* sectionsOf(wasm: Uint8Array): Generator<{ readonly id: number; readonly body: Uint8Array }> {
  const reader = new ByteReader(wasm, headerBytes);
  while (!reader.atEnd) {
    const id = reader.byte();
    yield { id, body: reader.take(reader.unsigned()) };
  }
}

/** A vector with one entry more at its end. */
function withEntry(body: Uint8Array, entry: readonly number[]): number[] {
  const reader = new ByteReader(body);
  const count = reader.unsigned();
  return [...encodeUnsigned(count + 1), ...body.subarray(reader.at), ...entry];
}

function importedGlobals(body: Uint8Array | undefined): number {
  if (body === undefined) return 0;
  const reader = new ByteReader(body);
  let count = 0;
  for (let left = reader.unsigned(); left > 0; left -= 1) {
    reader.take(reader.unsigned());
    reader.take(reader.unsigned());
    const kind = reader.byte();
    if (kind === globalKind) count += 1;
    if (kind === 0) reader.unsigned();
    else if (kind === globalKind) reader.take(2);
    else {
      if (kind === 1) reader.byte();
      const limits = reader.byte();
      reader.unsigned();
      if ((limits & 1) === 1) reader.unsigned();
    }
  }
  return count;
}

function meteredCode(body: Uint8Array, fuel: number): number[] {
  const toll = tollOf(fuel);
  const reader = new ByteReader(body);
  const count = reader.unsigned();
  const output = encodeUnsigned(count);
  for (let left = count; left > 0; left -= 1) {
    const metered = meteredFunction(reader.take(reader.unsigned()), toll);
    output.push(...encodeUnsigned(metered.length));
    for (const byte of metered) output.push(byte);
  }
  return output;
}

/** Traps where the fuel is used up, or else takes one unit of it. */
function tollOf(fuel: number): readonly number[] {
  const get = [0x23, ...encodeUnsigned(fuel)];
  const set = [0x24, ...encodeUnsigned(fuel)];
  const trapAtZero = [...get, 0x45, 0x04, 0x40, 0x00, 0x0b];
  return [...trapAtZero, ...get, 0x41, 0x01, 0x6b, ...set];
}

function meteredFunction(body: Uint8Array, toll: readonly number[]): number[] {
  const reader = new ByteReader(body);
  for (let left = reader.unsigned(); left > 0; left -= 1) {
    reader.unsigned();
    reader.byte();
  }
  const output: number[] = [];
  let copied = 0;
  while (!reader.atEnd) {
    const isLoop = skipInstruction(reader);
    if (!isLoop) continue;
    for (; copied < reader.at; copied += 1) output.push(body[copied] as number);
    output.push(...toll);
  }
  for (; copied < body.length; copied += 1) output.push(body[copied] as number);
  return output;
}

/** Goes past an instruction with its immediates; true where it begins a loop. */
function skipInstruction(reader: ByteReader): boolean {
  const opcode = reader.byte();
  if (opcode >= 0x45 && opcode <= 0xc4) return false;
  if (opcode >= 0x28 && opcode <= 0x3e) return skipped(reader, 2);
  if (opcode >= 0x20 && opcode <= 0x26) return skipped(reader, 1);
  switch (opcode) {
    case 0x02:
    case 0x03:
    case 0x04:
      reader.skipNumber();
      return opcode === 0x03;
    case 0x00:
    case 0x01:
    case 0x05:
    case 0x0b:
    case 0x0f:
    case 0x1a:
    case 0x1b:
    case 0xd1:
      return false;
    case 0x0c:
    case 0x0d:
    case 0x10:
    case 0x12:
    case 0x3f:
    case 0x40:
    case 0x41:
    case 0x42:
    case 0xd0:
    case 0xd2:
      return skipped(reader, 1);
    case 0x11:
    case 0x13:
      return skipped(reader, 2);
    case 0x0e:
    case 0x1c:
      return skipped(reader, reader.unsigned() + (opcode === 0x0e ? 1 : 0));
    case 0x43:
      reader.take(4);
      return false;
    case 0x44:
      reader.take(8);
      return false;
    case 0xfc:
      return skipped(reader, bulkImmediates[reader.unsigned()] ?? Number.NaN);
    default:
      assert(false, `WebAssembly instruction ${opcode} is known`);
  }
}

/** Of the instructions behind the prefix 0xfc: saturating conversions, then memory and table operations. */
const bulkImmediates: readonly number[] = [0, 0, 0, 0, 0, 0, 0, 0, 2, 1, 2, 1, 2, 1, 2, 1, 1, 1];

/** Past so many numbers. Signed ones end by the same bit as unsigned ones. */
function skipped(reader: ByteReader, count: number): false {
  assert(!Number.isNaN(count), 'the instruction behind a prefix is known');
  for (let left = count; left > 0; left -= 1) reader.skipNumber();
  return false;
}
