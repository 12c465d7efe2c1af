// The database as the outlets find it: made before the first write and again after a failure, and rolled up again for
// days whose readings came late.
import { messageOf, SluiceError } from '../../core/error.ts';
import type { FedReading } from '../../core/outlet.ts';
import { dayMs, type EpochMs, utcDay } from '../../core/time.ts';
import type { InfluxConnection } from './influx-connection.ts';
import { type InfluxSetup, rollUpAgain, rollupLookbackMs, setUpInflux } from './influx-setup.ts';

/** Days that wait to be rolled up again; where there are more, whole years came at once, and a back-fill rolls up. */
const maxLateDays = 4_000;

export class InfluxDatabase {
  readonly connection: InfluxConnection;
  readonly #setup: InfluxSetup;
  readonly #tell: (message: string) => void;
  #rollsUp = false;
  #isReady = false;
  readonly #lateDays = new Set<number>();

  /** `tell`: something that a person should know and that stops nothing. */
  constructor(connection: InfluxConnection, setup: InfluxSetup, tell: (message: string) => void) {
    this.connection = connection;
    this.#setup = setup;
    this.#tell = tell;
  }

  /** Resolves when the database is there, as far as the hub may see to that. Rejects where the server is away. */
  async ready(): Promise<void> {
    if (this.#isReady) return;
    try {
      this.#rollsUp = await setUpInflux(this.connection, this.#setup);
    } catch (thrown) {
      const isAway = !(thrown instanceof SluiceError) || ['influx_away', 'influx_401'].includes(thrown.code);
      if (isAway) throw thrown;
      // A user that may write and no more: someone else looks after the database.
      this.#tell(`the database was left as it is: ${messageOf(thrown)}`);
    }
    this.#isReady = true;
  }

  /** After a failed write: the server may have been put up anew. */
  doubt(): void {
    this.#isReady = false;
  }

  /** Notes which days were written later than the continuous query looks back. */
  written(readings: readonly FedReading[], now: EpochMs): void {
    if (!this.#rollsUp) return;
    const since = now - rollupLookbackMs;
    for (const { measuredAt } of readings) {
      if (measuredAt < since && this.#lateDays.size < maxLateDays) this.#lateDays.add(utcDay(measuredAt));
    }
  }

  /** Rolls up the days that were written late. Rejects where that failed; the rest is done the next time. */
  async rollUpLate(): Promise<void> {
    for (const day of [...this.#lateDays].sort((a, b) => a - b)) {
      this.#lateDays.delete(day);
      try {
        await rollUpAgain(this.connection, this.#setup.database, day * dayMs, (day + 1) * dayMs);
      } catch (thrown) {
        this.#lateDays.add(day);
        throw thrown;
      }
    }
  }
}
