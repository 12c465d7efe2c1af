// The two outlets to the flows: changes, and the readings that some node wants.
import { unitOf } from '../core/metric.ts';
import type { EventOutlet, FedReading, Feed, Outlet } from '../core/outlet.ts';
import { flagNames } from '../core/reading.ts';
import { formatInstant } from '../core/time.ts';
import type { BatchCourier } from './batch-courier.ts';
import type { FlowEvent, ReadingFilter } from './messages.ts';

export function changesToFlows(courier: BatchCourier): EventOutlet {
  return {
    name: 'flows',
    kinds: ['alarm', 'case', 'device'],
    batchLength: 200,
    begins: 'now',
    async deliver(events, signal) {
      await courier.carry(events, signal);
      return [];
    },
  };
}

/** Which readings some node wants. */
export class ReadingWishes {
  /** `null` until the flows have said so. */
  #filters: readonly ReadingFilter[] | null = null;
  readonly #wereSome: boolean;

  /** @param wereSome whether there were any when the flows ran last. */
  constructor(wereSome: boolean) {
    this.#wereSome = wereSome;
  }

  set(filters: readonly ReadingFilter[]): void {
    this.#filters = filters;
  }

  get isEmpty(): boolean {
    return this.#filters === null ? !this.#wereSome : this.#filters.length === 0;
  }

  includes({ deviceId, metric, place }: FedReading): boolean {
    const pointId = place.point?.id;
    return (this.#filters ?? []).some(
      ({ devices, metrics, points }) =>
        (devices?.includes(deviceId) ?? true) &&
        (metrics?.includes(metric) ?? true) &&
        (points === undefined || (pointId !== undefined && points.includes(pointId))),
    );
  }
}

export function readingsToFlows(courier: BatchCourier, wishes: ReadingWishes): Outlet<FedReading> {
  return {
    name: 'flows-readings',
    batchLength: 2_000,
    begins: 'now',
    async deliver(readings, signal) {
      // Only flows that run have said what they want.
      await courier.running(signal);
      const wanted = readings.filter((reading) => wishes.includes(reading));
      if (wanted.length > 0) await courier.carry(wanted.map(eventOfReading), signal);
      return [];
    },
  };
}

function eventOfReading(reading: FedReading): FlowEvent {
  const { id, deviceId, metric, value, measuredAt, flags, place } = reading;
  return {
    id,
    kind: 'reading',
    subjectId: deviceId,
    at: measuredAt,
    body: {
      device_id: deviceId,
      point_id: place.point?.id ?? null,
      metric,
      value,
      unit: unitOf(metric),
      measured_at: formatInstant(measuredAt),
      flags: flagNames(flags),
    },
  };
}

/** A feed of readings that goes straight to its end while no node wants any. */
export function wantedReadings(feed: Feed<FedReading>, wishes: ReadingWishes): Feed<FedReading> {
  return {
    async read(after, limit) {
      if (!wishes.isEmpty) return feed.read(after, limit);
      const { end } = await feed.backlog(after);
      return end > after ? feed.read(end - 1, 1) : [];
    },
    backlog: (after) => feed.backlog(after),
  };
}
