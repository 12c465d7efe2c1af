// `sluice simulate`: a town's devices in a storm against any MQTT broker, with a closing account.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SluiceError } from '../core/error.ts';
import { type FirmwareQuality, firmwareQualities } from './firmware.ts';
import { Fleet, type FleetAccount } from './fleet.ts';
import { devicesCsv, pointsCsv, unitsCsv } from './registry-csv.ts';
import { Storm } from './storm.ts';
import { type StormName, stormNames, stormPlans } from './storm-plan.ts';
import { createTown, type Town } from './town.ts';
import { withRadio } from './town-radio.ts';
import { type NetworkShape, networkShapes } from './uplink-shapes.ts';

export interface SimulateOptions {
  /** `mqtt://host:port` */
  readonly mqttUrl: string;
  /** 1 to 1,985; all by default. Gauges come first. */
  readonly devices?: number;
  /** Messages a second of all devices together; 50 by default. */
  readonly rate?: number;
  /** One of `stormNames`; `rainstorm` by default. */
  readonly storm?: string;
  readonly seed?: number;
  /** Ends by itself after so many seconds; otherwise when the signal says so. */
  readonly durationS?: number;
  /** One login for all devices, for brokers that do not know their secrets. */
  readonly login?: { readonly username: string; readonly password: string };
  /** How messages look: `native` (each device a client of its own) or those of a network server; `native` by default. */
  readonly shape?: string;
  /** One of `firmwareQualities`; `good` by default. */
  readonly firmware?: string;
  /** Writes units.csv, points.csv and devices.csv there first, so that a hub can import them. */
  readonly registryDir?: string;
  readonly signal: AbortSignal;
  log(line: string): void;
}

export interface SimulateAccount extends FleetAccount {
  readonly elapsed_s: number;
  /** Sent and not acknowledged when it ended. */
  readonly unacknowledged: number;
}

const gauges = 15;
const progressEveryMs = 5_000;

/** Throws a `SluiceError` with code `bad_option` before anything is connected. */
export async function simulate(options: SimulateOptions): Promise<SimulateAccount> {
  const { signal, log } = options;
  const { town, devices } = townOf(options);
  const stormName = options.storm ?? 'rainstorm';
  if (!isStormName(stormName)) {
    throw badOption(`no storm is called ${stormName}`, `choose one of ${stormNames.join(', ')}`);
  }
  const shape = shapeOf(options.shape ?? 'native');
  const firmware = firmwareOf(options.firmware ?? 'good');
  if (options.registryDir !== undefined) writeRegistry(town, options.registryDir);
  const storm = new Storm(town, town.seed, stormPlans[stormName]);
  const fleet = new Fleet({
    storm,
    devices,
    mqttUrl: options.mqttUrl,
    login: options.login,
    ...(shape === null ? {} : { shape }),
    firmware,
    onError: (message) => log(`error: ${message}`),
  });

  log(`${devices.length} devices in the storm "${stormName}" at ${options.mqttUrl}, seed ${town.seed}`);
  const startedAt = performance.now();
  const progress = setInterval(() => log(line(fleet.account())), progressEveryMs);
  try {
    const ended = endOf(signal, options.durationS);
    await Promise.race([fleet.start(), ended]);
    await ended;
  } finally {
    clearInterval(progress);
  }
  const { connected } = fleet.account();
  await fleet.stop();
  const account = { ...fleet.account(), connected };
  const elapsed_s = (performance.now() - startedAt) / 1_000;
  log(`${line(account)}, ${elapsed_s.toFixed(1)} s`);
  return { ...account, elapsed_s, unacknowledged: account.sent - account.acknowledged };
}

function townOf(options: SimulateOptions) {
  const seed = options.seed ?? 1;
  const count = options.devices ?? gauges + 1_970;
  const rate = options.rate ?? 50;
  if (!Number.isInteger(count) || count < 1 || count > gauges + 1_970) {
    throw badOption(
      `${count} devices cannot be simulated`,
      `give a whole number from 1 to ${gauges + 1_970}`,
    );
  }
  if (!(rate > 0)) throw badOption(`${rate} messages a second cannot be sent`, 'give a rate above 0');
  if (!Number.isInteger(seed)) throw badOption(`${seed} is no seed`, 'give a whole number');
  const every_s = Math.max(0.01, Number((count / rate).toFixed(2)));
  const intervals = {
    cover_s: every_s,
    mainRoadCover_s: every_s,
    floodGauge_s: every_s,
    rainGauge_s: every_s,
  };
  const plain = createTown({ seed, covers: Math.max(0, count - gauges), intervals });
  const town = (options.shape ?? 'native') === 'native' ? plain : withRadio(plain);
  return { town, devices: town.devices.slice(0, count) };
}

function isStormName(name: string): name is StormName {
  return Object.hasOwn(stormPlans, name);
}

function shapeOf(name: string): NetworkShape | null {
  if (name === 'native') return null;
  const shape = networkShapes.find((known) => known === name);
  if (shape !== undefined) return shape;
  throw badOption(`messages have no shape ${name}`, `choose native or one of ${networkShapes.join(', ')}`);
}

function firmwareOf(name: string): FirmwareQuality {
  const quality = firmwareQualities.find((known) => known === name);
  if (quality !== undefined) return quality;
  throw badOption(`no firmware is ${name}`, `choose one of ${firmwareQualities.join(', ')}`);
}

function badOption(message: string, hint: string): SluiceError {
  return new SluiceError(message, { code: 'bad_option', hint });
}

function writeRegistry(town: Town, folder: string): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'units.csv'), unitsCsv(town));
  writeFileSync(join(folder, 'points.csv'), pointsCsv(town));
  writeFileSync(join(folder, 'devices.csv'), devicesCsv(town));
}

function endOf(signal: AbortSignal, durationS: number | undefined): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const timer = durationS === undefined ? undefined : setTimeout(resolve, durationS * 1_000);
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        resolve();
      },
      { once: true },
    );
  });
}

function line(account: FleetAccount): string {
  const { connected, devices, sent, acknowledged, repeated, lost, overflowed, errors } = account;
  return `${connected}/${devices} connected, ${sent} sent (${repeated} of them twice), ${acknowledged} acknowledged, ${lost} lost on the way, ${overflowed} given up, ${errors} errors`;
}
