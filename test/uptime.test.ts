// Uptime as the API gives it, against a plain recount of what was told of every device, second by second in thought.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { DeviceStatusName } from '../core/effects.ts';
import type { CommittedEvent } from '../core/ports.ts';
import { type JournalRecord, RecordPacker, tickRecord } from '../core/record.ts';
import { testDevice } from '../core/test-registry.ts';
import { type EpochMs, minuteMs, secondMs } from '../core/time.ts';
import { BatchEngine, defaultBatchEngine } from '../hub/engine/batch-engine.ts';
import { verifyJournal } from '../hub/verify-journal.ts';
import { openStore } from '../store/open-store.ts';
import { openViews } from '../store/views.ts';
import { command, message, stormStart, townRecords } from './small-town.ts';

const fleet = ['a', 'b', 'c', 'd', 'e', 'f'];
const hours = 12;

/** What happens to one device, in minutes from the beginning: silences, and planned work. */
interface Fate {
  readonly silences: readonly { readonly from: number; readonly minutes: number }[];
  readonly work: { readonly from: number; readonly minutes: number } | null;
}

const within = fc.integer({ min: 10, max: hours * 60 - 60 });
const fates = fc.array(
  fc.record({
    silences: fc.array(fc.record({ from: within, minutes: fc.integer({ min: 5, max: 150 }) }), {
      maxLength: 3,
    }),
    work: fc.option(fc.record({ from: within, minutes: fc.integer({ min: 5, max: 90 }) }), { nil: null }),
  }),
  { minLength: fleet.length, maxLength: fleet.length },
);
/** When the hub is away, minutes from the beginning. */
const absence = fc.option(fc.record({ from: within, minutes: fc.integer({ min: 2, max: 120 }) }), {
  nil: null,
});

const at = (minute: number): EpochMs => stormStart + minute * minuteMs;

function holds(minute: number, span: { readonly from: number; readonly minutes: number } | null): boolean {
  return span !== null && minute >= span.from && minute < span.from + span.minutes;
}

/** A heartbeat of each device every 10 minutes, a tick every minute, the hub's start after its absence. */
function logOf(drawn: readonly Fate[], away: { from: number; minutes: number } | null): JournalRecord[] {
  const rows = fleet.map((id) => ({
    device: testDevice(id, { profile: 'equipment', intervalS: 600 }),
    secretHash: null,
    newSecretHash: 'sha256$c2FsdA$aGFzaA',
  }));
  const log = [
    ...townRecords(stormStart),
    command(stormStart, 'devices.import', { dryRun: false, partial: false, rows }),
  ];
  for (let minute = 0; minute <= hours * 60; minute += 1) {
    // Of the minute in which it stops it is still known that it ran.
    if (away !== null && minute === away.from + away.minutes)
      log.push(townRecords(at(minute))[0] as JournalRecord);
    if (away !== null && minute > away.from && minute < away.from + away.minutes) continue;
    log.push(tickRecord(at(minute)));
    for (const [n, { silences, work }] of drawn.entries()) {
      const deviceId = fleet[n] ?? '';
      const until = work === null ? null : at(work.from + work.minutes);
      if (work?.from === minute)
        log.push(command(at(minute), 'device.maintenance', { deviceId, until, reason: 'x' }));
      if (minute % 10 !== n || silences.some((span) => holds(minute, span))) continue;
      log.push(message(at(minute), deviceId, 'heartbeat', {}));
    }
  }
  return log;
}

interface Told {
  readonly at: EpochMs;
  readonly status: DeviceStatusName;
}

/** What the contract's words come to: late is up unless it ends in offline, unknown and planned work do not count. */
function recounted(
  told: readonly Told[],
  away: readonly [EpochMs, EpochMs] | null,
  from: EpochMs,
  to: EpochMs,
) {
  let up_s = 0;
  let down_s = 0;
  for (const [index, { at: begin, status }] of told.entries()) {
    const next = told[index + 1];
    const isDown = status === 'offline' || (status === 'late' && next?.status === 'offline');
    const isUp = !isDown && (status === 'online' || status === 'late');
    for (let second = Math.max(begin, from); second < Math.min(next?.at ?? to, to); second += 10 * secondMs) {
      if (away !== null && second >= away[0] && second < away[1]) continue;
      if (isDown) down_s += 10;
      if (isUp) up_s += 10;
    }
  }
  return { up_s, down_s };
}

async function run(drawn: readonly Fate[], away: { from: number; minutes: number } | null) {
  const dataDir = mkdtempSync(join(tmpdir(), 'sluice-uptime-'));
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }));
  const journal = openStore({ dataDir });
  const engine = new BatchEngine(journal, defaultBatchEngine);
  const events: CommittedEvent[] = [];
  const log = logOf(drawn, away);
  for (let start = 0; start < log.length; start += 200) {
    const packer = new RecordPacker();
    const batch = log.slice(start, start + 200);
    for (const record of batch) packer.add(record);
    events.push(...engine.run(packer.take(), batch.at(-1)?.receivedAt ?? 0).committed.events);
  }
  const views = openViews(dataDir);
  const ask = async (from: EpochMs, to: EpochMs, group: 'device' | 'profile' | 'unit') =>
    (await views.uptime({ from, to, group })).items as Record<string, number | string | null>[];
  const told = (deviceId: string): Told[] =>
    events
      .filter(({ kind, subjectId }) => kind === 'device' && subjectId === deviceId)
      .map(({ at: when, body }) => ({ at: when, status: body.status as DeviceStatusName }));
  return { journal, views, ask, told };
}

describe('uptime', () => {
  it('is what a plain recount gives, for any failures, planned work and absence of the hub', async () => {
    const windows = [
      [stormStart, at(hours * 60)],
      [at(120), at(400)],
    ] as const;
    await fc.assert(
      fc.asyncProperty(fates, absence, async (drawn, away) => {
        const { journal, views, ask, told } = await run(drawn, away);
        const awaySpan = away === null ? null : ([at(away.from), at(away.from + away.minutes)] as const);
        for (const [from, to] of windows) {
          const items = await ask(from, to, 'device');
          const byId = new Map(items.map((item) => [item.id, item]));
          let [up_s, down_s] = [0, 0];
          for (const id of fleet) {
            const expected = recounted(told(id), awaySpan, from, to);
            expect({ id, up_s: byId.get(id)?.up_s, down_s: byId.get(id)?.down_s }).toEqual({
              id,
              ...expected,
            });
            up_s += expected.up_s;
            down_s += expected.down_s;
          }
          const ofAll = items.map(({ uptime }) => Number(uptime ?? 2)).sort((a, b) => a - b);
          const worst = await views.uptime({ from, to, group: 'device', worst: 2 });
          expect(worst.total).toBe(items.length);
          expect((worst.items as typeof items).map(({ uptime }) => uptime ?? 2)).toEqual(ofAll.slice(0, 2));
          const equipment = (await ask(from, to, 'profile')).find(({ id }) => id === 'equipment');
          expect(equipment).toMatchObject({ devices: fleet.length, up_s, down_s });
          expect(equipment?.uptime).toBe(up_s + down_s === 0 ? null : up_s / (up_s + down_s));
        }
        const shown = (await views.device('a'))?.uptime_24h;
        const all = recounted(told('a'), awaySpan, stormStart, at(hours * 60));
        expect(shown).toBe(all.up_s + all.down_s === 0 ? null : all.up_s / (all.up_s + all.down_s));
        expect(verifyJournal(journal).differences).toEqual([]);
        await views.close();
        journal.close();
      }),
      { numRuns: 12 },
    );
  }, 120_000);

  it('counts a failure from the first missed report, and its repair until it is heard', async () => {
    const whole: Fate = { silences: [], work: null };
    const broken: Fate = { silences: [{ from: 95, minutes: 100 }], work: null };
    const { ask, told } = await run([broken, whole, whole, whole, whole, whole], null);
    expect(told('a').map(({ at: when, status }) => [(when - stormStart) / minuteMs, status])).toEqual([
      [0, 'unknown'],
      [0, 'online'],
      [105, 'late'],
      [115, 'offline'],
      [200, 'online'],
    ]);
    expect((await ask(stormStart, at(hours * 60), 'device'))[0]).toMatchObject({
      id: 'a',
      down_s: 95 * 60,
      failures: 1,
      repairs: 1,
      mean_time_to_repair_s: 95 * 60,
    });
    expect((await ask(at(110), at(150), 'device'))[0]).toMatchObject({ uptime: 0, up_s: 0, down_s: 2_400 });
    expect((await ask(at(-2 * 24 * 60), stormStart, 'device'))[0]).toMatchObject({ uptime: null });
  });
});
