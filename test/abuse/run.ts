// `npm run abuse`: a fresh hub under each kind of abuse, with its memory and the time that alarms take meanwhile. On
// Linux, with a file limit of 20,000.
import { setTimeout as pause } from 'node:timers/promises';
import { type AbusedHub, startAbusedHub } from './abused-hub.ts';
import {
  frozenSubscriber,
  hugePayloads,
  idleConnections,
  reconnects,
  silentConnections,
  slowLoris,
} from './attacks.ts';
import { residentMiB, usedCpuS } from './witness.ts';

const connections = 16_000;

async function during(name: string, attack: (hub: AbusedHub) => Promise<string>): Promise<void> {
  const hub = await startAbusedHub(connections);
  const beforeMiB = residentMiB(hub.pid);
  const words = await attack(hub);
  const { alarms, p50Ms, maxMs, peakMiB } = hub.witness.take();
  const latency = `${alarms} alarms, p50 ${p50Ms.toFixed(1)} ms, slowest ${maxMs.toFixed(0)} ms`;
  console.log(`${name}: ${latency}; memory ${beforeMiB} MiB before, peak ${peakMiB} MiB; ${words}`);
  await hub.stop();
}

async function storm(hub: AbusedHub, count: number, isSecure: boolean): Promise<string> {
  const usedS = usedCpuS(hub.pid);
  const { failed, perS } = await reconnects(hub.aim, hub.crowd, count, isSecure);
  const eachMs = ((usedCpuS(hub.pid) - usedS) * 1_000) / count;
  return `${perS} connects/s, ${eachMs.toFixed(2)} ms of a core each, ${failed} of ${count} failed`;
}

async function idle(hub: AbusedHub, count: number, isSecure: boolean): Promise<string> {
  const before = residentMiB(hub.pid);
  const sockets = await idleConnections(hub.aim, hub.crowd, count, isSecure);
  await pause(10_000);
  const each = ((residentMiB(hub.pid) - before) * 1_024) / count;
  const alive = sockets.filter((socket) => !socket.closed).length;
  for (const socket of sockets) socket.destroy();
  return `${alive} of ${count} stay, ${each.toFixed(1)} KiB each`;
}

await during('nothing', async () => {
  await pause(10_000);
  return 'for comparison';
});
await during('slow-loris', ({ aim, crowd }) => slowLoris(aim, crowd, 20));
await during('10,000 that never CONNECT', ({ aim }) => silentConnections(aim, 10_000, 15));
await during('a subscriber that never reads', ({ aim, crowd }) => frozenSubscriber(aim, crowd, 15));
await during('payloads of 256 MiB', ({ aim, crowd }) => hugePayloads(aim, crowd));
await during('20,000 reconnects', (hub) => storm(hub, 20_000, false));
await during('2,000 reconnects over TLS', (hub) => storm(hub, 2_000, true));
await during('15,000 idle', (hub) => idle(hub, 15_000, false));
await during('3,000 idle over TLS', (hub) => idle(hub, 3_000, true));
