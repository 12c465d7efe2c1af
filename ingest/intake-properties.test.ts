// What holds for any messages of a device, whatever its clock, its network and its sensor do.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Sample } from '../core/sample.ts';
import { dayMs, type EpochMs, hourMs, minuteMs, secondMs } from '../core/time.ts';
import type { Intake } from './intake.ts';
import { gauge, Hub, now } from './test-gauges.ts';

const anyWait = fc.oneof(
  fc.constant(0),
  fc.integer({ min: 1, max: 3 * secondMs }),
  fc.integer({ min: 1, max: 20 }).map((count) => count * minuteMs),
  fc.integer({ min: 1, max: 12 }).map((count) => count * hourMs),
);

/** How far a report's `ts` lies from its receipt; `null` leaves it out. */
const anyOffset = fc.oneof(
  { weight: 6, arbitrary: fc.constant(0) },
  { weight: 2, arbitrary: fc.integer({ min: -90 * minuteMs, max: 4 * minuteMs }) },
  { weight: 1, arbitrary: fc.constantFrom(-2 * hourMs, -8 * dayMs, -20_000 * dayMs, 6 * minuteMs, dayMs) },
  { weight: 1, arbitrary: fc.constant(null) },
);

const anyReport = fc.record({
  distance_mm: fc.constantFrom(2_700, 2_698, 2_650, 2_500, 2_300, 9_999, 300, 12, 25_000),
  temperature_c: fc.option(fc.integer({ min: -70, max: 130 }), { nil: undefined }),
});

const anyMessage = fc.record({
  waitMs: anyWait,
  offset: anyOffset,
  /** How much the device's count goes on from one report to the next. */
  step: fc.constantFrom(1, 1, 1, 1, 2, 5),
  restarts: fc.constantFrom(false, false, false, false, false, false, false, true),
  reports: fc.array(anyReport, { minLength: 1, maxLength: 3 }),
  asList: fc.boolean(),
});
type AnyMessage = typeof anyMessage extends fc.Arbitrary<infer Value> ? Value : never;

interface Sent {
  readonly receivedAt: EpochMs;
  readonly payload: unknown;
}

/**
 * As a device would send them: its `seq` is known to count from two plain reports at the beginning. It restarts
 * once at most, and far below: what was sent before it could otherwise pass for a clock that went back.
 */
function sent(messages: readonly AnyMessage[]): Sent[] {
  let receivedAt = now;
  let seq = 1_002;
  const plain = [1_001, 1_002].map((first) => ({
    receivedAt: now - minuteMs + first,
    payload: { ts: now - minuteMs + first, seq: first, temperature_c: 20 },
  }));
  const others = messages.map((message) => {
    receivedAt += message.waitMs;
    if (message.restarts && seq > 1_000) seq = -1;
    const objects = (message.asList ? message.reports : message.reports.slice(0, 1)).map((report, n) => {
      seq += message.step;
      const ts = message.offset === null ? undefined : receivedAt + message.offset + n;
      return { ts, seq, ...report };
    });
    return { receivedAt, payload: message.asList ? objects : objects[0] };
  });
  return [...plain, ...others];
}

const newHub = () => new Hub([gauge('g-1', { mountHeightMm: 2_700 })], 7 * dayMs);
const samplesOf = (taken: readonly Intake[]): Sample[] => taken.flatMap((each) => [...each.samples]);
const state = (hub: Hub) => JSON.stringify(hub.intake.devices.dump());

describe('any messages', () => {
  it('what the rules see of a metric strictly rises in time', () => {
    fc.assert(
      fc.property(fc.array(anyMessage, { maxLength: 40 }), (messages) => {
        const hub = newHub();
        const newest = new Map<string, EpochMs>();
        for (const { receivedAt, payload } of sent(messages)) {
          for (const { metric, measuredAt } of hub.take(payload, receivedAt).samples) {
            expect(measuredAt).toBeGreaterThan(newest.get(metric) ?? 0);
            newest.set(metric, measuredAt);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it('each value asked for is stored, known or rejected, and none counts twice', () => {
    fc.assert(
      fc.property(fc.array(anyMessage, { maxLength: 20 }), (messages) => {
        const hub = newHub();
        for (const { receivedAt, payload } of sent(messages)) {
          const { outcome } = hub.take(payload, receivedAt);
          const objects = (Array.isArray(payload) ? payload : [payload]) as Record<string, unknown>[];
          const asked = objects.flatMap(({ distance_mm, temperature_c }) =>
            [distance_mm, temperature_c].filter((value) => value !== undefined),
          );
          const derived = outcome.readings.filter(({ metric }) => metric === 'depth_mm').length;
          const unusable = asked.filter((value) => value === 25_000 || Number(value) < -60 || value === 126);
          const accounted = outcome.readings.length - derived + outcome.duplicateReadings;
          expect(accounted).toBeLessThanOrEqual(asked.length);
          if (outcome.rejections.length === 0) expect(accounted).toBe(asked.length);
          else expect(unusable.length + outcome.rejections.length).toBeGreaterThan(0);
        }
      }),
    );
  });

  it('messages sent again change nothing but the count of duplicates', () => {
    const repeats = fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 15 });
    fc.assert(
      fc.property(fc.array(anyMessage, { maxLength: 15 }), repeats, (messages, again) => {
        const originals = sent(messages);
        const once = newHub();
        const plain = originals.map(({ payload, receivedAt }) => once.take(payload, receivedAt));

        const twice = newHub();
        const stored = new Map<string, number>();
        const firsts: Intake[] = [];
        for (const [index, { payload, receivedAt }] of originals.entries()) {
          const first = twice.take(payload, receivedAt);
          firsts.push(first);
          for (const { metric, measuredAt, value } of first.outcome.readings) {
            stored.set(`${metric} ${measuredAt}`, stored.get(`${metric} ${measuredAt}`) ?? value);
          }
          for (const [when, which] of again) {
            if (when % originals.length !== index) continue;
            const earlier = originals[which % (index + 1)];
            const { samples, outcome } = twice.take(earlier?.payload, receivedAt);
            expect([samples, outcome.evaluated, outcome.missing, outcome.filled]).toEqual([[], 0, 0, 0]);
            // What is handed to the store again, it has; a depth goes with its distance.
            for (const { metric, measuredAt } of outcome.readings) {
              if (metric === 'depth_mm') continue;
              expect(stored.has(`${metric} ${measuredAt}`)).toBe(true);
            }
          }
        }
        expect(samplesOf(firsts)).toEqual(samplesOf(plain));
        expect(state(twice)).toBe(state(once));
      }),
      { numRuns: 300 },
    );
  });

  it('cut anywhere and continued from what a snapshot keeps, they give the same', () => {
    fc.assert(
      fc.property(fc.array(anyMessage, { maxLength: 25 }), fc.nat(), (messages, cut) => {
        const all = sent(messages);
        const at = cut % (all.length + 1);
        const whole = newHub();
        const first = newHub();
        const taken = all.map(({ payload, receivedAt }) => whole.take(payload, receivedAt));
        for (const { payload, receivedAt } of all.slice(0, at)) first.take(payload, receivedAt);
        const second = newHub();
        for (const { id, body } of first.intake.devices.takeDirty()) {
          second.intake.devices.restore(id, body ?? '');
        }
        const rest = all.slice(at).map(({ payload, receivedAt }) => second.take(payload, receivedAt));
        expect(samplesOf(rest)).toEqual(samplesOf(taken.slice(at)));
        expect(rest.map(({ outcome }) => outcome.readings)).toEqual(
          taken.slice(at).map(({ outcome }) => outcome.readings),
        );
        expect(state(second)).toBe(state(whole));
      }),
      { numRuns: 200 },
    );
  });
});

describe('reports of a clock that is right', () => {
  it('in any order give no clock_behind, and each number left out is missing until it comes', () => {
    const order = fc.shuffledSubarray(
      Array.from({ length: 20 }, (_, seq) => seq),
      { minLength: 1 },
    );
    fc.assert(
      fc.property(order, (seqs) => {
        const hub = newHub();
        let missing = 0;
        for (const [index, seq] of seqs.entries()) {
          const { outcome } = hub.take(
            { ts: now + seq * minuteMs, seq, temperature_c: seq },
            now + hourMs + index,
          );
          missing += outcome.missing - outcome.filled;
          expect(outcome.readings.every(({ flags }) => (flags & ~1) === 0)).toBe(true);
        }
        // Numbers from before the first one heard are not known to have been sent.
        const [first = 0] = seqs;
        const known = seqs.filter((seq) => seq >= first).length;
        expect(missing).toBe(Math.max(...seqs) - first + 1 - known);
      }),
    );
  });
});
