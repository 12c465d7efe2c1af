// Messages gone wrong, the same ones each time: values replaced by odd ones, left out or doubled, text cut short, bytes
// flipped, rubbish.

/** Mulberry32: the same numbers each time, 0 to 1. */
export function randomOf(start: number): () => number {
  let state = start;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const oddities: readonly unknown[] = [
  ...[null, true, '', 'NaN', '-0', '1e999', '１２', -1, 0, 1e308, 2 ** 53, 0.1],
  ...[[], {}, [[[[]]]], { value: 'x' }, { toString: 1 }],
  ...['__proto__', 'constructor', '2799 mm', '\u0000', '𝟙'],
];

/** One value of a message, somewhere, replaced, left out or doubled. */
function mutate(value: unknown, random: () => number): unknown {
  if (typeof value !== 'object' || value === null) return oddities[Math.floor(random() * oddities.length)];
  const entries = Object.entries(value);
  const at = Math.floor(random() * entries.length);
  const changed = entries.flatMap(([key, inner], index): [string, unknown][] => {
    if (index !== at) return [[key, inner]];
    const what = random();
    if (what < 0.1) return [];
    if (what < 0.2) return [[JSON.stringify(oddities[Math.floor(random() * oddities.length)]), inner]];
    return [[key, mutate(inner, random)]];
  });
  return Array.isArray(value) ? changed.map(([, inner]) => inner) : Object.fromEntries(changed);
}

export interface MutatedPayload {
  readonly payload: Uint8Array;
  /** Whether it was left as it was. */
  readonly isWhole: boolean;
}

export function mutatedPayload(message: unknown, random: () => number): MutatedPayload {
  const kind = random();
  if (kind < 0.1) {
    const bytes = Uint8Array.from({ length: Math.floor(random() * 64) }, () => Math.floor(random() * 256));
    return { payload: bytes, isWhole: false };
  }
  const isWhole = kind >= 0.9;
  const text = JSON.stringify(kind < 0.7 ? mutate(message, random) : message);
  const payload = new TextEncoder().encode(text);
  if (kind >= 0.7 && kind < 0.8) {
    return { payload: payload.subarray(0, Math.floor(random() * payload.length)), isWhole: false };
  }
  if (kind >= 0.8 && !isWhole) payload[Math.floor(random() * payload.length)] = Math.floor(random() * 256);
  return { payload, isWhole };
}
