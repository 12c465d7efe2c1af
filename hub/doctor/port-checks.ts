// Whether the ports that the settings ask for can be had, or are the running hub's own.
import { once } from 'node:events';
import { createServer } from 'node:net';
import { messageOf } from '../../core/error.ts';
import type { Settings } from '../config.ts';
import { isAlive, runningHub } from '../data-folder.ts';
import { type Finding, failed, ok, warning } from './finding.ts';

export async function checkPorts(settings: Settings): Promise<Finding[]> {
  const running = runningHub(settings.data_dir);
  if (running !== null && isAlive(running.pid)) return [await askHub(running.http_url)];
  const asked = [
    ['SLUICE_MQTT_PORT', settings.mqtt_port],
    ['SLUICE_MQTTS_PORT', settings.mqtts_port],
    ['SLUICE_HTTP_PORT', settings.http_port],
  ] as const;
  const found: Finding[] = [];
  for (const [name, port] of asked) {
    if (port !== null) found.push(await checkPort(name, settings.host, port));
  }
  return found;
}

async function checkPort(name: string, host: string, port: number): Promise<Finding> {
  const server = createServer();
  try {
    server.listen(port, host);
    await once(server, 'listening');
    return ok('ports', port === 0 ? `${name}: any free port` : `${name}: ${port} is free`);
  } catch (thrown) {
    const mend = `end what uses the port (ss -ltnp), or set ${name} to another one`;
    return failed('ports', `${name}: ${messageOf(thrown)}`, mend);
  } finally {
    server.close();
  }
}

async function askHub(url: string): Promise<Finding> {
  try {
    const answer = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(5_000) });
    if (answer.ok) return ok('hub', `runs at ${url}, and takes and commits`);
    return failed('hub', `runs at ${url} and is not ready: ${await answer.text()}`, 'mend what it names');
  } catch (thrown) {
    const mend = 'look at its log; where it hangs, end it and start it again';
    return warning('hub', `runs and does not answer at ${url}: ${messageOf(thrown)}`, mend);
  }
}
