// `sluice simulate`: a town's devices in a storm against any MQTT broker.
import { simulate } from '../../simulators/simulate.ts';

export interface SimulateCommandOptions {
  readonly url: string;
  readonly devices?: number;
  readonly rate?: number;
  readonly storm?: string;
  readonly seed?: number;
  readonly duration?: number;
  readonly username?: string;
  readonly password?: string;
  readonly registry?: string;
  readonly shape?: string;
  readonly firmware?: string;
  readonly json?: boolean;
}

export async function simulateCommand(options: SimulateCommandOptions): Promise<number> {
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort());
  process.once('SIGTERM', () => stop.abort());
  const { url, devices, rate, storm, seed, duration, username, password, registry, shape, firmware } =
    options;
  const account = await simulate({
    mqttUrl: url,
    ...(devices === undefined ? {} : { devices }),
    ...(rate === undefined ? {} : { rate }),
    ...(storm === undefined ? {} : { storm }),
    ...(seed === undefined ? {} : { seed }),
    ...(duration === undefined ? {} : { durationS: duration }),
    ...(username === undefined ? {} : { login: { username, password: password ?? '' } }),
    ...(registry === undefined ? {} : { registryDir: registry }),
    ...(shape === undefined ? {} : { shape }),
    ...(firmware === undefined ? {} : { firmware }),
    signal: stop.signal,
    log: (line) => console.error(line),
  });
  if (options.json === true) console.log(JSON.stringify(account));
  return account.unacknowledged === 0 && account.connected > 0 ? 0 : 1;
}
