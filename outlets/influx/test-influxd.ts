// A real InfluxDB for the test that runs. Where there is none, tests that need it are skipped and say so.
import { spawnSync } from 'node:child_process';
import { onTestFinished } from 'vitest';
import { type InfluxdProcess, launchInfluxd } from './test-influxd-process.ts';

export const hasInfluxd = spawnSync('influxd', ['version']).status === 0;

/** For the name of a suite that is skipped where there is no InfluxDB. */
export const influxdNote = hasInfluxd ? '' : ' (skipped: influxd is not installed; apt-get install influxdb)';

/** Started and ready; gone after the test. */
export async function startInfluxd(): Promise<InfluxdProcess> {
  const server = await launchInfluxd();
  onTestFinished(() => server.remove());
  return server;
}
