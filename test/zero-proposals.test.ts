// A gauge over a dry road that shows the same water night after night: the hub proposes its zero, never in rain or
// flood, and a person decides.
import { expect, it } from 'vitest';
import type { FoldSettings } from '../core/commands.ts';
import type { CommandReply } from '../core/ports.ts';
import { flagNames } from '../core/reading.ts';
import { type JournalRecord, tickRecord } from '../core/record.ts';
import { testDevice } from '../core/test-registry.ts';
import { dayMs, type EpochMs, hourMs, minuteMs } from '../core/time.ts';
import type { ZeroDecision } from '../core/zero-proposal.ts';
import { CodecSandbox } from '../hub/codecs/codec-sandbox.ts';
import { Fold } from '../hub/fold/fold.ts';
import { applyAll, command, message, operator, townDevices, townRecords } from './small-town.ts';

/** Midnight in Shanghai before the first night. */
const midnight = Date.parse('2026-07-14T00:00:00+08:00');
const wholeImport = { dryRun: false, partial: false };
const imported = (device: ReturnType<typeof testDevice>) => ({
  ...{ device, secretHash: null, newSecretHash: 'sha256$c2FsdA$aGFzaA' },
});
const rainGauge = testDevice('rain-1', { profile: 'rain-gauge', pointId: 'flood-2', intervalS: 3_600 });

/** The nth night's quiet hours at gauge-1, a message each ten minutes, and the tick after them. */
function night(nth: number, depthAt: (i: number) => number): JournalRecord[] {
  const from = midnight + nth * dayMs;
  const records = Array.from({ length: 30 }, (_, i) => {
    const ts = from + i * 10 * minuteMs;
    return message(ts + 900, 'gauge-1', 'telemetry', { ts, seq: nth * 100 + i, depth_mm: depthAt(i) });
  });
  return [...records, tickRecord(from + 6 * hourMs)];
}

/** Depths around `depth_mm`, as a real sensor gives them. */
const around = (depth_mm: number) => (i: number) => depth_mm + ((i * 7) % 11) - 5;
const rain = (at: EpochMs) => message(at, 'rain-1', 'telemetry', { ts: at, seq: at, rain_mm: 0.4 });

class Nights {
  readonly fold = new Fold(new CodecSandbox());
  readonly log: JournalRecord[] = [];
  #position = 0;

  constructor(settings: Partial<FoldSettings> = {}) {
    const start = townRecords(midnight - dayMs, settings);
    const extra = command(midnight - dayMs, 'devices.import', {
      ...wholeImport,
      rows: [imported(rainGauge)],
    });
    this.apply([...start, extra]);
  }

  apply(records: readonly JournalRecord[]) {
    this.log.push(...records);
    this.#position = applyAll(this.fold, records, this.#position);
    return this.fold.takeEffects();
  }

  /** Ids, states and values of the proposals that these records bring or change. */
  proposals(...records: JournalRecord[]): string[] {
    const { zeroProposals } = this.apply(records);
    return [...zeroProposals.values()].map(
      ({ id, state, from_mm, to_mm }) => `${id} ${state} ${from_mm} ${to_mm}`,
    );
  }

  decide(at: EpochMs, decision: Partial<ZeroDecision>): CommandReply | null {
    const body = { proposalId: 'Z000001', deviceId: 'gauge-1', action: 'accept' as const, reason: null };
    const record = command(at, 'zero.decide', { ...body, ...decision });
    this.log.push(record);
    return this.fold.apply(this.#position + 1, record).reply;
  }
}

it('three quiet dry nights make one proposal, and readings say that the zero has wandered', () => {
  const nights = new Nights();
  expect(nights.proposals(...night(0, around(24)))).toEqual([]);
  expect(nights.proposals(...night(1, around(26)))).toEqual([]);
  expect(nights.proposals(...night(2, around(25)))).toEqual(['Z000001 open 0 25']);
  const { zeroProposals, outcomes } = nights.apply(night(3, around(25)));
  expect([...zeroProposals]).toEqual([]);
  const flags = outcomes.flatMap(({ readings }) => readings.flatMap((reading) => flagNames(reading.flags)));
  expect(new Set(flags)).toEqual(new Set(['drift']));
});

it('the same zero is found by a hub that was cut off anywhere', () => {
  const nights = new Nights();
  for (let nth = 0; nth < 3; nth += 1) nights.apply(night(nth, around(25)));
  for (let cut = 5; cut < nights.log.length; cut += 13) {
    const first = new Fold(new CodecSandbox());
    const position = applyAll(first, nights.log.slice(0, cut));
    const resumed = new Fold(new CodecSandbox());
    resumed.restore(JSON.parse(JSON.stringify(first.dump())));
    applyAll(resumed, nights.log.slice(cut), position);
    expect(resumed.dump()).toEqual(nights.fold.dump());
  }
});

it.each<[string, () => JournalRecord[]]>([
  ['it rained that night', () => [rain(midnight + 2 * dayMs + hourMs), ...night(2, around(25))]],
  ['it rained the evening before', () => [rain(midnight + 2 * dayMs - 4 * hourMs), ...night(2, around(25))]],
  ['there was a flood that night', () => night(2, (i) => (i > 5 && i < 10 ? 180 : around(25)(i)))],
  ['the gauge was restless', () => night(2, (i) => (i % 2) * 44)],
  ['another zero shows that night', () => night(2, around(38))],
  ['the gauge hardly reported', () => night(2, around(25)).slice(-6)],
  [
    'the hub came back too late to know of rain',
    () => [...night(2, around(25)).slice(0, -1), tickRecord(midnight + 2 * dayMs + 15 * hourMs)],
  ],
])('no zero is proposed where %s', (_, lastNight) => {
  const nights = new Nights();
  nights.apply([...night(0, around(25)), ...night(1, around(25))]);
  const records = lastNight().sort((a, b) => a.receivedAt - b.receivedAt);
  expect(nights.proposals(...records)).toEqual([]);
});

it('a gauge whose zero is right, or too far off to be a zero, gets none', () => {
  const right = new Nights();
  const far = new Nights();
  for (let nth = 0; nth < 4; nth += 1) {
    expect(right.proposals(...night(nth, around(4)))).toEqual([]);
    expect(far.proposals(...night(nth, around(-200)))).toEqual([]);
  }
});

it('an accepted zero is the registry’s from then on, and once only', () => {
  const nights = new Nights();
  for (let nth = 0; nth < 3; nth += 1) nights.apply(night(nth, around(25)));
  const morning = midnight + 2 * dayMs + 8 * hourMs;
  expect(nights.decide(morning, {})).toMatchObject({
    ok: true,
    value: { id: 'Z000001', state: 'accepted', proposed_zero_offset_mm: 25, decided_by: operator.name },
  });
  const { devices, audit } = nights.fold.takeEffects();
  expect(devices.get('gauge-1')).toMatchObject({ zeroOffsetMm: 25 });
  expect(audit).toMatchObject([{ action: 'zero.decide', subject: 'gauge-1', detail: { action: 'accept' } }]);
  expect(nights.decide(morning, {})).toMatchObject({ ok: false, refusal: { kind: 'conflict' } });
  const { outcomes } = nights.apply(night(3, () => 25));
  expect(outcomes.at(-1)?.readings).toMatchObject([{ metric: 'depth_mm', value: 0, flags: 0 }]);
});

it('no zero is accepted while it rains, and a refused one does not come again', () => {
  const nights = new Nights();
  for (let nth = 0; nth < 3; nth += 1) nights.apply(night(nth, around(25)));
  const morning = midnight + 2 * dayMs + 8 * hourMs;
  nights.apply([rain(morning - 1_000)]);
  expect(nights.decide(morning, {})).toMatchObject({
    ok: false,
    refusal: {
      kind: 'conflict',
      detail: expect.objectContaining({ en: expect.stringContaining('it rained near it') }),
    },
  });
  const refusal = { action: 'refuse', reason: 'a puddle that never dries' } as const;
  expect(nights.decide(morning, refusal)).toMatchObject({ ok: true, value: { state: 'refused' } });
  nights.fold.takeEffects();
  for (let nth = 3; nth < 7; nth += 1) expect(nights.proposals(...night(nth, around(26)))).toEqual([]);
});

it('a newer value takes the place of an open one, and an import or a mend of its own withdraws it', () => {
  const nights = new Nights();
  for (let nth = 0; nth < 3; nth += 1) nights.apply(night(nth, around(25)));
  expect(nights.proposals(...night(3, around(34)), ...night(4, around(34)))).toEqual([
    'Z000001 superseded 0 25',
    'Z000002 open 0 34',
  ]);
  const [gauge] = townDevices;
  const rows = [imported({ ...(gauge as (typeof townDevices)[number]), zeroOffsetMm: 30 })];
  const mended = command(midnight + 5 * dayMs - hourMs, 'devices.import', { ...wholeImport, rows });
  expect(nights.proposals(mended)).toEqual(['Z000002 withdrawn 0 34']);
  const later = [5, 6, 7].flatMap((nth) => night(nth, around(50)));
  expect(nights.proposals(...later)).toEqual(['Z000003 open 30 50']);
  const well = [8, 9, 10].flatMap((nth) => night(nth, around(30)));
  expect(nights.proposals(...well)).toEqual(['Z000003 withdrawn 30 50']);
});

it('a city decides how many nights it takes, and a hub that was cut off anywhere keeps to that', () => {
  const nights = new Nights({ quality: { depth: {}, zero: { nights: 2 } } });
  nights.apply(night(0, around(25)));
  const resumed = new Fold(new CodecSandbox());
  resumed.restore(JSON.parse(JSON.stringify(nights.fold.dump())));
  expect(nights.proposals(...night(1, around(25)))).toEqual(['Z000001 open 0 25']);
  applyAll(resumed, night(1, around(25)), 1_000);
  expect(resumed.takeEffects().zeroProposals.size).toBe(1);
});

it('a clock that was set to another zone is followed at once, whether the hub was cut off there or not', () => {
  const nights = new Nights();
  nights.apply(night(0, around(25)).slice(0, 10));
  const other = townRecords(midnight + 2 * hourMs, { timezone: 'Europe/Berlin' })[0] as JournalRecord;
  nights.apply([other]);
  const resumed = new Fold(new CodecSandbox());
  resumed.restore(JSON.parse(JSON.stringify(nights.fold.dump())));
  const later = night(0, around(25)).slice(12);
  nights.apply(later);
  applyAll(resumed, later, 1_000);
  const zeros = (fold: Fold) => fold.dump().filter(({ table }) => table === 'zeros');
  expect(zeros(resumed)).toEqual(zeros(nights.fold));
});
