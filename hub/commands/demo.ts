// `sluice demo`: the hub with a simulated town in a storm, data in a fresh folder, no other server.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { SluiceError } from '../../core/error.ts';
import { readSettings } from '../config.ts';
import { hubLog } from '../hub-log.ts';
import { runHub } from '../run-hub.ts';

const defaultFolder = '.data/demo';
const marker = 'sluice-demo';
const demoProgram = join(import.meta.dirname, '../../simulators/demo-program.ts');

export async function demoCommand(): Promise<number> {
  const settings = readSettings(process.env, {
    host: '127.0.0.1',
    data_dir: defaultFolder,
    admin_password: 'sluice-demo',
    flows: 'off',
    log_level: 'warn',
    public: { map: true, alert_status: 'exercise', centre: '智慧市政演示 Sluice demo' },
  });
  freshFolder(settings.data_dir);
  const log = hubLog(settings.log_level);
  const password = settings.admin_password ?? '';
  return runHub({
    settings,
    log,
    async whileRunning({ httpPort, mqttPort }, stop) {
      const httpUrl = `http://${settings.host === '0.0.0.0' ? '127.0.0.1' : settings.host}:${httpPort}`;
      const mqttUrl = `mqtt://127.0.0.1:${mqttPort}`;
      process.stdout.write(`${welcome(httpUrl, mqttUrl, password)}\n`);
      if (mqttPort === null) {
        throw new SluiceError('SLUICE_MQTT_PORT is off: the town has nowhere to report', {
          code: 'bad_setting',
          hint: 'give the demo an MQTT port, or 0 for any free one',
        });
      }
      // A process of its own: two thousand simulated devices must not take the hub's time.
      const town = fork(demoProgram, { stdio: 'inherit', env: townEnv(process.env) });
      town.send({ httpUrl, mqttUrl, username: 'admin', password });
      const exited = once(town, 'exit');
      stop.addEventListener('abort', () => town.send({ stop: true }), { once: true });
      const [code] = await exited;
      if (!stop.aborted) throw new Error(`the simulated town ended with ${String(code)}`);
    },
  });
}

/** The hub's settings are none of the town's business. */
function townEnv(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('SLUICE_')));
}

/** Empties the demo's own folder; any other that is not empty is left alone. */
function freshFolder(folder: string): void {
  const isOurs = resolve(folder) === resolve(defaultFolder) || existsSync(join(folder, marker));
  if (existsSync(folder) && readdirSync(folder).length > 0 && !isOurs) {
    throw new SluiceError(`SLUICE_DATA_DIR: ${folder} is not empty and not a demo's folder`, {
      code: 'bad_setting',
      hint: 'the demo begins with a fresh folder: unset SLUICE_DATA_DIR or name an empty one',
    });
  }
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, marker), 'The demo deletes this folder when it starts.\n');
}

function welcome(httpUrl: string, mqttUrl: string, password: string): string {
  return [
    '',
    '  Sluice demo: a town of 1,970 covers and 12 flood points, and a storm over it.',
    '  演示：1,970 个井盖、12 个积水点的县城，正在下暴雨。',
    '',
    `  Console   控制台     ${httpUrl}`,
    `  Login     用户/密码  admin / ${password}`,
    `  API       接口文档   ${httpUrl}/docs`,
    `  MQTT      设备接入   ${mqttUrl}`,
    '',
    '  Ctrl-C ends it.  按 Ctrl-C 结束。',
    '',
  ].join('\n');
}
