// What outlets read on from, over a read-only connection: it sees each commit at once and never holds up the writer.
import type { Backlog, FedReading, Feed, Places } from '../core/outlet.ts';
import type { CommittedEvent } from '../core/ports.ts';
import type { EpochMs } from '../core/time.ts';
import type { Database } from './database.ts';
import { NameBook } from './name-book.ts';
import { PlaceBook } from './place-book.ts';
import { frameAt, frameBytes } from './reading-frame.ts';
import { storedReadings } from './stored-readings.ts';
import { eventBacklog, listEvents } from './views/notice-views.ts';
import { openReadOnly } from './views.ts';

export interface OutletFeeds {
  readonly readings: Feed<FedReading>;
  /** Events of some kinds. */
  events(kinds: readonly CommittedEvent['kind'][]): Feed<CommittedEvent>;
  /** Every reading that is kept of a span of time, in parts. */
  stored(span: { from: EpochMs; to: EpochMs; partLength: number }): Iterable<readonly FedReading[]>;
  /** As far as the feeds were read. */
  readonly places: Places;
  close(): void;
}

/** Throws as `openReadOnly` does. */
export function openOutletFeeds(dataDir: string): OutletFeeds {
  const db = openReadOnly(dataDir);
  const places = new PlaceBook(db);
  return {
    readings: readingFeed(db, places),
    events: (kinds) => eventFeed(db, kinds, places),
    stored: (span) => storedReadings(db, places, span),
    places,
    close: () => db.close(),
  };
}

interface LogRow {
  readonly last: number;
  readonly count: number;
  readonly block: Uint8Array;
}

function readingFeed(db: Database, places: PlaceBook): Feed<FedReading> {
  const devices = new NameBook(db, 'device_ids');
  const metrics = new NameBook(db, 'metric_ids');
  const rows = db.prepare<LogRow>('SELECT last, count, block FROM reading_log WHERE last > ? ORDER BY last');
  const ends = db.prepare<{ first: number | null; at: number | null; end: number | null }>(
    `SELECT n.last - n.count + 1 AS first, n.at, (SELECT max(last) FROM reading_log) AS end
     FROM reading_log n WHERE n.last > ? ORDER BY n.last LIMIT 1`,
  );
  const newest = db.prepare<{ end: number | null }>('SELECT max(last) AS end FROM reading_log');

  function take(row: LogRow, after: number, limit: number, into: FedReading[]): void {
    const view = new DataView(row.block.buffer, row.block.byteOffset, row.block.byteLength);
    const first = row.last - row.count + 1;
    for (let i = Math.max(0, after + 1 - first); i < row.count && into.length < limit; i += 1) {
      const { device, metric, ...reading } = frameAt(view, i * frameBytes);
      const deviceId = devices.nameOf(device);
      into.push({
        id: first + i,
        deviceId,
        metric: metrics.nameOf(metric),
        measuredAt: reading.measuredAt,
        receivedAt: reading.receivedAt,
        value: reading.value,
        flags: reading.flags,
        place: places.placeOf(deviceId, reading.receivedAt),
      });
    }
  }

  return {
    read: async (after, limit) =>
      db.read(() => {
        places.refresh();
        const taken: FedReading[] = [];
        for (const row of rows.iterate(after)) {
          take(row, after, limit, taken);
          if (taken.length >= limit) break;
        }
        return taken;
      }),
    async backlog(after): Promise<Backlog> {
      const next = ends.get(after);
      if (next === undefined) return { pending: 0, oldestAt: null, end: newest.get()?.end ?? 0 };
      const { first, at, end } = next;
      // What was dropped before it could be taken is not pending any more.
      const from = Math.max(after, (first ?? 1) - 1);
      return { pending: (end ?? 0) - from, oldestAt: at, end: end ?? 0 };
    },
  };
}

function eventFeed(
  db: Database,
  kinds: readonly CommittedEvent['kind'][],
  places: PlaceBook,
): Feed<CommittedEvent> {
  return {
    read: async (after, limit) =>
      db.read(() => {
        places.refresh();
        return listEvents(db, after, kinds, limit);
      }),
    backlog: async (after) => db.read(() => eventBacklog(db, after, kinds)),
  };
}
