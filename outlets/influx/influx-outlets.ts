// InfluxDB as two outlets: readings, and the changes of alarms, cases and devices. Both write points that are the same
// when they are written again, so each is there once however often it is delivered.
import type { FedReading, Outlet, Places, Refused } from '../../core/outlet.ts';
import type { CommittedEvent } from '../../core/ports.ts';
import type { EpochMs } from '../../core/time.ts';
import { changeLine } from './change-lines.ts';
import type { InfluxDatabase } from './influx-database.ts';
import { readingLines } from './reading-lines.ts';
import { rewriteLine, writeLines } from './write-lines.ts';

/** Readings of one request: some five thousand points, from where on larger ones are no faster. */
const requestReadings = 25_000;
/** Requests at once: while the server takes one, the next is made. */
const requestsAtOnce = 2;
const readingBatch = 4 * requestReadings;
const changeBatch = 1_000;

export function influxReadings(database: InfluxDatabase, now: () => EpochMs): Outlet<FedReading> {
  const toLines = readingLines();
  return {
    name: 'influx',
    batchLength: readingBatch,
    begins: 'oldest',
    async deliver(readings, signal) {
      const refused: Refused[] = [];
      const parts = partsOf(readings);
      // Each takes the next part when it is done with its own; a failure ends the walk for all.
      const lane = async () => {
        for (const part of parts) refused.push(...(await delivered(database, toLines(part), 'ms', signal)));
      };
      await Promise.all(Array.from({ length: requestsAtOnce }, lane));
      database.written(readings, now());
      return refused;
    },
    redeliver: (letter, signal) => rewriteLine(database.connection, letter, signal),
  };
}

export function influxChanges(database: InfluxDatabase, places: Places): Outlet<CommittedEvent> {
  return {
    name: 'influx-events',
    batchLength: changeBatch,
    begins: 'oldest',
    deliver(events, signal) {
      const lines = events.map((event) => changeLine(event, places)).filter((line) => line !== null);
      return delivered(database, lines, 'ns', signal);
    },
    redeliver: (letter, signal) => rewriteLine(database.connection, letter, signal),
  };
}

function* partsOf(readings: readonly FedReading[]): Generator<readonly FedReading[]> {
  for (let start = 0; start < readings.length; start += requestReadings) {
    yield readings.slice(start, start + requestReadings);
  }
}

async function delivered(
  database: InfluxDatabase,
  lines: readonly string[],
  precision: 'ms' | 'ns',
  signal: AbortSignal,
): Promise<Refused[]> {
  await database.ready();
  try {
    return await writeLines(database.connection, lines, precision, signal);
  } catch (thrown) {
    database.doubt();
    throw thrown;
  }
}
