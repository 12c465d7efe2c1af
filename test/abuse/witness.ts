// Watches a hub while it is abused: how long an alarm takes from the reading that decides it to a reader, and how much
// memory the hub has.
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { connectAsync, type MqttClient } from 'mqtt';

export interface Login {
  readonly username: string;
  readonly password: string;
}

export interface Seen {
  readonly alarms: number;
  readonly p50Ms: number;
  readonly maxMs: number;
  readonly peakMiB: number;
}

/** Readings that raise the alarm of a weak battery, and as many that clear it. */
const samples = 3;
/** Between two alarms, ms. */
const restMs = 150;

export class Witness {
  readonly #device: MqttClient;
  readonly #reader: MqttClient;
  readonly #timer: NodeJS.Timeout;
  readonly #login: Login;
  readonly #pid: number;
  readonly #latencies: number[] = [];
  #awaited: (() => void) | null = null;
  #peakMiB = 0;
  #isEnded = false;
  #seq = 0;

  private constructor(device: MqttClient, reader: MqttClient, login: Login, pid: number) {
    this.#device = device;
    this.#reader = reader;
    this.#login = login;
    this.#pid = pid;
    this.#timer = setInterval(() => {
      this.#peakMiB = Math.max(this.#peakMiB, residentMiB(pid));
    }, 100);
  }

  static async start(mqttUrl: string, device: Login, reader: Login, pid: number): Promise<Witness> {
    const sender = await connectAsync(mqttUrl, { ...device, clientId: device.username });
    const listener = await connectAsync(mqttUrl, { ...reader, clientId: 'witness' });
    const witness = new Witness(sender, listener, device, pid);
    listener.on('message', () => {
      witness.#awaited?.();
      witness.#awaited = null;
    });
    await listener.subscribeAsync(`hub/alarms/${device.username}/battery-low`, { qos: 1 });
    // A report that the hub's end cuts off is of no interest.
    witness.#run().catch(() => {});
    return witness;
  }

  /** What was seen since the start. */
  take(): Seen {
    const sorted = this.#latencies.splice(0).sort((a, b) => a - b);
    const at = (share: number) =>
      sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
    const peakMiB = Math.max(this.#peakMiB, residentMiB(this.#pid));
    return { alarms: sorted.length, p50Ms: at(0.5), maxMs: at(1), peakMiB };
  }

  async end(): Promise<void> {
    this.#isEnded = true;
    clearInterval(this.#timer);
    await Promise.all([this.#device.endAsync(true), this.#reader.endAsync(true)]);
  }

  /** Raises and clears one alarm after the other. */
  async #run(): Promise<void> {
    for (let isLow = true; !this.#isEnded; isLow = !isLow) {
      for (let sample = 1; sample < samples; sample += 1) await this.#report(isLow);
      const told = new Promise<void>((resolve) => {
        this.#awaited = resolve;
      });
      const sentAt = performance.now();
      await this.#report(isLow);
      await told;
      this.#latencies.push(performance.now() - sentAt);
      await pause(restMs);
    }
  }

  async #report(isLow: boolean): Promise<void> {
    this.#seq += 1;
    const body = { ts: Date.now() + this.#seq, seq: this.#seq, battery_v: isLow ? 3.05 : 3.6 };
    await this.#device.publishAsync(`devices/${this.#login.username}/telemetry`, JSON.stringify(body), {
      qos: 1,
    });
  }
}

export function residentMiB(pid: number): number {
  const [, kib = '0'] = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Math.round(Number(kib) / 1_024);
}

/** Of all threads of a process since its start, seconds. */
export function usedCpuS(pid: number): number {
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // After the name, which may hold anything: the 12th and 13th fields, in hundredths of a second.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
}
