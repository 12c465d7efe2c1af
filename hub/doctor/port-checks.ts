// Whether the ports that the settings ask for can be had, or are the running hub's own.

import { once } from 'node:events';
import { createServer } from 'node:net';
import { messageOf } from '../../core/error.ts';
import { about, sameInBoth } from '../../core/said.ts';
import type { Settings } from '../config.ts';
import { isAlive, runningHub } from '../data-folder.ts';
import { checks, type Finding, failed, ok, warning } from './finding.ts';

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
    const words =
      port === 0
        ? { zh: '任意空闲端口', en: 'any free port' }
        : { zh: `${port} 空闲`, en: `${port} is free` };
    return ok(checks.ports, about(name, words));
  } catch (thrown) {
    const mend = {
      zh: `请结束占用端口的程序（ss -ltnp），或将 ${name} 设为其他端口`,
      en: `end what uses the port (ss -ltnp), or set ${name} to another one`,
    };
    return failed(checks.ports, about(name, sameInBoth(messageOf(thrown))), mend);
  } finally {
    server.close();
  }
}

async function askHub(url: string): Promise<Finding> {
  try {
    const answer = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(5_000) });
    if (answer.ok) {
      return ok(checks.hub, {
        zh: `在 ${url} 运行，正常接收和提交`,
        en: `runs at ${url}, and takes and commits`,
      });
    }
    const said = await answer.text();
    const words = {
      zh: `在 ${url} 运行，但未就绪：${said}`,
      en: `runs at ${url} and is not ready: ${said}`,
    };
    return failed(checks.hub, words, { zh: '请处理它所说的问题', en: 'mend what it names' });
  } catch (thrown) {
    const mend = {
      zh: '请查看日志；若已卡住，请结束并重新启动',
      en: 'look at its log; where it hangs, end it and start it again',
    };
    const said = messageOf(thrown);
    const words = {
      zh: `在运行，但 ${url} 没有回应：${said}`,
      en: `runs and does not answer at ${url}: ${said}`,
    };
    return warning(checks.hub, words, mend);
  }
}
