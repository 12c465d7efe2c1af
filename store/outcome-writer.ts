// Writes what became of a batch's messages: readings once each, newest values, counts, and whatever goes to quarantine.
import type { MessageOutcome } from '../core/effects.ts';
import type { LatestValue } from '../core/ports.ts';
import { qualityFlags } from '../core/reading.ts';
import type { EpochMs } from '../core/time.ts';
import { Accounting, type ReadingCounts } from './accounting.ts';
import type { Database } from './database.ts';
import type { DayTables } from './day-tables.ts';
import { LatestValues } from './latest-values.ts';
import { NameIds } from './name-ids.ts';
import type { Quarantine } from './quarantine.ts';
import type { ReadingLog } from './reading-log.ts';
import type { UnknownDevices } from './unknown-devices.ts';

/** Messages of devices that are not registered are counted under this name, which no device can have. */
export const unknownDevice = '';

export interface WrittenOutcomes {
  /** Readings stored for the first time. */
  readonly readings: number;
  readonly latest: readonly LatestValue[];
}

export interface OutcomeBooks {
  readonly days: DayTables;
  readonly quarantine: Quarantine;
  readonly unknown: UnknownDevices;
  /** Where an outlet reads on from what was stored. */
  readonly log: ReadingLog | null;
}

export class OutcomeWriter {
  readonly #days: DayTables;
  readonly #quarantine: Quarantine;
  readonly #unknown: UnknownDevices;
  readonly #devices: NameIds;
  readonly #metrics: NameIds;
  readonly #latest: LatestValues;
  readonly #accounting: Accounting;
  readonly #log: ReadingLog | null;

  constructor(db: Database, { days, quarantine, unknown, log }: OutcomeBooks) {
    this.#days = days;
    this.#quarantine = quarantine;
    this.#unknown = unknown;
    this.#devices = new NameIds(db, 'device_ids');
    this.#metrics = new NameIds(db, 'metric_ids');
    this.#latest = new LatestValues(db);
    this.#accounting = new Accounting(db);
    this.#log = log;
  }

  /** Call it within a transaction, and `settle` after it. */
  write(outcomes: readonly MessageOutcome[], at: EpochMs): WrittenOutcomes {
    let readings = 0;
    for (const outcome of outcomes) {
      const counts = this.#store(outcome);
      readings += counts.stored;
      if (outcome.retries === undefined) this.#countNew(outcome, counts);
      else this.#countRetried(outcome, counts, outcome.retries);
    }
    const latest = this.#latest.write();
    this.#accounting.write();
    this.#log?.write(at);
    return { readings, latest };
  }

  /** Ends a transaction, and forgets what one that was not committed brought. */
  settle(committed: boolean): void {
    this.#days.settle(committed);
    this.#devices.settle(committed);
    this.#metrics.settle(committed);
    this.#latest.settle();
    this.#accounting.settle();
    this.#log?.settle(committed);
  }

  #countNew(outcome: MessageOutcome, counts: ReadingCounts): void {
    const fate = this.#accounting.count(this.#counterOf(outcome.deviceId), outcome, counts);
    // A repeated message that was partly unusable lies in quarantine already.
    if (fate === 'quarantined' || (fate === 'stored' && outcome.rejections.length > 0)) {
      this.#quarantine.add(outcome, fate);
      this.#unknown.note(outcome);
    }
  }

  /** A message that was counted moves to where it belongs now; one that lies there no more was tried again before. */
  #countRetried(outcome: MessageOutcome, counts: ReadingCounts, position: number): void {
    const lying = this.#quarantine.find(position);
    if (lying === undefined) return;
    const before = { device: this.#counterOf(lying.device_id), fate: lying.counted_as };
    const fate = this.#accounting.recount(this.#counterOf(outcome.deviceId), outcome, counts, before);
    this.#quarantine.settle(position, outcome, fate);
  }

  #counterOf(deviceId: string | null): number {
    return this.#devices.idOf(deviceId ?? unknownDevice);
  }

  #store(outcome: MessageOutcome): ReadingCounts {
    let stored = 0;
    let late = 0;
    for (const reading of outcome.readings) {
      const device = this.#devices.idOf(reading.deviceId);
      const metric = this.#metrics.idOf(reading.metric);
      if (!this.#days.insert(device, metric, reading)) continue;
      stored += 1;
      if ((reading.flags & qualityFlags.late) !== 0) late += 1;
      this.#latest.offer(device, metric, reading);
      this.#log?.add(device, metric, reading);
    }
    const duplicate = outcome.duplicateReadings + outcome.readings.length - stored;
    return { stored, duplicate, late };
  }
}
