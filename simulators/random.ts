// Seeded randomness: the same seed and the same stream names give the same numbers on every machine.
// Streams are independent, so that one more draw in one place changes nothing in another.

export interface Random {
  /** Uniform in [0, 1). */
  next(): number;
  /** Uniform in [low, high). */
  between(low: number, high: number): number;
  /** Uniform whole number from 0 to count − 1. */
  index(count: number): number;
  /** Normally distributed with mean 0 and standard deviation 1. */
  normal(): number;
  /** One of the items. Throws a RangeError where there is none. */
  pick<Item>(items: readonly Item[]): Item;
  /** `count` different items, or all of them where there are fewer, in random order. */
  sample<Item>(items: readonly Item[], count: number): Item[];
}

/** 32-bit FNV-1a, continued from `hash`. */
function hashText(hash: number, text: string): number {
  let mixed = hash;
  for (let i = 0; i < text.length; i += 1) mixed = Math.imul(mixed ^ text.charCodeAt(i), 0x01000193);
  return mixed >>> 0;
}

/** A generator for the stream that `names` name under `seed`; splitmix32 underneath. */
export function createRandom(seed: number, ...names: readonly (string | number)[]): Random {
  let state = hashText(0x811c9dc5, [seed, ...names].join('\u0000'));
  const next = (): number => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 0x1_0000_0000;
  };
  const index = (count: number): number => Math.floor(next() * count);
  return {
    next,
    between: (low, high) => low + (high - low) * next(),
    index,
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    pick: <Item>(items: readonly Item[]): Item => {
      if (items.length === 0) throw new RangeError('there is nothing to pick from');
      return items[index(items.length)] as Item;
    },
    sample: (items, count) => {
      const left = [...items];
      const taken: typeof left = [];
      while (taken.length < count && left.length > 0) taken.push(...left.splice(index(left.length), 1));
      return taken;
    },
  };
}
