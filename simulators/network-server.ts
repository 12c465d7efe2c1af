// A LoRaWAN network server in the place of many devices' own connections: gateways hear them, one integration publishes all.
import { connect, type MqttClient } from 'mqtt';
import { Firmware, type FirmwareQuality, type Frame } from './firmware.ts';
import type { FleetDevice, FleetDeviceAccount } from './fleet-device.ts';
import { createRandom } from './random.ts';
import type { TownDevice } from './town.ts';
import { type NetworkShape, publishedAs } from './uplink-shapes.ts';

export interface NetworkServerOptions {
  /** `mqtt://host:port` */
  readonly mqttUrl: string;
  readonly shape: NetworkShape;
  readonly login: { readonly username: string; readonly password: string };
  readonly seed: number;
  readonly firmware: FirmwareQuality;
  readonly onError: (reason: string) => void;
}

/** Frames that wait for their PUBACK; further ones are lost, as in a queue that is full. */
const maxPending = 10_000;
const reconnectMs = 1_000;

export class NetworkServer {
  readonly #options: NetworkServerOptions;
  #client: MqttClient | null = null;
  #pending = 0;

  constructor(options: NetworkServerOptions) {
    this.#options = options;
  }

  /** A device that it serves. `onConnect`: called when the server may be reached for the first time. */
  device(device: TownDevice, onConnect: () => void): FleetDevice {
    return new ServedDevice(this.#options, this, device, onConnect);
  }

  get isConnected(): boolean {
    return this.#client?.connected ?? false;
  }

  /** Calls back once it is connected. */
  connect(onConnect: () => void): void {
    if (this.#client === null) {
      const { mqttUrl, login, onError } = this.#options;
      this.#client = connect(mqttUrl, {
        ...{
          clientId: login.username,
          ...login,
          reconnectPeriod: reconnectMs,
          reconnectOnConnackError: true,
        },
      });
      this.#client.setMaxListeners(0);
      this.#client.on('error', (error) => onError(error.message));
    }
    if (this.#client.connected) onConnect();
    else this.#client.once('connect', onConnect);
  }

  /** Whether it was taken; `done` with whether it was acknowledged. */
  publish(topic: string, payload: string, done: (acknowledged: boolean) => void): boolean {
    if (this.#client === null || this.#pending >= maxPending) return false;
    this.#pending += 1;
    this.#client.publish(topic, payload, { qos: 1 }, (error) => {
      this.#pending -= 1;
      done(!error);
    });
    return true;
  }

  async end(withinMs: number): Promise<void> {
    const client = this.#client;
    this.#client = null;
    if (client === null) return;
    const late = setTimeout(() => client.end(true), withinMs);
    await client.endAsync(!client.connected);
    clearTimeout(late);
  }
}

class ServedDevice implements FleetDevice {
  readonly #options: NetworkServerOptions;
  readonly #server: NetworkServer;
  readonly #device: TownDevice;
  readonly #onConnect: () => void;
  readonly #firmware: Firmware;
  readonly #rssi: number;
  #isStarted = false;
  #lastAt = 0;
  #sent = 0;
  #acknowledged = 0;
  #overflowed = 0;

  constructor(
    options: NetworkServerOptions,
    server: NetworkServer,
    device: TownDevice,
    onConnect: () => void,
  ) {
    this.#options = options;
    this.#server = server;
    this.#device = device;
    this.#onConnect = onConnect;
    this.#firmware = new Firmware(options.seed, device.id, options.firmware);
    this.#rssi = Math.round(createRandom(options.seed, 'radio', device.id).between(-118, -70));
  }

  get intervalS(): number {
    return this.#device.intervalS;
  }

  get isConnected(): boolean {
    return this.#isStarted && this.#server.isConnected;
  }

  get isStarted(): boolean {
    return this.#isStarted;
  }

  get account(): FleetDeviceAccount {
    const { repeated } = this.#firmware.account;
    return {
      ...{ sent: this.#sent, acknowledged: this.#acknowledged, overflowed: this.#overflowed },
      ...{ errors: 0, repeated },
    };
  }

  connect(): void {
    if (this.#isStarted) return;
    this.#isStarted = true;
    this.#server.connect(this.#onConnect);
  }

  publish(_kind: 'telemetry' | 'heartbeat', body: Readonly<Record<string, unknown>>): void {
    const { id: deviceId, devEui, gateway } = this.#device;
    const heardAt = new Map<Frame, number>();
    for (const frame of this.#firmware.measure(Date.now(), measurements(body))) {
      // The same frame again is a copy that another gateway brought; any other takes its time on the air.
      const at = heardAt.get(frame) ?? Math.max(this.#lastAt + 1, Date.now());
      this.#lastAt = Math.max(this.#lastAt, at);
      heardAt.set(frame, at);
      const { topic, payload } = publishedAs(this.#options.shape, {
        ...{ deviceId, devEui: devEui ?? '', gateway: gateway ?? '', frame, at },
        ...{ rssi: this.#rssi, snr: 6.5 },
      });
      const isTaken = this.#server.publish(topic, payload, (acknowledged) => {
        if (acknowledged) this.#acknowledged += 1;
      });
      if (isTaken) this.#sent += 1;
      else this.#overflowed += 1;
    }
  }

  lose(): void {
    this.#firmware.lose();
  }

  vanish(): void {
    this.#isStarted = false;
  }

  end(withinMs = 3_000): Promise<void> {
    this.#isStarted = false;
    return this.#server.end(withinMs);
  }
}

/** What a codec makes of bytes: numbers and flags, no words about the device. */
function measurements(body: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(body).filter(([, value]) => typeof value !== 'string'));
}
