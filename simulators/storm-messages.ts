// A storm as the messages that would arrive, in simulated time and as fast as they are taken: for tests that
// replay hours in seconds. The same storm and range give the same messages.
import { DueQueue } from '../core/due-queue.ts';
import type { EpochMs } from '../core/time.ts';
import { deviceReport, nextReportMs } from './device-report.ts';
import { createRandom } from './random.ts';
import type { Storm } from './storm.ts';

export interface StormMessage {
  readonly at: EpochMs;
  readonly deviceId: string;
  readonly topic: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

export interface StormMessagesOptions {
  /** Instant at which the storm begins. */
  readonly startAt: EpochMs;
  /** How much of the storm, ms. */
  readonly durationMs: number;
}

/** Messages in order of time. Lost ones are left out; their `seq` is missing. */
export function* stormMessages(storm: Storm, options: StormMessagesOptions): Generator<StormMessage> {
  const { startAt, durationMs } = options;
  const devices = new Map(storm.town.devices.map((device) => [device.id, { device, seq: 0 }]));
  const lastMs = new Map<string, number>();
  const queue = new DueQueue();
  for (const { device } of devices.values()) {
    const phaseMs = Math.round(
      createRandom(storm.seed, 'phase', device.id).between(0, device.intervalS * 1_000),
    );
    queue.add(device.id, nextReportMs(storm, device, 0, phaseMs));
  }
  for (let atMs = queue.nextAt(); atMs !== null && atMs < durationMs; atMs = queue.nextAt()) {
    const id = queue.take(atMs) ?? '';
    const entry = devices.get(id);
    if (entry === undefined) return;
    const { device } = entry;
    const report = deviceReport(storm, device, atMs, lastMs.get(id) ?? null);
    lastMs.set(id, atMs);
    queue.add(id, nextReportMs(storm, device, atMs, device.intervalS * 1_000));
    if (report === null) continue;
    entry.seq += 1;
    if (report.isLost) continue;
    const payload = { ts: startAt + atMs, seq: entry.seq, ...report.body };
    yield { at: startAt + atMs, deviceId: id, topic: `devices/${id}/${report.kind}`, payload };
  }
}
