// Cleans, thins and chooses recorded street floods, so that a few kilobytes keep their depths and their speed.
// The same source gives the same table, byte for byte.
import { parse } from 'csv-parse/sync';
import { z } from 'zod';

interface FloodPoint {
  readonly at_s: number;
  readonly depth_mm: number;
}

interface RecordedFlood {
  readonly id: string;
  readonly peak_mm: number;
  readonly points: readonly FloodPoint[];
}

/** How many floods are taken of each band of peak depths; bands begin at the setpoints of the default rules. */
const bands = [
  { from_mm: 0, count: 20 },
  { from_mm: 50, count: 40 },
  { from_mm: 150, count: 25 },
  { from_mm: 250, count: 20 },
  { from_mm: 400, count: 15 },
] as const;

/** A thinned course passes every recorded point within this: the noise of the quietest gauges. */
export const tolerance_mm = 3;

const mmPerInch = 25.4;
const fewestPoints = 10;
/** Above this at either end a flood was cut, not recorded whole. */
const lowEnd_mm = 25;
const longestGap_s = 900;
/** Water rises no faster; what does is the gauge. */
const fastestRise_mmPerS = 3.5;
/** A peak whose neighbours are both lower than this share of it is a spike. */
const peakNeighbourShare = 0.7;

const rowSchema = z.object({
  sensor_id: z.string().min(1),
  flood_start_time: z.string().min(16),
  flood_profile_depth_inches: z.string(),
  flood_profile_time_secs: z.string(),
});
const numbersSchema = z.array(z.number());

/** Columns profile_id, peak_mm, seconds, depths_mm, lowest peaks first. Throws a ZodError for another shape. */
export function floodProfilesCsv(source: string): string {
  const lines = chosenFloods(source).map(({ id, peak_mm, points }) => {
    const thinned = thin(points);
    const seconds = thinned.map(({ at_s }) => at_s).join(' ');
    return `${id},${peak_mm},${seconds},${thinned.map(({ depth_mm }) => depth_mm).join(' ')}\n`;
  });
  return `profile_id,peak_mm,seconds,depths_mm\n${lines.join('')}`;
}

/** Evenly spread over each band, lowest peaks first; cleaned, not thinned. */
export function chosenFloods(source: string): RecordedFlood[] {
  const floods = (parse(source, { columns: true, bom: true }) as unknown[])
    .map((row) => cleaned(rowSchema.parse(row)))
    .filter(isWhole)
    .sort((a, b) => a.peak_mm - b.peak_mm || (a.id < b.id ? -1 : 1));
  return bands.flatMap(({ from_mm, count }, i) => {
    const to_mm = bands[i + 1]?.from_mm ?? Number.POSITIVE_INFINITY;
    const within = floods.filter(({ peak_mm }) => peak_mm >= from_mm && peak_mm < to_mm);
    const ranks = Array.from({ length: count }, (_, n) =>
      Math.round((n * (within.length - 1)) / (count - 1)),
    );
    return [...new Set(ranks)].flatMap((rank) => within[rank] ?? []);
  });
}

/** Whole millimetres; a zero in the middle of a flood is a lost echo, not dry road. */
function cleaned(row: z.infer<typeof rowSchema>): RecordedFlood {
  const depths_inches = numbersSchema.parse(JSON.parse(row.flood_profile_depth_inches));
  const seconds = numbersSchema.parse(JSON.parse(row.flood_profile_time_secs));
  const points = depths_inches.flatMap((inches, i) => {
    const isInside = i > 0 && i < depths_inches.length - 1;
    const at_s = seconds[i];
    return at_s === undefined || (isInside && inches <= 0)
      ? []
      : [{ at_s, depth_mm: Math.round(inches * mmPerInch) }];
  });
  return {
    id: `${row.sensor_id}@${row.flood_start_time.slice(0, 16)}`,
    peak_mm: points.reduce((peak, { depth_mm }) => Math.max(peak, depth_mm), 0),
    points,
  };
}

function isWhole({ points, peak_mm }: RecordedFlood): boolean {
  const [first] = points;
  const last = points.at(-1);
  if (first === undefined || last === undefined || points.length < fewestPoints) return false;
  if (first.at_s !== 0 || first.depth_mm > lowEnd_mm || last.depth_mm > lowEnd_mm) return false;
  const peak = points.findIndex(({ depth_mm }) => depth_mm === peak_mm);
  const besidePeak_mm = Math.max(points[peak - 1]?.depth_mm ?? 0, points[peak + 1]?.depth_mm ?? 0);
  if (besidePeak_mm < peak_mm * peakNeighbourShare) return false;
  return points.every((point, i) => {
    const before = points[i - 1];
    if (before === undefined) return true;
    const step_s = point.at_s - before.at_s;
    const rise_mm = point.depth_mm - before.depth_mm;
    return step_s > 0 && step_s <= longestGap_s && rise_mm <= fastestRise_mmPerS * step_s;
  });
}

/** Both ends, the peak, and what is needed to pass every other point within the tolerance (Douglas and Peucker). */
function thin(points: readonly FloodPoint[]): FloodPoint[] {
  const peak = points.reduce(
    (best, { depth_mm }, i) => (depth_mm > (points[best]?.depth_mm ?? 0) ? i : best),
    0,
  );
  const kept = new Set([0, peak, points.length - 1]);
  const spans: [number, number][] = [
    [0, peak],
    [peak, points.length - 1],
  ];
  for (let span = spans.pop(); span !== undefined; span = spans.pop()) {
    const [from, to] = span;
    const farthest = farthestFromLine(points, from, to);
    if (farthest === null) continue;
    kept.add(farthest);
    spans.push([from, farthest], [farthest, to]);
  }
  return points.filter((_, i) => kept.has(i));
}

/** Index of the point that the straight line between two others misses by most; `null` within the tolerance. */
function farthestFromLine(points: readonly FloodPoint[], from: number, to: number): number | null {
  const start = points[from];
  const end = points[to];
  if (start === undefined || end === undefined) return null;
  let farthest: number | null = null;
  let farthest_mm = tolerance_mm;
  for (let i = from + 1; i < to; i += 1) {
    const point = points[i];
    if (point === undefined) continue;
    const along = (point.at_s - start.at_s) / (end.at_s - start.at_s);
    const missed_mm = Math.abs(start.depth_mm + along * (end.depth_mm - start.depth_mm) - point.depth_mm);
    if (missed_mm <= farthest_mm) continue;
    farthest = i;
    farthest_mm = missed_mm;
  }
  return farthest;
}
