// What the parts of `npm run bench` have in common: their options, their rows, medians over rounds and how much the machine
// itself wavered meanwhile.

export interface BenchOptions {
  readonly rounds: number;
  /** Of each measurement. */
  readonly seconds: number;
  /** Of the parts `registry` and `size`. */
  readonly devices: number;
  readonly readings: number;
  readonly log: (line: string) => void;
}

/** A line of the table; values are numbers, or words where something was left out. */
export type BenchRow = Readonly<Record<string, string | number | null>>;

export interface BenchPart {
  readonly name: string;
  readonly title: string;
  run(options: BenchOptions): Promise<BenchRow[]>;
}

export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** The value below which this share lies, to hundredths. */
export function share(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return rounded(sorted[Math.floor(part * (sorted.length - 1))] ?? Number.NaN, 2);
}

export function rounded(value: number, digits = 0): number {
  return Number(value.toFixed(digits));
}

/** Of each figure the median, and how far the rounds lie apart, as a share of the median of `of`. */
export function medians<Key extends string>(
  rounds: readonly Readonly<Record<Key, number>>[],
  of: Key,
): Record<Key | 'noise', number> {
  const [first] = rounds;
  const keys = Object.keys(first ?? {}) as Key[];
  const entries = keys.map((key) => [key, rounded(median(rounds.map((round) => round[key])), 2)] as const);
  const values = rounds.map((round) => round[of]);
  const noise = rounded((Math.max(...values) - Math.min(...values)) / median(values), 2);
  return { ...Object.fromEntries(entries), noise } as Record<Key | 'noise', number>;
}

/** The same arithmetic again and again: what it takes tells how busy the machine is with others, ms. */
export function calibrationMs(): number {
  const begun = performance.now();
  let sum = 0;
  for (let i = 0; i < 20_000_000; i += 1) sum = (sum + Math.imul(i, 2_654_435_761)) | 0;
  if (sum === 1) throw new Error('arithmetic changed');
  return performance.now() - begun;
}
