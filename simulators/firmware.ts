// What stands between a sensor and the network: firmware of every quality. It numbers what is measured, and, the worse it is,
// repeats itself, keeps a wrong clock, starts anew, goes silent and sends all at once after, swaps messages, runs out of
// battery. Seeded: the same device does the same.
import { minuteMs, secondMs } from '../core/time.ts';
import { createRandom, type Random } from './random.ts';

export const firmwareQualities = ['good', 'field', 'poor'] as const;
export type FirmwareQuality = (typeof firmwareQualities)[number];

/** What goes out as one message. */
export interface Frame {
  /** By the device's own clock; `null` where it has lost the time. */
  readonly ts: number | null;
  readonly seq: number;
  /** Counts up when the device starts anew: a LoRaWAN device joins again then. */
  readonly session: number;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface FirmwareAccount {
  readonly measured: number;
  /** Frames that go out a second time, byte for byte. */
  readonly repeated: number;
  /** Kept for better times and not sent, now or for good: the device's memory is small. */
  readonly kept: number;
  readonly forgotten: number;
  readonly reboots: number;
}

interface Habits {
  /** Shares of devices. */
  readonly wrongClock: number;
  readonly dyingBattery: number;
  /** Chances for a measurement. */
  readonly repeat: number;
  readonly swap: number;
  readonly away: number;
  readonly reboot: number;
}

const habits: Readonly<Record<FirmwareQuality, Habits>> = {
  good: { wrongClock: 0, dyingBattery: 0, repeat: 0, swap: 0, away: 0, reboot: 0 },
  field: { wrongClock: 0.05, dyingBattery: 0.01, repeat: 0.01, swap: 0.005, away: 0.005, reboot: 0.001 },
  poor: { wrongClock: 0.2, dyingBattery: 0.05, repeat: 0.05, swap: 0.03, away: 0.03, reboot: 0.01 },
};

/** Measurements that are missed while a device is away, and how many it remembers of them. */
const awayFor = [3, 12] as const;
const memory = 8;
/** So many messages after it started anew a device whose clock is wrong has no time at all. */
const timelessFor = 3;
/** Volts of a dying battery: where it begins, what each measurement takes, where it ends. */
const dying = { from_v: 3.4, step_v: 0.01, dead_v: 2.8 } as const;

export class Firmware {
  readonly #habits: Habits;
  readonly #random: Random;
  readonly #skewMs: number;
  readonly #isDying: boolean;
  readonly #kept: Frame[] = [];
  #seq = 0;
  #away = 0;
  #timeless = 0;
  #volts: number = dying.from_v;
  #measured = 0;
  #repeated = 0;
  #forgotten = 0;
  #reboots = 0;

  constructor(seed: number, deviceId: string, quality: FirmwareQuality) {
    this.#habits = habits[quality];
    const random = createRandom(seed, 'firmware', deviceId);
    this.#random = random;
    const isWrong = random.next() < this.#habits.wrongClock;
    const skewMs = random.pick([
      () => random.between(-120 * minuteMs, -minuteMs),
      () => random.between(10 * secondMs, 20 * minuteMs),
    ])();
    this.#skewMs = isWrong ? Math.round(skewMs) : 0;
    this.#isDying = random.next() < this.#habits.dyingBattery;
  }

  /** Its battery is empty: it says nothing any more. */
  get isDead(): boolean {
    return this.#volts <= dying.dead_v;
  }

  get account(): FirmwareAccount {
    return {
      measured: this.#measured,
      repeated: this.#repeated,
      kept: this.#kept.length,
      forgotten: this.#forgotten,
      reboots: this.#reboots,
    };
  }

  /** Numbers a measurement that the network swallows. */
  lose(): void {
    this.#seq += 1;
  }

  /** What goes out now that this was measured, oldest first. */
  measure(nowMs: number, body: Readonly<Record<string, unknown>>): readonly Frame[] {
    if (this.isDead) return [];
    const random = this.#random;
    const { reboot, away, swap, repeat } = this.#habits;
    this.#measured += 1;
    if (random.next() < reboot) this.#startAnew();
    const frame = this.#frame(nowMs, body);
    this.#kept.push(frame);
    if (this.#away === 0 && random.next() < away) this.#away = Math.round(random.between(...awayFor));
    if (this.#away > 0) {
      this.#away -= 1;
      if (this.#kept.length > memory) {
        this.#kept.shift();
        this.#forgotten += 1;
      }
      return [];
    }
    if (random.next() < swap && this.#kept.length === 1) return [];
    const due = this.#kept.splice(0);
    // One that was held back alone goes out behind the next.
    if (due.length === 2) due.reverse();
    if (random.next() >= repeat) return due;
    this.#repeated += 1;
    return [...due, frame];
  }

  #frame(nowMs: number, body: Readonly<Record<string, unknown>>): Frame {
    this.#seq += 1;
    const ts = this.#timeless > 0 ? null : nowMs + this.#skewMs;
    this.#timeless = Math.max(0, this.#timeless - 1);
    const frame = { ts, seq: this.#seq, session: this.#reboots, body };
    if (!this.#isDying) return frame;
    this.#volts -= dying.step_v;
    return { ...frame, body: { ...body, battery_v: Number(this.#volts.toFixed(3)) } };
  }

  #startAnew(): void {
    this.#reboots += 1;
    this.#seq = 0;
    this.#timeless = this.#skewMs === 0 ? 0 : timelessFor;
  }
}
