// What the hub says of itself once a minute: counts, latency of commits, memory, how busy its main thread is.
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { InfluxHubSample } from '../../core/influx-schema.ts';
import type { Engine, Json } from '../../core/ports.ts';

/** Latencies kept between two samples; of more the newest count. */
const maxLatencies = 20_000;

export interface HubSampler {
  /** Of the time since the last call. `accounting`: as the API shows it. */
  take(accounting: Json, counters: Readonly<Record<string, number>>): InfluxHubSample;
  stop(): void;
}

export function startHubSampler(engine: Pick<Engine, 'onCommitted' | 'pending'>): HubSampler {
  let latencies: number[] = [];
  const delay = monitorEventLoopDelay({ resolution: 20 });
  delay.enable();
  const stopListening = engine.onCommitted(({ commitMs, records }) => {
    if (records === 0) return;
    if (latencies.length >= maxLatencies) latencies = latencies.slice(maxLatencies / 2);
    latencies.push(commitMs);
  });
  return {
    take(accounting, counters) {
      const sorted = latencies.sort((a, b) => a - b);
      latencies = [];
      const { rss, heapUsed } = process.memoryUsage();
      const messages = counts(accounting.messages);
      const readings = counts(accounting.readings);
      const sample = {
        messages_received: messages.received,
        messages_stored: messages.stored,
        messages_duplicate: messages.duplicate,
        messages_quarantined: messages.quarantined,
        readings_stored: readings.stored,
        readings_duplicate: readings.duplicate,
        readings_late: readings.late,
        ...counts({ evaluated: accounting.evaluated, missing: accounting.missing }),
        commit_p50_ms: share(sorted, 0.5),
        commit_p99_ms: share(sorted, 0.99),
        records_pending: engine.pending,
        mqtt_connections: counters.connections_open ?? null,
        memory_rss_bytes: rss,
        heap_used_bytes: heapUsed,
        event_loop_p99_ms: delay.percentile(99) / 1e6,
        uptime_s: process.uptime(),
      };
      delay.reset();
      return sample as InfluxHubSample;
    },
    stop() {
      stopListening();
      delay.disable();
    },
  };
}

function counts(from: unknown): Readonly<Record<string, number | null>> {
  const entries = Object.entries((from ?? {}) as Record<string, unknown>);
  return Object.fromEntries(entries.map(([name, value]) => [name, typeof value === 'number' ? value : null]));
}

function share(sorted: readonly number[], part: number): number | null {
  return sorted[Math.floor(part * (sorted.length - 1))] ?? null;
}
