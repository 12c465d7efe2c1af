// Writes what the hub keeps of a span of time to InfluxDB again: what is there already stays as it is, for the points
// are the same.
import pRetry from 'p-retry';
import { messageOf } from '../../core/error.ts';
import type { FedReading, Places, Refused } from '../../core/outlet.ts';
import type { CommittedEvent } from '../../core/ports.ts';
import { dayMs, utcDay } from '../../core/time.ts';
import { changeLine } from './change-lines.ts';
import type { InfluxConnection } from './influx-connection.ts';
import { type InfluxSetup, rollUpAgain, setUpInflux } from './influx-setup.ts';
import { readingLines } from './reading-lines.ts';
import { writeLines } from './write-lines.ts';

export interface BackFillOptions {
  readonly connection: InfluxConnection;
  readonly setup: InfluxSetup;
  readonly readings: Iterable<readonly FedReading[]>;
  readonly changes: AsyncIterable<readonly CommittedEvent[]>;
  readonly places: Places;
  /** Told after each part; `waits` where InfluxDB is away. */
  readonly onProgress: (counts: BackFillCounts, waits: string | null) => void;
  readonly retryMs?: readonly [shortest: number, longest: number];
}

export interface BackFillCounts {
  readings: number;
  changes: number;
  refused: number;
  /** Why the first that was refused was. */
  firstRefusal: string | null;
}

/** Rejects only where InfluxDB stays away after many attempts. */
export async function backFill(options: BackFillOptions): Promise<BackFillCounts> {
  const { connection, setup, places, onProgress, retryMs = [500, 30_000] } = options;
  const counts: BackFillCounts = { readings: 0, changes: 0, refused: 0, firstRefusal: null };
  const patiently = <Value>(work: () => Promise<Value>): Promise<Value> =>
    pRetry(
      () =>
        work().catch((thrown: unknown) => {
          throw new Error(messageOf(thrown), { cause: thrown });
        }),
      {
        ...{ retries: 20, minTimeout: retryMs[0], maxTimeout: retryMs[1], randomize: true },
        onFailedAttempt: ({ error }) => onProgress(counts, messageOf(error)),
      },
    );
  const written = (refused: readonly Refused[]): void => {
    counts.refused += refused.length;
    counts.firstRefusal ??= refused[0]?.reason ?? null;
    onProgress(counts, null);
  };

  const rollsUp = await patiently(() => setUpInflux(connection, setup));
  const days = new Set<number>();
  const toLines = readingLines();
  for (const part of options.readings) {
    const refused = await patiently(() => writeLines(connection, toLines(part), 'ms'));
    counts.readings += part.length;
    for (const { measuredAt } of part) days.add(utcDay(measuredAt));
    written(refused);
  }
  for await (const part of options.changes) {
    const lines = part.map((event) => changeLine(event, places)).filter((line) => line !== null);
    const refused = await patiently(() => writeLines(connection, lines, 'ns'));
    counts.changes += lines.length;
    written(refused);
  }
  if (!rollsUp) return counts;
  for (const day of days) {
    await patiently(() => rollUpAgain(connection, setup.database, day * dayMs, (day + 1) * dayMs));
  }
  return counts;
}
