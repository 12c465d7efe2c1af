// `npm run bench:console`: the wall with 10,000 points and 1,000 changes of alarms a minute, in a real browser. Prints how
// long frames took, how long the page was deaf, and how its memory grew. `--minutes 10` for the long run, `--points`,
// `--changes` for others, `--json` for programs.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { connectAsync } from 'mqtt';
import type { CDPSession, Page } from 'playwright-core';
import { HubProcess } from '../../hub/commands/drill/hub-process.ts';
import { hasBrowser, launchBrowser } from '../browser/launch-browser.ts';
import { calibrationMs, rounded, share } from './bench-part.ts';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '1' },
    points: { type: 'string', default: '10000' },
    changes: { type: 'string', default: '1000' },
    json: { type: 'boolean', default: false },
  },
});
const minutes = Number(values.minutes);
const points = Number(values.points);
const changesPerMinute = Number(values.changes);
/** So many alarms stand at a time, as in the worst of storms. */
const standing = Math.min(1_000, Math.floor(points / 2));
/** Looks at the memory, over the whole run. */
const looks = 10;
const password = 'a wall to look at';

/** One sample above raises, one below clears: each message is a change. */
const benchRule = {
  ...{ kind: 'threshold', title: { zh: '压测', en: 'Benchmark' }, metric: 'temperature_c', unit: '°C' },
  ...{ levels: { blue: 40, yellow: 50, orange: 60, red: 70 }, deadband: 1 },
  ...{ on_delay: { samples: 1 }, off_delay: { samples: 1 }, category: '90-03' },
};

/** Kept by the page itself, from its first moment. */
const recorder = `{
  const kept = { frames: [], deaf: [] };
  globalThis.benchKept = kept;
  let last = performance.now();
  const step = (now) => { kept.frames.push(now - last); last = now; requestAnimationFrame(step); };
  requestAnimationFrame(step);
  new PerformanceObserver((list) => { for (const one of list.getEntries()) kept.deaf.push(one.duration); })
    .observe({ type: 'longtask' });
}`;

interface Kept {
  readonly frames: number[];
  readonly deaf: number[];
}

/** They take turns, so that the cases that follow are as many as these and no more. */
const deviceOf = (n: number) => `tilt-${n % (2 * standing)}`;

function registry() {
  const side = Math.ceil(Math.sqrt(points));
  const rows = Array.from({ length: points }, (_, n) => n);
  const place = (n: number) => [109.8 + (n % side) * 0.0008, 35.55 + Math.floor(n / side) * 0.0007] as const;
  const pointRows = rows.map((n) => {
    const [lon, lat] = place(n);
    return `point-${n},点位 ${n},${n < 12 ? 'flood' : 'cover'},${lon.toFixed(6)},${lat.toFixed(6)}\n`;
  });
  return {
    points: `point_id,name,kind,lon,lat\n${pointRows.join('')}`,
    devices: `device_id,profile,point_id,secret\n${rows.map((n) => `tilt-${n},tilt,point-${n},secret-of-tilt-${n}\n`).join('')}`,
  };
}

interface Load {
  /** Messages taken so far, each a change of an alarm. */
  changes(): number;
  /** Rejects where the hub took no more. */
  stop(): Promise<void>;
}

/** Lets alarms stand, then raises one after another and clears the oldest, at an even pace. */
async function changeAlarms(hub: HubProcess, secret: string): Promise<Load> {
  const client = await connectAsync(hub.mqttUrl, { username: 'bench', password: secret, clientId: 'bench' });
  const send = (n: number, temperature_c: number) =>
    client.publishAsync(`devices/${deviceOf(n)}/telemetry`, JSON.stringify({ temperature_c }), { qos: 1 });
  const heat = (n: number) => 45 + (n % 4) * 10;
  for (let n = 0; n < standing; n += 50) {
    await Promise.all(Array.from({ length: 50 }, (_, k) => send(n + k, heat(n + k))));
  }
  const everyMs = 60_000 / changesPerMinute;
  const startedAt = performance.now();
  let sent = 0;
  let isEnding = false;
  const running = (async () => {
    while (!isEnding) {
      const due = Math.floor((performance.now() - startedAt) / everyMs);
      while (sent < due) {
        const n = Math.floor(sent / 2);
        await (sent % 2 === 0 ? send(standing + n, heat(n)) : send(n, 20));
        sent += 1;
      }
      await pause(everyMs / 2);
    }
    await client.endAsync();
  })();
  return {
    changes: () => sent,
    stop() {
      isEnding = true;
      return running;
    },
  };
}

async function heapMb(cdp: CDPSession): Promise<number> {
  await cdp.send('HeapProfiler.collectGarbage');
  const { usedSize } = await cdp.send('Runtime.getHeapUsage');
  return Number((usedSize / 1e6).toFixed(1));
}

async function openWall(page: Page, hub: HubProcess): Promise<void> {
  await page.addInitScript(recorder);
  await page.goto(hub.httpUrl);
  await page.fill('#username', 'watcher');
  await page.fill('#password', password);
  await page.click('button[type=submit]');
  await page.locator('.place-mark').first().waitFor();
  await page.locator('.virtual-rows li').first().waitFor();
}

/** Seconds that the page's own thread was at work, whatever else the machine did. */
async function busyS(cdp: CDPSession): Promise<number> {
  const { metrics } = await cdp.send('Performance.getMetrics');
  return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN;
}

async function measure(hub: HubProcess, secret: string) {
  const load = await changeAlarms(hub, secret);
  const browser = await launchBrowser();
  const page = await browser.newPage({ viewport: { width: 1_920, height: 1_080 } });
  try {
    page.setDefaultTimeout(120_000);
    await openWall(page, hub);
    const cdp = await page.context().newCDPSession(page);
    await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
    const heap: number[] = [await heapMb(cdp)];
    await page.evaluate('benchKept.frames.length = benchKept.deaf.length = 0');
    const before = { at: performance.now(), changes: load.changes(), busyS: await busyS(cdp) };
    for (let look = 0; look < looks; look += 1) {
      await pause((minutes * 60_000) / looks);
      heap.push(await heapMb(cdp));
      process.stderr.write(`${look + 1} of ${looks}: heap ${heap.at(-1)} MB\n`);
    }
    const tookS = (performance.now() - before.at) / 1_000;
    const { frames, deaf } = (await page.evaluate('benchKept')) as Kept;
    const busy = (await busyS(cdp)) - before.busyS;
    const changes = load.changes() - before.changes;
    const over = (ms: number) => frames.filter((frame) => frame > ms).length;
    const deafS = deaf.reduce((sum, ms) => sum + ms, 0) / 1_000;
    return {
      ...{ points, minutes: rounded(tookS / 60, 1), changes_per_min: Math.round((changes / tookS) * 60) },
      ...{ frames_per_s: rounded(frames.length / tookS, 1), frame_p50_ms: share(frames, 0.5) },
      ...{ frame_p95_ms: share(frames, 0.95), frame_p99_ms: share(frames, 0.99) },
      ...{ frames_over_100_ms: over(100), frames_over_500_ms: over(500) },
      ...{ page_busy_percent: rounded((busy / tookS) * 100), deaf_percent: rounded((deafS / tookS) * 100) },
      ...{ deaf_longest_ms: Math.max(0, ...deaf) },
      ...{ heap_begin_mb: heap[0], heap_end_mb: heap.at(-1), heap_most_mb: Math.max(...heap) },
      // How long the same arithmetic took: tells how busy others kept the machine.
      calibration_ms: Math.round(calibrationMs()),
    };
  } finally {
    await load.stop();
    await browser.close();
  }
}

if (!hasBrowser) throw new Error('no chromium: install it or set SLUICE_TEST_CHROMIUM');
const dataDir = mkdtempSync(join(tmpdir(), 'sluice-bench-'));
const hub = await HubProcess.start({ dataDir });
try {
  const town = registry();
  await hub.call('POST', '/imports/points', town.points);
  await hub.call('POST', '/imports/devices', town.devices);
  await hub.call('PUT', '/rules/bench-heat', benchRule);
  await hub.call('POST', '/users', { username: 'watcher', password, role: 'operator', unit_id: null });
  const account = { name: 'bench', publish: ['devices/+/telemetry'], subscribe: [] };
  const { secret } = await hub.call('POST', '/accounts', account);
  const figures = await measure(hub, secret);
  if (values.json) console.log(JSON.stringify(figures));
  else console.table(figures);
} finally {
  await hub.stop();
  rmSync(dataDir, { recursive: true, force: true });
}
process.exit(0);
