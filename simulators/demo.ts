// The demo's driver: brings a town into a running hub and lets a storm come over it, again and again, until it is
// told to stop. A client like any other: it knows the hub by its addresses and a login only.
import { messageOf } from '../core/error.ts';
import { type CrewUser, crewUsers, runCrews } from './crews.ts';
import { DemoApi } from './demo-api.ts';
import { hastenCases } from './demo-tables.ts';
import { Fleet } from './fleet.ts';
import { devicesCsv, pointsCsv, unitsCsv } from './registry-csv.ts';
import { Storm } from './storm.ts';
import { stormPlans } from './storm-plan.ts';
import { createTown, type ReportIntervals } from './town.ts';

export interface DemoOptions {
  readonly httpUrl: string;
  readonly mqttUrl: string;
  /** A user who may import and make users: `admin`. */
  readonly username: string;
  readonly password: string;
  readonly seed?: number;
  /** 0 to 1,970; all by default. */
  readonly covers?: number;
  /** Whether crews answer cases; true by default. */
  readonly crews?: boolean;
  readonly signal: AbortSignal;
  log(line: string): void;
}

/** Short enough that silence shows within a minute; about 80 messages a second for the whole town. */
export const demoIntervals: ReportIntervals = {
  cover_s: 30,
  mainRoadCover_s: 14,
  floodGauge_s: 3,
  rainGauge_s: 10,
};

export const demoSeed = 610_631;

/**
 * Resolves when the signal has ended it and the connections are closed. A second start with the same seed and
 * covers finds everything imported and changes nothing. Throws a `SluiceError` where the hub refuses the login or
 * the town.
 */
export async function runDemo(options: DemoOptions): Promise<void> {
  const { httpUrl, signal, log } = options;
  if (signal.aborted) return;
  const seed = options.seed ?? demoSeed;
  const town = createTown({ seed, intervals: demoIntervals, covers: options.covers ?? 1_970 });
  const api = new DemoApi(httpUrl, signal);
  try {
    await api.login(options.username, options.password);
    await api.import('units', unitsCsv(town));
    await api.import('points', pointsCsv(town));
    await api.import('devices', devicesCsv(town));
    await hastenCases(api, log);
  } catch (error) {
    if (signal.aborted) return;
    throw error;
  }
  log(`town: ${town.units.length} units, ${town.points.length} points, ${town.devices.length} devices`);

  const fleet = new Fleet({
    storm: new Storm(town, seed, stormPlans.demo),
    mqttUrl: options.mqttUrl,
    connectsPerS: 200,
    onError: (message) => log(`devices: ${message}`),
  });
  const stopped = new Promise<void>((resolve) => {
    signal.addEventListener('abort', () => resolve(), { once: true });
    if (signal.aborted) resolve();
  });
  const crews = options.crews === false ? Promise.resolve() : workingCrews(options, api, town);
  await Promise.race([fleet.start(), stopped]);
  if (!signal.aborted)
    log(`storm: all ${town.devices.length} devices are connecting; the first streets flood`);
  await stopped;
  await Promise.all([fleet.stop(), crews]);
}

/** The crew logins of the demo's town, to show to people. */
export function demoCrewUsers(seed = demoSeed): CrewUser[] {
  return crewUsers(createTown({ seed }));
}

async function workingCrews(
  options: DemoOptions,
  operator: DemoApi,
  town: Parameters<typeof crewUsers>[0],
): Promise<void> {
  const { httpUrl, signal, log } = options;
  try {
    await runCrews({ httpUrl, operator, town, signal, log });
  } catch (error) {
    // A demo without crews is still a demo.
    log(`crews went home: ${messageOf(error)}`);
  }
}
