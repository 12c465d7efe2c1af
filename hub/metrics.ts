// What Prometheus reads: the engine's work, the broker's counters, the process itself.
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Source } from '../broker/sources/start-source.ts';
import type { OutletDesk } from '../core/outlet.ts';
import type { Engine } from '../core/ports.ts';
import type { EpochMs } from '../core/time.ts';
import { measureOutlets } from './outlets/outlet-metrics.ts';

export interface MetricsOptions {
  readonly engine: Engine;
  readonly version: string;
  /** Counted or measured by others; asked at every scrape. */
  readonly counters: () => Readonly<Record<string, number>>;
  readonly outlets: Pick<OutletDesk, 'states'>;
  /** What no outlet took while it was kept, since the start. */
  readonly lost: () => number;
  readonly now: () => EpochMs;
  /** Other brokers that are read from, by name. */
  readonly sources: ReadonlyMap<string, Pick<Source, 'isConnected' | 'counters'>>;
}

/** Returns what answers a scrape. */
export function startMetrics(options: MetricsOptions): () => Promise<string> {
  const { engine, version } = options;
  const register = new Registry();
  const registers = [register];
  collectDefaultMetrics({ register });
  new Gauge({ name: 'sluice_info', help: 'The release that runs', labelNames: ['version'], registers })
    .labels(version)
    .set(1);
  const records = new Counter({
    name: 'sluice_records_committed_total',
    help: 'Records committed to the journal',
    registers,
  });
  const readings = new Counter({ name: 'sluice_readings_stored_total', help: 'Readings stored', registers });
  const events = new Counter({
    name: 'sluice_events_total',
    help: 'Changes of alarms, cases and devices',
    labelNames: ['kind'],
    registers,
  });
  const commitSeconds = new Histogram({
    name: 'sluice_commit_seconds',
    help: 'Time of a batch from the fold to the disk',
    buckets: [0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5],
    registers,
  });
  const position = new Gauge({
    name: 'sluice_journal_position',
    help: 'Position of the last record',
    registers,
  });
  new Gauge({
    name: 'sluice_records_pending',
    help: 'Records submitted and not yet committed',
    registers,
    collect() {
      this.set(engine.pending);
    },
  });
  new Gauge({
    name: 'sluice_ready',
    help: '1 while the hub takes and commits',
    registers,
    collect() {
      this.set(engine.health().ready ? 1 : 0);
    },
  });
  new Gauge({
    name: 'sluice_broker',
    help: 'Counters of the MQTT edge',
    labelNames: ['counter'],
    registers,
    collect() {
      for (const [name, value] of Object.entries(options.counters())) this.labels(name).set(value);
    },
  });
  measureOutlets(register, options.outlets, options.now);
  new Gauge({
    name: 'sluice_outlets_lost_total',
    help: 'Items dropped undelivered after outlets.keep_pending, since the start',
    registers,
    collect() {
      this.set(options.lost());
    },
  });
  new Gauge({
    name: 'sluice_source',
    help: 'Counters of the brokers that are read from',
    labelNames: ['source', 'counter'],
    registers,
    collect() {
      for (const [source, { isConnected, counters }] of options.sources) {
        const all = { connected: isConnected ? 1 : 0, ...counters() };
        for (const [name, value] of Object.entries(all)) this.labels(source, name).set(value);
      }
    },
  });
  engine.onCommitted((committed) => {
    records.inc(committed.records);
    readings.inc(committed.readings);
    position.set(committed.position);
    commitSeconds.observe(committed.commitMs / 1_000);
    for (const event of committed.events) events.labels(event.kind).inc();
  });
  return () => register.metrics();
}
