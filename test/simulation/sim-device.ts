// A device that sends each report until it is acknowledged, over a network that loses, delays and doubles what it
// carries. It sends the next report when the one before is acknowledged.
import type { EpochMs } from '../../core/time.ts';
import { secondMs } from '../../core/time.ts';
import type { Faults } from './faults.ts';

export interface Report {
  readonly deviceId: string;
  readonly payload: string;
  acknowledged: boolean;
}

export interface SimDeviceOptions {
  readonly deviceId: string;
  readonly intervalMs: number;
  readonly count: number;
  /** What report `n` says besides `ts` and `seq`. */
  readonly values: (n: number) => Readonly<Record<string, number>>;
  /** By how much its clock is wrong, ms. */
  readonly skewMs: number;
  readonly faults: Faults;
  /** Brings a report to the hub; `done` where that acknowledges it. */
  readonly deliver: (report: Report, done: () => void) => void;
}

const resendMs = 20 * secondMs;

export class SimDevice {
  readonly reports: Report[] = [];
  readonly #options: SimDeviceOptions;
  readonly #queue: Report[] = [];
  #resend: NodeJS.Timeout | null = null;
  #isHealed = false;

  constructor(options: SimDeviceOptions) {
    this.#options = options;
    const { intervalMs, count } = options;
    for (let n = 1; n <= count; n += 1) setTimeout(() => this.#report(n), n * intervalMs);
  }

  get isStormOver(): boolean {
    return this.reports.length === this.#options.count;
  }

  get isDone(): boolean {
    return this.isStormOver && this.#queue.length === 0;
  }

  heal(): void {
    this.#isHealed = true;
  }

  #report(n: number): void {
    const { deviceId, values, skewMs } = this.#options;
    const ts: EpochMs = Date.now() + skewMs;
    const payload = JSON.stringify({ ts, seq: n, ...values(n) });
    const report = { deviceId, payload, acknowledged: false };
    this.reports.push(report);
    this.#queue.push(report);
    if (this.#queue.length === 1) this.#send();
  }

  #send(): void {
    const [report] = this.#queue;
    if (report === undefined) return;
    const { random, doubled } = this.#options.faults;
    const copies = !this.#isHealed && random.next() < doubled ? 2 : 1;
    for (let copy = 0; copy < copies; copy += 1) {
      this.#carry(() => this.#options.deliver(report, () => this.#carry(() => this.#acknowledged(report))));
    }
    this.#resend = setTimeout(() => this.#send(), resendMs);
  }

  #acknowledged(report: Report): void {
    report.acknowledged = true;
    if (this.#queue[0] !== report) return;
    this.#queue.shift();
    if (this.#resend !== null) clearTimeout(this.#resend);
    this.#send();
  }

  #carry(arrive: () => void): void {
    const { random, lost, delayMs } = this.#options.faults;
    if (this.#isHealed) setTimeout(arrive, 1);
    else if (random.next() >= lost) setTimeout(arrive, 1 + random.between(0, delayMs));
  }
}
