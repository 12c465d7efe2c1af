// The drill itself: a hub of its own with the town's copy, the storm over it, its death in the middle, and the reckoning.
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { connectAsync, type MqttClient } from 'mqtt';
import type { Json } from '../../../core/ports.ts';
import { secondMs } from '../../../core/time.ts';
import { type Load, type LoadLedger, startLoad } from '../../../simulators/load.ts';
import { devicesCsv, pointsCsv, unitsCsv } from '../../../simulators/registry-csv.ts';
import { databaseFile } from '../../../store/data-dir.ts';
import { openStore } from '../../../store/open-store.ts';
import { openReadingExport } from '../../../store/reading-export.ts';
import { verifyJournal } from '../../verify-journal.ts';
import { checkDrill, type DrillEvidence, lostMessages } from './drill-checks.ts';
import { DrillLog } from './drill-log.ts';
import { type DrillPlan, expectedIntervalS, planDrill } from './drill-plan.ts';
import type { DrillReport } from './drill-report.ts';
import { HubProcess } from './hub-process.ts';
import { machineFigures } from './machine-figures.ts';
import { copyProfiles, type DrillTown } from './registry-copy.ts';

export interface DrillOptions {
  readonly town: DrillTown;
  /** Of the hub whose town it is; profiles are copied from there. */
  readonly dataDir: string;
  /** A fresh folder is made in it, and goes away. */
  readonly folder: string;
  readonly seed: number;
  readonly seconds: number;
  readonly rate: number;
  readonly devices: number;
  /** Kills the hub in the middle. */
  readonly kill: boolean;
  /** Another hub works on this machine and comes first. */
  readonly liveHub: boolean;
  readonly version: string;
  readonly log: (line: string) => void;
  readonly onSecond: (done: number, total: number) => void;
  readonly signal: AbortSignal;
}

const reader = 'drill-reader';
const connectWithinMs = 60 * secondMs;
const drainWithinMs = 60 * secondMs;
const settleWithinMs = 20 * secondMs;
const settleStepMs = 250;

/** Rejects where the drill itself could not be done; what the hub did wrong is in the report. */
export async function runDrill(options: DrillOptions): Promise<DrillReport> {
  const { town, log, liveHub } = options;
  // Whole, as its hub works in there.
  const folder = mkdtempSync(join(resolve(options.folder), 'drill-'));
  let hub: HubProcess | null = null;
  try {
    const startedAt = new Date().toISOString();
    const machine = machineFigures(folder, liveHub);
    copyProfiles(options.dataDir, folder);
    hub = await HubProcess.start({ dataDir: folder, isPolite: liveHub });
    const plan = await prepare(hub, options);
    log(`${plan.takingPart} devices, ${plan.storm.events.length} floods and covers to be found`);
    const storm = await stormOver(hub, plan, options);
    const evidence = await gather(hub, plan, storm);
    const records = (await hub.call('GET', '/accounting')).messages.received;
    await hub.stop();
    log('checking');
    const whole = { ...evidence, ...readStore(folder, storm.ledgers) };
    const checks = checkDrill(whole);
    const sum = (key: 'sent' | 'acknowledged') => storm.ledgers.reduce((all, one) => all + one[key], 0);
    const count = ({ length }: readonly unknown[]) => length;
    return {
      ok: checks.every(({ ok }) => ok),
      ...{ version: options.version, started_at: startedAt, seconds: storm.seconds, seed: options.seed },
      town: {
        ...{ source: town.source, units: count(town.units), points: count(town.points) },
        ...{ devices: count(town.devices), taking_part: plan.takingPart, gauges: count(plan.gauges) },
        ...{ covers: count(plan.covers), rules_of_the_city: count(town.rules) },
      },
      load: {
        ...{ sent: sum('sent'), acknowledged: sum('acknowledged') },
        per_s: Math.round(sum('acknowledged') / storm.seconds),
        ack_ms: storm.log.ackLatency(),
        lost: lostMessages(whole),
      },
      alarms: {
        expected: plan.storm.events.length,
        raised: evidence.alarms.length,
        latency_ms: storm.log.alarmLatency(new Set(['flood-depth', 'cover-displaced'])),
      },
      kill: storm.log.kill(),
      hub: { ...storm.use, database_mb: sizeMb(databaseFile(folder)), records },
      machine,
      checks,
      course: storm.log.course(storm.seconds),
    };
  } finally {
    await hub?.kill();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Brings the town into the drill's hub, and plans by the rules that are in force there. */
async function prepare(hub: HubProcess, options: DrillOptions): Promise<DrillPlan> {
  const { town } = options;
  for (const rule of town.rules) {
    await hub.call('PUT', `/rules/${encodeURIComponent(String(rule.id))}`, rule);
  }
  const { items } = await hub.call('GET', '/rules');
  const rules = new Map<string, Json>(
    items.map(({ id, definition }: { id: string; definition: Json }) => [id, definition]),
  );
  const plan = planDrill(town, rules, options);
  const intervalS = expectedIntervalS(plan);
  await hub.call('POST', '/imports/units', unitsCsv(town));
  await hub.call('POST', '/imports/points', pointsCsv(town));
  const devices = town.devices.map((device) => ({ ...device, intervalS }));
  await hub.call('POST', '/imports/devices', devicesCsv({ devices }));
  return plan;
}

interface StormAccount {
  readonly log: DrillLog;
  readonly ledgers: readonly LoadLedger[];
  readonly reader: MqttClient;
  /** How long it lasted. */
  readonly seconds: number;
  readonly use: { readonly cpu_share: number; readonly resident_peak_mb: number };
}

async function stormOver(hub: HubProcess, plan: DrillPlan, options: DrillOptions): Promise<StormAccount> {
  const seen = new DrillLog();
  const client = await connectReader(hub, seen);
  let startedAt = Number.POSITIVE_INFINITY;
  const loads = plan.loads.map(({ devices, rate }) =>
    startLoad({
      ...{ mqttUrl: hub.mqttUrl, devices, rate, inFlight: 20, reconnectMs: 100 },
      body: (deviceId, seq) => plan.storm.body(deviceId, seq, performance.now() - startedAt),
      onAcknowledged: (sentAt, at) => seen.acknowledged(sentAt, at),
    }),
  );
  await allConnected(loads, plan.takingPart);
  options.log('the storm begins');
  startedAt = performance.now();
  seen.begin();
  const killAt = options.kill ? Math.floor(options.seconds / 2) : -1;
  let residentPeakMb = 0;
  let cpuS = 0;
  let isDown = false;
  let restarted: Promise<void> | null = null;
  // The time without a hub is added: what the storm brings must be reported when it is back.
  let seconds = options.seconds;
  let second = 0;
  for (; (second < seconds || isDown) && !options.signal.aborted; second += 1) {
    if (second === killAt) {
      cpuS += hub.use().cpuS;
      options.log('the hub is killed');
      await hub.kill();
      seen.died();
      isDown = true;
      const diedAt = performance.now();
      restarted = hub.startAgain().then(() => {
        seen.back();
        isDown = false;
        seconds += Math.ceil((performance.now() - diedAt) / secondMs);
        options.log('the hub is back');
      });
    }
    const nextAt = startedAt + (second + 1) * secondMs;
    await Promise.race([pause(Math.max(0, nextAt - performance.now())), failureOf(restarted)]);
    residentPeakMb = Math.max(residentPeakMb, hub.use().residentMb);
    options.onSecond(second + 1, Math.max(second + 1, seconds));
  }
  await restarted;
  cpuS += hub.use().cpuS;
  const ledgers = await Promise.all(loads.map((load) => load.stop({ drainMs: drainWithinMs })));
  const tookS = (performance.now() - startedAt) / secondMs;
  return {
    ...{ log: seen, ledgers, reader: client, seconds: second },
    use: {
      cpu_share: Number((cpuS / tookS).toFixed(2)),
      resident_peak_mb: Math.round(residentPeakMb),
    },
  };
}

/** Rejects where that does; never resolves. */
function failureOf(work: Promise<void> | null): Promise<never> {
  return new Promise((_, reject) => work?.catch(reject));
}

/** With a session that outlives the hub's death, so that no alarm passes it by. */
async function connectReader(hub: HubProcess, seen: DrillLog): Promise<MqttClient> {
  const { secret } = await hub.call('POST', '/accounts', { name: reader, subscribe: ['hub/#'], publish: [] });
  const client = await connectAsync(hub.mqttUrl, {
    ...{ username: reader, password: secret, clientId: reader, clean: false, reconnectPeriod: 100 },
    reconnectOnConnackError: true,
  });
  client.on('error', () => {});
  client.on('message', (topic, payload) => {
    if (topic.startsWith('hub/alarms/')) seen.heard(payload.toString());
  });
  await client.subscribeAsync('hub/alarms/#', { qos: 1 });
  return client;
}

async function allConnected(loads: readonly Load[], count: number): Promise<void> {
  const until = performance.now() + connectWithinMs;
  const connected = () => loads.reduce((sum, load) => sum + load.counts().connected, 0);
  while (connected() < count && performance.now() < until) await pause(settleStepMs);
}

/** What the hub shows once all that follows from the storm has been told. */
async function gather(
  hub: HubProcess,
  plan: DrillPlan,
  { log, reader: client, ledgers }: StormAccount,
): Promise<Omit<DrillEvidence, 'stored' | 'verification'>> {
  const until = performance.now() + settleWithinMs;
  const isSettled = (alarms: DrillEvidence['alarms']) =>
    alarms.length >= plan.storm.events.length && alarms.every(({ id }) => log.alarms.has(id));
  let alarms: DrillEvidence['alarms'] = await hub.all('/alarms');
  while (!isSettled(alarms) && performance.now() < until) {
    await pause(settleStepMs);
    alarms = await hub.all('/alarms');
  }
  await client.endAsync(true);
  const cases = await hub.all('/cases');
  const { messages } = await hub.call('GET', '/accounting');
  return { ledgers, events: plan.storm.events, alarms, seen: log.alarms, cases, accounting: messages };
}

/** What lies on the disk when the hub has stopped. */
function readStore(folder: string, ledgers: readonly LoadLedger[]) {
  const stored = new Map<string, Set<number>>(
    ledgers.flatMap(({ devices }) => [...devices.keys()].map((id) => [id, new Set<number>()] as const)),
  );
  const readings = openReadingExport(folder);
  try {
    for (const { deviceId, measuredAt } of readings.readings(null, 0, Number.MAX_SAFE_INTEGER)) {
      stored.get(deviceId)?.add(measuredAt);
    }
  } finally {
    readings.close();
  }
  const journal = openStore({ dataDir: folder });
  try {
    return { stored, verification: verifyJournal(journal) };
  } finally {
    journal.close();
  }
}

function sizeMb(file: string): number {
  return Number((statSync(file).size / 1_048_576).toFixed(1));
}
