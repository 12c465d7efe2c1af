// A device as an MQTT client: logs in with its id and secret, numbers what it publishes, says `offline` by its will,
// comes back by itself after a jittered wait, and obeys the command `set_interval`.
import { connect, type IClientOptions, type MqttClient } from 'mqtt';
import { Firmware, type FirmwareQuality, type Frame } from './firmware.ts';
import type { FleetDevice, FleetDeviceAccount } from './fleet-device.ts';
import { createRandom, type Random } from './random.ts';

export interface DeviceClientOptions {
  /** `mqtt://host:port` */
  readonly mqttUrl: string;
  readonly deviceId: string;
  readonly secret: string;
  /** Seconds between reports until a command says otherwise. */
  readonly intervalS: number;
  readonly seed?: number;
  /** `good` by default. */
  readonly firmware?: FirmwareQuality | undefined;
  /** Logs in with this instead of id and secret, for brokers that do not know the devices. */
  readonly login?: { readonly username: string; readonly password: string } | undefined;
  /** Called after every connection, the first and each that follows a loss. */
  readonly onConnect?: () => void;
  readonly onInterval?: (intervalS: number) => void;
  /** Why a connection was refused or broke; the client goes on trying. */
  readonly onError?: (reason: string) => void;
}

/** A device's memory for messages that wait; more are given up, as small firmware does. */
const maxPending = 100;
const firstWaitMs = 1_000;
const longestWaitMs = 30_000;
const longestIntervalS = 7 * 86_400;

export class DeviceClient implements FleetDevice {
  readonly #options: DeviceClientOptions;
  readonly #random: Random;
  #client: MqttClient | null = null;
  #intervalS: number;
  readonly #firmware: Firmware;
  #waitMs = firstWaitMs;
  #sent = 0;
  #acknowledged = 0;
  #overflowed = 0;
  #errors = 0;
  #pending = 0;

  constructor(options: DeviceClientOptions) {
    this.#options = options;
    this.#random = createRandom(options.seed ?? 0, 'device client', options.deviceId);
    this.#intervalS = options.intervalS;
    this.#firmware = new Firmware(options.seed ?? 0, options.deviceId, options.firmware ?? 'good');
  }

  get intervalS(): number {
    return this.#intervalS;
  }

  get isConnected(): boolean {
    return this.#client?.connected ?? false;
  }

  /** False before `connect` and after `vanish` or `end`. */
  get isStarted(): boolean {
    return this.#client !== null;
  }

  get account(): FleetDeviceAccount {
    return {
      sent: this.#sent,
      acknowledged: this.#acknowledged,
      overflowed: this.#overflowed,
      errors: this.#errors,
      repeated: this.#firmware.account.repeated,
    };
  }

  /** Begins to connect, and to connect again after every loss, until `vanish` or `end`. */
  connect(): void {
    if (this.#client !== null) return;
    this.#pending = 0;
    const client = connect(this.#options.mqttUrl, this.#connectOptions());
    this.#client = client;
    const commands = this.#topic('commands');
    client.on('connect', () => {
      this.#waitMs = firstWaitMs;
      client.options.reconnectPeriod = this.#jittered(firstWaitMs);
      client.publish(this.#topic('status'), 'online', { qos: 1, retain: true });
      client.subscribe(commands, { qos: 1 }, (error) => this.#note(error));
      this.#options.onConnect?.();
    });
    client.on('close', () => {
      // Doubling and jitter, so that a town does not knock all at once when the hub is back.
      this.#waitMs = Math.min(longestWaitMs, this.#waitMs * 2);
      client.options.reconnectPeriod = this.#jittered(this.#waitMs);
    });
    client.on('error', (error) => this.#note(error));
    client.on('message', (topic, payload) => {
      if (topic === commands) this.#obey(payload.toString());
    });
  }

  /**
   * Publishes what was measured, with `ts` and the next `seq`, as the firmware has it: usually at once and once. Resolves
   * to true at the PUBACK of all that went out, also when that comes after a loss of the connection; to false where
   * something was given up.
   */
  async publish(kind: 'telemetry' | 'heartbeat', body: Readonly<Record<string, unknown>>): Promise<boolean> {
    const sent = this.#firmware.measure(Date.now(), body).map((frame) => this.#send(kind, frame));
    return (await Promise.all(sent)).every((taken) => taken);
  }

  /** Counts a message that the network swallowed: its number is missing for ever. */
  lose(): void {
    this.#firmware.lose();
  }

  /** Drops the connection without a word, as a flat battery does; the broker then publishes the will. */
  vanish(): void {
    this.#client?.end(true);
    this.#client = null;
  }

  /** Says `offline`, waits up to `withinMs` for what is unacknowledged, and closes the connection. */
  async end(withinMs = 3_000): Promise<void> {
    const client = this.#client;
    this.#client = null;
    if (client === null) return;
    if (client.connected) client.publish(this.#topic('status'), 'offline', { qos: 0, retain: true });
    let timer: NodeJS.Timeout | undefined;
    const patience = new Promise<void>((resolve) => {
      timer = setTimeout(() => {
        client.stream.destroy();
        resolve();
      }, withinMs);
    });
    await Promise.race([client.endAsync(!client.connected), patience]);
    clearTimeout(timer);
  }

  #connectOptions(): IClientOptions {
    const { deviceId, secret, login } = this.#options;
    return {
      clientId: deviceId,
      username: login?.username ?? deviceId,
      password: login?.password ?? secret,
      keepalive: 60,
      connectTimeout: 15_000,
      reconnectPeriod: this.#jittered(this.#waitMs),
      reconnectOnConnackError: true,
      resubscribe: false,
      will: { topic: this.#topic('status'), payload: Buffer.from('offline'), qos: 1, retain: true },
    };
  }

  #topic(leaf: string): string {
    return `devices/${this.#options.deviceId}/${leaf}`;
  }

  #send(kind: 'telemetry' | 'heartbeat', { ts, seq, body }: Frame): Promise<boolean> {
    const client = this.#client;
    if (client === null || this.#pending >= maxPending) {
      this.#overflowed += 1;
      return Promise.resolve(false);
    }
    this.#sent += 1;
    this.#pending += 1;
    const payload = JSON.stringify({ ...(ts === null ? {} : { ts }), seq, ...body });
    return new Promise((resolve) => {
      client.publish(this.#topic(kind), payload, { qos: 1 }, (error) => {
        if (this.#client === client) this.#pending -= 1;
        if (!error) this.#acknowledged += 1;
        resolve(!error);
      });
    });
  }

  #jittered(ms: number): number {
    return Math.round(this.#random.between(0.5, 1.5) * ms);
  }

  #note(error: Error | null | undefined): void {
    if (!error) return;
    this.#errors += 1;
    // Where several addresses were tried in vain, Node gives an error with a code and no message.
    const code = 'code' in error ? String(error.code) : error.name;
    this.#options.onError?.(error.message === '' ? code : error.message);
  }

  #obey(text: string): void {
    const command = parseCommand(text);
    if (command === null) return;
    const { id, interval_s } = command;
    const isInterval =
      command.command === 'set_interval' &&
      typeof interval_s === 'number' &&
      interval_s >= 1 &&
      interval_s <= longestIntervalS;
    const detail = isInterval ? `interval is ${interval_s} s` : `cannot do ${String(command.command)}`;
    this.#client?.publish(this.#topic('replies'), JSON.stringify({ id, ok: isInterval, detail }), { qos: 1 });
    if (!isInterval) return;
    this.#intervalS = interval_s;
    this.#options.onInterval?.(interval_s);
  }
}

function parseCommand(text: string): Record<string, unknown> | null {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null ? (parsed as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
