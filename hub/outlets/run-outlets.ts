// All that leaves the hub: starts each outlet, shows how they stand, and tells the engine what all have taken.

import type { AnnouncementDesk } from '../../core/announcement.ts';
import type {
  EventOutlet,
  Feed,
  Numbered,
  Outlet,
  OutletAction,
  OutletDesk,
  OutletState,
} from '../../core/outlet.ts';
import type { Committed, CommittedEvent } from '../../core/ports.ts';
import { minuteMs } from '../../core/time.ts';
import type { Flows } from '../../flows/start-flows.ts';
import { type OutletRunner, runOutlet } from '../../outlets/outlet-runner.ts';
import { openOutletBook } from '../../store/outlet-book.ts';
import { type OutletFeeds, openOutletFeeds } from '../../store/outlet-feeds.ts';
import type { Settings } from '../config.ts';
import { sessionKey } from '../data-folder.ts';
import type { HubCore } from '../hub-core.ts';
import type { HubLog } from '../hub-log.ts';
import { configuredOutlets, publicUrlOf, unitOutlets } from './configured-outlets.ts';
import { startHubSampler } from './hub-sample.ts';
import { InfluxClient } from './influx-client.ts';
import { influxSettings } from './influx-settings.ts';
import { configuredPublicAddress } from './public-address-outlet.ts';
import { withReceiptPath } from './receipt-path.ts';
import { RecentEvents } from './recent-events.ts';
import { keepUnitOutlets } from './unit-outlet-keeper.ts';

export interface HubOutletsOptions {
  readonly settings: Settings;
  readonly log: HubLog;
  readonly core: HubCore;
  /** Those that speak through the hub itself. */
  readonly outlets: readonly EventOutlet[];
  /** Takes changes and readings too; `null` where it is switched off. */
  readonly flows: Flows | null;
  readonly brokerCounters: () => Readonly<Record<string, number>>;
}

export interface HubOutlets extends OutletDesk {
  /** Words over the loudspeakers; `null` where there are none. */
  readonly announcements: AnnouncementDesk | null;
  stop(): Promise<void>;
}

const progressEveryMs = 2_000;
const sampleEveryMs = minuteMs;
/** Outlets whose cursor counts readings; those of all others count changes. */
const readingOutlets: ReadonlySet<string> = new Set(['influx', 'flows-readings']);
/** Readings for flows leave together that come within this time. */
const readingLingerMs = 50;
/** The first sample after a start, when devices have had time to come back. */
const firstSampleMs = 5_000;

export function runOutlets(options: HubOutletsOptions): HubOutlets {
  const { settings, core } = options;
  const log = options.log.child({ part: 'outlets' });
  const book = openOutletBook(settings.data_dir);
  const key = sessionKey(settings.data_dir);
  const runners = new Map<string, OutletRunner>();
  const recent = new RecentEvents();
  // Before any runner hears of a commit.
  const stopKeeping = core.engine.onCommitted(({ events }) => recent.add(events));

  // A server that is away for days is one line for each doubling of the attempts.
  const onFailure = (outlet: string, reason: string, attempt: number): void => {
    const isTold = (attempt & (attempt - 1)) === 0;
    log[isTold ? 'warn' : 'debug']({ outlet, reason, attempt }, 'not delivered');
  };

  function run<Item extends Numbered>(
    outlet: Outlet<Item>,
    feed: Feed<Item>,
    brings: (committed: Committed) => boolean,
    lingerMs = 0,
  ): void {
    const { name } = outlet;
    const onMore = (listener: () => void) =>
      core.engine.onCommitted((committed) => {
        if (brings(committed)) listener();
      });
    runners.set(
      name,
      runOutlet({
        ...{ outlet, book, feed, now: core.now, onMore, lingerMs },
        onFailure: (reason, attempt) => onFailure(name, reason, attempt),
      }),
    );
  }
  function start(outlet: EventOutlet): void {
    const { read, backlog } = recent.feed(core.views, outlet.kinds);
    const feed: Feed<CommittedEvent> = {
      read: async (after, limit) => (await read(after, limit)).map((event) => withReceiptPath(event, key)),
      backlog,
    };
    run(outlet, feed, ({ events }) => events.some(({ kind }) => outlet.kinds.includes(kind)));
  }
  const context = { settings, now: core.now };
  const speakers = configuredPublicAddress(settings, core, book.announcements);
  const ofSettings = configuredOutlets(context);
  for (const outlet of [...options.outlets, ...ofSettings]) start(outlet);
  if (speakers !== null) start(speakers.outlet);
  const units = keepUnitOutlets({
    views: core.views,
    outletsOf: (unit) => unitOutlets(unit, context),
    start,
    async end(name, isGone) {
      const runner = runners.get(name);
      runners.delete(name);
      await runner?.stop();
      if (isGone) book.forget(name);
    },
    log,
  });
  const readings = options.flows === null ? null : startFlows(options.flows);

  function startFlows(flows: Flows): OutletFeeds {
    start(flows.changes);
    const feeds = openOutletFeeds(settings.data_dir);
    const feed = flows.wanted(feeds.readings);
    run(flows.readings, feed, ({ readings }) => readings > 0, readingLingerMs);
    return feeds;
  }

  const influx = startInflux();
  function startInflux(): InfluxClient | null {
    const connection = influxSettings(settings);
    if (connection === null) return null;
    return new InfluxClient({
      ...{ dataDir: settings.data_dir, influx: connection, retentionMs: settings.influx_retention },
      onFailure,
      onTold: (message) => log.warn({ outlet: 'influx' }, message),
    });
  }
  const stopTelling = core.engine.onCommitted(({ events, readings }) => {
    if (events.length > 0 || readings > 0) influx?.more();
  });

  const states = (): OutletState[] => [
    ...[...runners.values()].map((runner) => runner.state()),
    ...(influx?.states() ?? []),
  ];

  /** What the engine keeps for outlets only can go when all have taken it. */
  const progress = setInterval(() => {
    const { keep_pending: keepMs } = settings.outlets;
    const now = core.now();
    const all = states();
    const taken = (isOfReadings: boolean) =>
      all.filter(({ name }) => readingOutlets.has(name) === isOfReadings).map(({ takenTo }) => takenTo);
    const events = Math.min(...taken(false));
    const readings = taken(true).length === 0 ? 0 : Math.min(...taken(true));
    core.engine.tellProgress({
      ...{ events, readings },
      logsReadings: influx !== null || (options.flows?.wantsReadings ?? false),
      readingsKeptSince: now - keepMs,
      eventsKeptSince: settings.retention === null ? 0 : now - Math.max(keepMs, settings.retention),
    });
  }, progressEveryMs);

  const sampler = startHubSampler(core.engine);
  const sample = async (client: InfluxClient): Promise<void> => {
    const accounting = await core.views.accounting(null);
    const hub = { ...sampler.take(accounting, options.brokerCounters()), public_url: publicUrlOf(settings) };
    client.sample({ at: core.now(), hub, outlets: states() });
  };
  const sampleNow = (): void => {
    if (influx !== null) sample(influx).catch((err: unknown) => log.debug({ err }, 'no sample'));
  };
  const samples = [setTimeout(sampleNow, firstSampleMs), setInterval(sampleNow, sampleEveryMs)];

  return {
    states,
    announcements: speakers?.desk ?? null,
    act(outlet: string, action: OutletAction) {
      const runner = runners.get(outlet);
      if (runner !== undefined) runner.act(action);
      else if (influx?.states().some(({ name }) => name === outlet)) influx.act(outlet, action);
      else return false;
      return true;
    },
    deadLetters: (outlet, page) =>
      states().some(({ name }) => name === outlet) ? book.deadLetters(outlet, page) : null,
    async stop() {
      clearInterval(progress);
      for (const timer of samples) clearTimeout(timer);
      stopTelling();
      stopKeeping();
      sampler.stop();
      await units.stop();
      await Promise.all([influx?.stop(), ...[...runners.values()].map((runner) => runner.stop())]);
      readings?.close();
      book.close();
    },
  };
}
