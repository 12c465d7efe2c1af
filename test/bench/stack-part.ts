// The hub against the stack that a user would wire by hand, doing the same work: the highest pace at which nothing is lost,
// and what is lost when the program in the middle is killed once.
import { setTimeout as pause } from 'node:timers/promises';
import { manyDevices } from '../small-registry.ts';
import { startBenchHub } from './bench-hub.ts';
import { type BenchOptions, type BenchPart, type BenchRow, rounded } from './bench-part.ts';
import { type SwiftClient, startSwiftLoad } from './swift-load.ts';
import { canWire, startWiredStack, type Writing } from './wired-stack.ts';

interface Subject {
  readonly name: string;
  readonly url: string;
  readonly clients: readonly SwiftClient[];
  /** Messages that are kept so far. */
  stored(): Promise<number>;
  killOnce(): Promise<void>;
  stop(): Promise<void>;
}

const connections = 200;
const ladder = [
  2_000, 4_000, 6_000, 8_000, 12_000, 16_000, 24_000, 32_000, 48_000, 64_000, 96_000, 128_000,
] as const;
const stepMs = 4_000;
/** What is under way has come within this long, ms. */
const drainMs = 8_000;
const drainStepMs = 500;
const killRate = 1_000;
/** A pace counts as held where so much of it was taken. */
const heldShare = 0.95;

export const stackPart: BenchPart = {
  name: 'stack',
  title: 'against mosquitto, Node-RED and InfluxDB wired by hand: pace without loss, and loss at one kill',
  async run(options) {
    const { devices, csv } = manyDevices(connections);
    const clients = (withPassword: boolean) =>
      devices.map(
        ({ deviceId, secret }): SwiftClient => ({
          ...{ id: deviceId, password: withPassword ? secret : null, topic: `devices/${deviceId}/telemetry` },
        }),
      );
    const rows = [await measured(await hubSubject(csv, clients(true)), options)];
    if (!canWire) {
      options.log('mosquitto or influxd is not installed: the wired stack is left out');
      return rows;
    }
    for (const writing of ['one point a request', 'batched'] as const) {
      rows.push(await measured(await wiredSubject(writing, clients(false)), options));
    }
    const own = Number(rows[0]?.held_per_s);
    return rows.map((row) => ({ ...row, sluice_to_this: rounded(own / Number(row.held_per_s), 2) }));
  },
};

async function hubSubject(csv: string, clients: readonly SwiftClient[]): Promise<Subject> {
  const hub = await startBenchHub({ devicesCsv: csv });
  return {
    ...{ name: 'sluice', url: hub.mqttUrl, clients },
    async stored() {
      const { messages } = (await hub.call('GET', '/accounting')) as { messages: { stored: number } };
      return messages.stored;
    },
    async killOnce() {
      await hub.kill();
      await hub.startAgain();
    },
    stop: () => hub.stop(),
  };
}

async function wiredSubject(writing: Writing, clients: readonly SwiftClient[]): Promise<Subject> {
  const stack = await startWiredStack(writing);
  return {
    ...{ name: `wired by hand, ${writing}`, url: stack.mqttUrl, clients },
    ...{ stored: () => stack.stored(), killOnce: () => stack.killFlow(), stop: () => stack.stop() },
  };
}

async function measured(subject: Subject, { log }: BenchOptions): Promise<BenchRow> {
  try {
    let held = 0;
    let failed: Step | null = null;
    for (const rate of ladder) {
      log(`${subject.name}: ${rate} a second`);
      const step = await climb(subject, rate);
      const isHeld = step.lost === 0 && step.perS >= heldShare * rate;
      if (isHeld) held = rate;
      else {
        failed = step;
        break;
      }
    }
    log(`${subject.name}: killed at ${killRate} a second`);
    const kill = await killedOnce(subject);
    return {
      ...{ name: subject.name, held_per_s: held },
      above_it: failed === null ? 'not reached' : `${Math.round(failed.perS)}/s, ${failed.lost} lost`,
      ...{ acknowledged_around_kill: kill.acknowledged, lost_by_kill: kill.lost },
    };
  } finally {
    await subject.stop();
  }
}

interface Step {
  /** Acknowledged a second. */
  readonly perS: number;
  /** Acknowledged and not stored in the end. */
  readonly lost: number;
}

async function climb(subject: Subject, rate: number): Promise<Step> {
  const before = await subject.stored();
  const load = await startSwiftLoad({ url: subject.url, clients: subject.clients, rate });
  const begun = performance.now();
  await pause(stepMs);
  const perS = load.acknowledged / ((performance.now() - begun) / 1_000);
  await load.stop();
  return { perS, lost: await lostOf(subject, before, load.acknowledged) };
}

async function killedOnce(subject: Subject) {
  const before = await subject.stored();
  let acknowledged = 0;
  const openLoad = () => startSwiftLoad({ url: subject.url, clients: subject.clients, rate: killRate });
  let load = await openLoad();
  await pause(stepMs);
  const kill = subject.killOnce();
  // The devices of the wired stack go on, for their broker lives; those of the hub come again.
  await kill;
  await pause(stepMs / 2);
  await load.stop(1_000);
  acknowledged += load.acknowledged;
  load = await openLoad();
  await pause(stepMs / 2);
  await load.stop();
  acknowledged += load.acknowledged;
  return { acknowledged, lost: await lostOf(subject, before, acknowledged) };
}

/** Waits until all has come, or nothing comes any more. */
async function lostOf(subject: Subject, before: number, acknowledged: number): Promise<number> {
  const until = performance.now() + drainMs;
  let stored = (await subject.stored()) - before;
  while (stored < acknowledged && performance.now() < until) {
    await pause(drainStepMs);
    stored = (await subject.stored()) - before;
  }
  return Math.max(0, acknowledged - stored);
}
