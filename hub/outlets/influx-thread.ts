// The thread of the InfluxDB outlet: catching up after days takes a core, which must not be the one with the sockets.
import { parentPort, workerData } from 'node:worker_threads';
import { carryError } from '../../core/carried-error.ts';
import { assert, messageOf } from '../../core/error.ts';
import type { OutletState } from '../../core/outlet.ts';
import type { Json, Page, PageRequest } from '../../core/ports.ts';
import { dayMs } from '../../core/time.ts';
import { changeKinds } from '../../outlets/influx/change-lines.ts';
import { connectInflux } from '../../outlets/influx/influx-connection.ts';
import { InfluxDatabase } from '../../outlets/influx/influx-database.ts';
import { influxChanges, influxReadings } from '../../outlets/influx/influx-outlets.ts';
import { sampleLines } from '../../outlets/influx/sample-lines.ts';
import { writeLines } from '../../outlets/influx/write-lines.ts';
import { type OutletRunner, runOutlet } from '../../outlets/outlet-runner.ts';
import { openOutletBook } from '../../store/outlet-book.ts';
import { openOutletFeeds } from '../../store/outlet-feeds.ts';
import { openViews } from '../../store/views.ts';
import type { FromInflux, InfluxThreadOptions, SampleRequest, ToInflux } from './influx-messages.ts';

/** How often the main thread is told how things stand. */
const tellEveryMs = 500;
/** What comes within this time leaves in one request, ms. */
const lingerMs = 200;
/** Rows of a list of the API. */
const pageLength = 1_000;

assert(parentPort !== null, 'this file runs as a worker thread');
const port = parentPort;
const { dataDir, influx, retentionMs } = workerData as InfluxThreadOptions;

function tell(message: FromInflux): void {
  port.postMessage(message);
}

async function all(list: (page: PageRequest) => Promise<Page<Json>>): Promise<Json[]> {
  const items: Json[] = [];
  let cursor: string | null = null;
  do {
    const page: Page<Json> = await list({ limit: pageLength, cursor });
    items.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return items;
}

function serve(): void {
  const feeds = openOutletFeeds(dataDir);
  const views = openViews(dataDir);
  const book = openOutletBook(dataDir);
  const listeners = new Set<() => void>();
  const connection = connectInflux(influx);
  const setup = { database: influx.database, retentionMs };
  const database = new InfluxDatabase(connection, setup, (message) => tell({ type: 'told', message }));
  const shared = (outlet: string) => ({
    book,
    now: Date.now,
    lingerMs,
    onMore(listener: () => void) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onFailure: (reason: string, attempt: number) => tell({ type: 'failed', outlet, reason, attempt }),
  });
  const runners: Readonly<Record<string, OutletRunner>> = {
    influx: runOutlet({
      ...shared('influx'),
      outlet: influxReadings(database, Date.now),
      feed: feeds.readings,
    }),
    'influx-events': runOutlet({
      ...shared('influx-events'),
      outlet: influxChanges(database, feeds.places),
      feed: feeds.events(changeKinds),
    }),
  };
  const states = (): OutletState[] => Object.values(runners).map((runner) => runner.state());

  let told = '';
  const telling = setInterval(() => {
    const text = JSON.stringify(states());
    if (text !== told) tell({ type: 'states', states: states() });
    told = text;
  }, tellEveryMs);

  /** A sample is of its moment: where InfluxDB is away or behind it is left out, for readings and changes go first. */
  async function sample({ at, hub, outlets }: SampleRequest): Promise<void> {
    if (states().some(({ failure, paused }) => failure !== null || paused)) return;
    await database.ready();
    const [devices, points, units, openCases] = [
      await all((page) => views.devices(page)),
      await all((page) => views.points(page)),
      await all((page) => views.units(page)),
      await all((page) => views.cases({ ...page, open: true })),
    ];
    const lastDays = (days: number) => views.uptime({ from: at - days * dayMs, to: at, group: 'device' });
    const uptime = { last24h: await lastDays(1), last30d: await lastDays(30) };
    const lines = sampleLines({ at, devices, points, units, openCases, uptime, hub, outlets }, feeds.places);
    const refused = await writeLines(connection, lines, 'ns');
    const [first] = refused;
    if (first !== undefined)
      tell({ type: 'told', message: `${refused.length} sample points: ${first.reason}` });
    await database.rollUpLate();
  }

  async function stop(): Promise<void> {
    clearInterval(telling);
    await Promise.all(Object.values(runners).map((runner) => runner.stop()));
    feeds.close();
    await views.close();
    book.close();
    tell({ type: 'stopped' });
    port.close();
  }

  let sampling = Promise.resolve();
  port.on('message', (message: ToInflux) => {
    switch (message.type) {
      case 'more':
        for (const listener of listeners) listener();
        return;
      case 'act':
        runners[message.outlet]?.act(message.action);
        return;
      case 'sample':
        sampling = sampling
          .then(() => sample(message))
          .catch((thrown: unknown) => tell({ type: 'told', message: `no sample: ${messageOf(thrown)}` }));
        return;
      case 'stop':
        void stop();
    }
  });
  tell({ type: 'states', states: states() });
}

try {
  serve();
} catch (thrown) {
  tell({ type: 'not_opened', error: carryError(thrown) });
  throw thrown;
}
