// The hub with clients that others wrote: Debian's mosquitto_pub and mosquitto_sub, and mqtt.js over WebSocket. Skipped
// with a word where they are not installed.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { connectAsync } from 'mqtt';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ApiSession } from './api-session.ts';
import { startRunningHub } from './running-hub.ts';
import { devicesCsv, pointsCsv, secrets, unitsCsv } from './small-registry.ts';

const isInstalled = spawnSync('mosquitto_pub', ['--help']).error === undefined;
if (!isInstalled) console.warn('skipped: mosquitto_pub is not installed (Debian: mosquitto-clients)');

const certificate = (name: string) => join(import.meta.dirname, '../broker/testing/certificates', name);
const certified = 'd1';

interface Ran {
  readonly code: number | null;
  readonly errors: string;
}

/** A client to its end. */
async function run(program: 'mosquitto_pub' | 'mosquitto_sub', args: readonly string[]): Promise<Ran> {
  const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString();
  });
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, errors };
}

/** A subscriber and what it prints; `ready` once it is subscribed. */
function listen(args: readonly string[]) {
  // It would keep what it says of itself until its buffer is full.
  const program = ['-oL', 'mosquitto_sub', '-d', '-F', 'message %r %t %p'];
  const child = spawn('stdbuf', [...program, ...args], { stdio: ['ignore', 'pipe', 'ignore'] });
  const kill = () => void child.kill('SIGKILL');
  onTestFinished(kill);
  const lines: string[] = [];
  const { promise: ready, resolve } = Promise.withResolvers<void>();
  createInterface(child.stdout).on('line', (line) => {
    if (line.startsWith('Subscribed')) resolve();
    if (line.startsWith('message ')) lines.push(line.slice('message '.length));
  });
  return { lines, ready, break: kill };
}

const at = (port: number | string, ...more: string[]) => ['-h', '127.0.0.1', '-p', String(port), ...more];
const asGauge = (...more: string[]) => ['-u', 'gauge-1', '-P', secrets['gauge-1'], '-i', 'gauge-1', ...more];
const fine = { code: 0, errors: '' };

/** A hub with TLS, its small town and a reader's account. */
async function town() {
  const hub = await startRunningHub({
    env: {
      SLUICE_MQTTS_PORT: '0',
      SLUICE_TLS_CERT: certificate('server.pem'),
      SLUICE_TLS_KEY: certificate('server.key'),
      SLUICE_TLS_CLIENT_CA: certificate('ca.pem'),
    },
  });
  const ready = hub.log.find((line) => line.includes('"msg":"ready"')) ?? '{}';
  const mqttsPort = String(JSON.parse(ready).mqtts_port);
  const admin = await ApiSession.login(hub);
  await admin.csv('/imports/units', unitsCsv);
  await admin.csv('/imports/points', pointsCsv);
  await admin.csv('/imports/devices', `${devicesCsv}${certified},equipment,,,another-secret,,\n`);
  const readable = ['hub/#', 'devices/+/status'];
  const { body: account } = await admin.post('/accounts', { name: 'wall', publish: [], subscribe: readable });
  const asReader = (...more: string[]) => ['-u', 'wall', '-P', String(account.secret), ...more];
  return { hub, mqttsPort, admin, asReader };
}

describe.runIf(isInstalled)("mosquitto's clients", () => {
  it('publish at every QoS and version, over plain connections and TLS, with a secret or a certificate', async () => {
    const { hub, mqttsPort, admin } = await town();
    const stored = async (device: string) =>
      (await admin.get(`/accounting?device_id=${device}`)).body.messages.stored;
    const plain = [...at(hub.mqttPort), ...asGauge('-t', 'devices/gauge-1/telemetry')];
    for (const [count, qos] of ['0', '1', '2'].entries()) {
      const message = JSON.stringify({ seq: count + 1, depth_mm: 1, ts: Date.now() });
      expect(await run('mosquitto_pub', [...plain, '-q', qos, '-m', message])).toEqual(fine);
      await expect.poll(() => stored('gauge-1')).toBe(count + 1);
    }
    const alive = ['-q', '1', '-t', 'devices/gauge-1/heartbeat', '-m', '{}'];
    for (const version of ['mqttv31', 'mqttv311']) {
      const args = [...at(hub.mqttPort), ...asGauge('-V', version), ...alive];
      expect(await run('mosquitto_pub', args)).toEqual(fine);
    }
    const wrong = await run('mosquitto_pub', [...at(hub.mqttPort), '-u', 'gauge-1', '-P', 'wrong', ...alive]);
    expect(wrong).not.toMatchObject({ code: 0 });
    expect(wrong.errors).toMatch(/bad user name or password/i);

    const secure = [...at(mqttsPort), ...asGauge(), ...alive];
    expect(await run('mosquitto_pub', [...secure, '--cafile', certificate('ca.pem')])).toEqual(fine);
    const strange = await run('mosquitto_pub', [...secure, '--cafile', certificate('stranger.pem')]);
    expect(strange).not.toMatchObject({ code: 0 });

    const files = { '--cafile': 'ca.pem', '--cert': 'd1.pem', '--key': 'd1.key' };
    const tls = Object.entries(files).flatMap(([option, file]) => [option, certificate(file)]);
    const message = JSON.stringify({ battery_v: 3.6, ts: Date.now() });
    const args = [...at(mqttsPort), ...tls, '-q', '1', '-t', `devices/${certified}/telemetry`, '-m', message];
    expect(await run('mosquitto_pub', args)).toEqual(fine);
    await expect.poll(() => stored(certified)).toBe(1);
  });

  it('hear wills, what is retained, commands that waited, and what mqtt.js says over WebSocket', async () => {
    const { hub, admin, asReader } = await town();
    const reader = listen([...at(hub.mqttPort), ...asReader('-t', 'devices/+/status')]);
    await reader.ready;
    const will = ['--will-topic', 'devices/gauge-1/status', '--will-payload', 'offline', '--will-retain'];
    const commands = ['-q', '1', '-t', 'devices/gauge-1/commands'];
    const device = listen([...at(hub.mqttPort), ...asGauge(...will, ...commands)]);
    await device.ready;
    device.break();
    await expect.poll(() => reader.lines).toEqual(['0 devices/gauge-1/status offline']);
    const late = listen([...at(hub.mqttPort), ...asReader('-t', 'devices/gauge-1/status')]);
    await expect.poll(() => late.lines).toEqual(['1 devices/gauge-1/status offline']);
    const status = listen([...at(hub.mqttPort), ...asReader('-t', 'hub/devices/gauge-1/status')]);
    await expect.poll(() => status.lines[0] ?? '').toMatch(/^1 hub\/devices\/gauge-1\/status \{"status":/);

    const { body: asked } = await admin.post('/devices/gauge-1/commands', { command: 'reboot' });
    const awake = listen([...at(hub.mqttPort), ...asGauge('-c', ...commands)]);
    const expected = `0 devices/gauge-1/commands {"id":"${asked.id}","command":"reboot"}`;
    await expect.poll(() => awake.lines).toEqual([expected]);

    const login = { username: 'tilt-7', password: secrets['tilt-7'] };
    const client = await connectAsync(`ws://127.0.0.1:${hub.httpPort}/mqtt`, login);
    await client.publishAsync('devices/tilt-7/status', 'online', { qos: 1 });
    await client.endAsync();
    await expect.poll(() => reader.lines.at(-1)).toBe('0 devices/tilt-7/status online');
  });
});
