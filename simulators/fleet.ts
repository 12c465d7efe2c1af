// Many devices of a town as real MQTT clients, living through a storm in real time. Connections ramp up gently,
// those first that something happens to soon.
import { DeviceClient } from './device-client.ts';
import { deviceReport, nextReportMs } from './device-report.ts';
import type { FirmwareQuality } from './firmware.ts';
import type { FleetDevice } from './fleet-device.ts';
import { NetworkServer } from './network-server.ts';
import { createRandom } from './random.ts';
import type { Storm } from './storm.ts';
import type { TownDevice } from './town.ts';
import type { NetworkShape } from './uplink-shapes.ts';

export interface FleetOptions {
  readonly storm: Storm;
  /** Devices of the storm's town; all of them by default. */
  readonly devices?: readonly TownDevice[];
  readonly mqttUrl: string;
  readonly connectsPerS?: number;
  readonly login?: { readonly username: string; readonly password: string } | undefined;
  readonly firmware?: FirmwareQuality | undefined;
  /** All stand behind a network server that publishes for them; each is a client of its own where none is given. */
  readonly shape?: NetworkShape | undefined;
  /** At most one call per kind of error and ten seconds. */
  readonly onError?: (message: string) => void;
}

export interface FleetAccount {
  readonly devices: number;
  readonly connected: number;
  readonly sent: number;
  readonly acknowledged: number;
  /** Numbered, but never sent: what a network loses. */
  readonly lost: number;
  /** Given up by devices whose memory was full. */
  readonly overflowed: number;
  /** Sent a second time on purpose: what a hub must count as duplicates. */
  readonly repeated: number;
  readonly errors: number;
}

interface Member {
  readonly device: TownDevice;
  readonly client: FleetDevice;
  lastMs: number | null;
  timer: NodeJS.Timeout | null;
}

const rampStepMs = 50;
/** Devices that meet with something so soon are connected before the others. */
const soonMs = 60_000;
const sameErrorEveryMs = 10_000;

export class Fleet {
  readonly #options: FleetOptions;
  readonly #members: readonly Member[];
  readonly #errorsToldAt = new Map<string, number>();
  readonly #server: NetworkServer | null;
  #startedAt = 0;
  #ramp: NodeJS.Timeout | undefined;
  #lost = 0;
  #stopped = false;

  constructor(options: FleetOptions) {
    this.#options = options;
    const { storm, shape, mqttUrl, login = { username: 'network-server', password: '' } } = options;
    this.#server =
      shape === undefined
        ? null
        : new NetworkServer({
            ...{ mqttUrl, shape, login, seed: storm.seed, firmware: options.firmware ?? 'good' },
            onError: (reason) => this.#tell(reason),
          });
    const devices = [...(options.devices ?? storm.town.devices)];
    const isUrgent = (device: TownDevice) =>
      device.profile !== 'tilt' || storm.nextChangeMs(device.id, 0, soonMs) !== null;
    const urgent = devices.filter(isUrgent);
    const others = devices.filter((device) => !isUrgent(device));
    this.#members = [...urgent, ...others].map((device) => this.#member(device));
  }

  /** Starts the storm and the ramp; resolves when every device has begun to connect. */
  start(): Promise<void> {
    this.#startedAt = performance.now();
    const perStep = Math.max(1, Math.round(((this.#options.connectsPerS ?? 200) * rampStepMs) / 1_000));
    const waiting = [...this.#members];
    return new Promise((resolve) => {
      this.#ramp = setInterval(() => {
        if (!this.#stopped) for (const member of waiting.splice(0, perStep)) member.client.connect();
        if (waiting.length > 0 && !this.#stopped) return;
        clearInterval(this.#ramp);
        resolve();
      }, rampStepMs);
    });
  }

  account(): FleetAccount {
    const accounts = this.#members.map(({ client }) => client.account);
    const sum = (key: 'sent' | 'acknowledged' | 'overflowed' | 'repeated' | 'errors') =>
      accounts.reduce((total, account) => total + account[key], 0);
    return {
      devices: this.#members.length,
      connected: this.#members.filter(({ client }) => client.isConnected).length,
      sent: sum('sent'),
      acknowledged: sum('acknowledged'),
      lost: this.#lost,
      overflowed: sum('overflowed'),
      repeated: sum('repeated'),
      errors: sum('errors'),
    };
  }

  /** Ends all connections, after `withinMs` at the latest, whatever the broker does. */
  async stop(withinMs = 3_000): Promise<void> {
    this.#stopped = true;
    for (const member of this.#members) {
      if (member.timer !== null) clearTimeout(member.timer);
      member.timer = null;
    }
    await Promise.all(this.#members.map(({ client }) => client.end(withinMs)));
  }

  #member(device: TownDevice): Member {
    const { storm, mqttUrl, login, firmware } = this.#options;
    const begin = () => this.#begin(member);
    const member: Member = {
      device,
      lastMs: null,
      timer: null,
      client:
        this.#server?.device(device, begin) ??
        new DeviceClient({
          ...{ mqttUrl, login, firmware, deviceId: device.id, secret: device.secret },
          ...{ intervalS: device.intervalS, seed: storm.seed },
          onConnect: begin,
          onInterval: () => this.#schedule(member),
          onError: (reason) => this.#tell(reason),
        }),
    };
    return member;
  }

  #stormMs(): number {
    return performance.now() - this.#startedAt;
  }

  /** A device reports as soon as it is connected for the first time, and then in a rhythm of its own phase. */
  #begin(member: Member): void {
    if (this.#stopped || member.timer !== null) return;
    this.#report(member, this.#stormMs());
    const phase = createRandom(this.#options.storm.seed, 'phase', member.device.id).between(0.1, 1);
    this.#schedule(member, phase);
  }

  #schedule(member: Member, phase = 1): void {
    if (this.#stopped) return;
    if (member.timer !== null) clearTimeout(member.timer);
    const nowMs = this.#stormMs();
    const intervalMs = member.client.intervalS * 1_000 * phase;
    const fromMs = member.lastMs ?? nowMs;
    const dueMs = Math.max(nowMs, nextReportMs(this.#options.storm, member.device, fromMs, intervalMs));
    member.timer = setTimeout(() => {
      // A timer may fire a little early; what is due at that moment must have begun by then.
      this.#report(member, Math.max(dueMs, this.#stormMs()));
      this.#schedule(member);
    }, dueMs - nowMs);
  }

  #report(member: Member, atMs: number): void {
    const { device, client } = member;
    const { storm } = this.#options;
    const report = deviceReport(storm, device, atMs, member.lastMs);
    member.lastMs = atMs;
    if (report === null) {
      if (storm.incident(device.id, atMs)?.kind === 'gone') client.vanish();
      return;
    }
    if (!client.isStarted) client.connect();
    if (report.isLost) {
      client.lose();
      this.#lost += 1;
    } else {
      void client.publish(report.kind, report.body);
    }
  }

  #tell(message: string): void {
    const now = performance.now();
    if (now - (this.#errorsToldAt.get(message) ?? -sameErrorEveryMs) < sameErrorEveryMs) return;
    this.#errorsToldAt.set(message, now);
    this.#options.onError?.(message);
  }
}
