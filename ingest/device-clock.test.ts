import { describe, expect, it } from 'vitest';
import { qualityFlags } from '../core/reading.ts';
import { dayMs, hourMs, minuteMs } from '../core/time.ts';
import type { Report } from './decoded.ts';
import { type ClockState, initialClock, timeReport } from './device-clock.ts';

const now = Date.UTC(2026, 6, 1, 12);
const week = 7 * dayMs;
const { clock_ahead, clock_behind } = qualityFlags;

function report(ts: number | null, seq: number | null = null, depth_mm = 0): Report {
  return { ts, seq, values: [['depth_mm', depth_mm]] };
}

/** A device with the one metric `depth_mm`, as intake would lead it. */
class Gauge {
  readonly state: ClockState = initialClock();
  readonly maxAgeMs: number | null;
  newestAt: number | null = null;

  constructor(maxAgeMs: number | null = week) {
    this.maxAgeMs = maxAgeMs;
  }

  take(taken: Report, receivedAt: number) {
    const hasDepth = taken.values.length > 0;
    const lateOnly = hasDepth && taken.ts !== null && this.newestAt !== null && taken.ts <= this.newestAt;
    const newestAt = hasDepth ? this.newestAt : null;
    const timed = timeReport(this.state, taken, receivedAt, this.maxAgeMs, newestAt, lateOnly);
    if (hasDepth && !timed.known && timed.measuredAt > (this.newestAt ?? 0)) this.newestAt = timed.measuredAt;
    return timed;
  }
}

const believed = (measuredAt: number) => ({ measuredAt, flags: 0, known: false, atReceipt: false });

describe('a clock that is believed', () => {
  it('gives the report its own instant, also one that is up to 5 minutes ahead or as old as the limit', () => {
    for (const ts of [now, now + 5 * minuteMs, now - week]) {
      expect(new Gauge().take(report(ts), now)).toMatchObject(believed(ts));
    }
  });

  it('may be of any age where the limit is off', () => {
    expect(new Gauge(null).take(report(0), now)).toMatchObject(believed(0));
  });
});

describe('a clock that is not believed', () => {
  it.each([
    ['more than 5 minutes ahead', now + 5 * minuteMs + 1, clock_ahead],
    ['in another century', now + 36_500 * dayMs, clock_ahead],
    ['older than the limit', now - week - 1, clock_behind],
    ['at 1970', 12_345, clock_behind],
  ])('%s: the report gets the time of receipt', (_, ts, flags) => {
    expect(new Gauge().take(report(ts), now)).toMatchObject({
      measuredAt: now,
      flags,
      known: false,
      atReceipt: true,
    });
  });

  it('reports received in the same millisecond get instants of their own, in their order', () => {
    const gauge = new Gauge();
    const at = [1, 2, 3].map((seq) => gauge.take(report(1_000 * seq, seq, seq), now).measuredAt);
    expect(at).toEqual([now, now + 1, now + 2]);
  });

  it('the same report again is known, and changes nothing', () => {
    const gauge = new Gauge();
    gauge.take(report(1_000, 1), now);
    gauge.take(report(2_000, 2), now + minuteMs);
    const before = JSON.stringify(gauge.state);
    expect(gauge.take(report(1_000, 1), now + hourMs)).toMatchObject({
      known: true,
      missing: 0,
      fillsGap: false,
    });
    expect(JSON.stringify(gauge.state)).toBe(before);
    expect(gauge.take(report(3_000, 3), now + hourMs)).toMatchObject({ known: false, missing: 0 });
  });

  it('a stopped clock does not make different depths the same', () => {
    const gauge = new Gauge();
    const at = [10, 60, 160].map((depth_mm, n) =>
      gauge.take(report(1_000, null, depth_mm), now + n * minuteMs),
    );
    expect(at.map((timed) => [timed.known, timed.measuredAt])).toEqual([
      [false, now],
      [false, now + minuteMs],
      [false, now + 2 * minuteMs],
    ]);
  });

  it('as many reports are known again as one message may hold', () => {
    const gauge = new Gauge();
    for (let n = 0; n < 1_000; n += 1) gauge.take(report(n, n, n), now);
    for (let n = 0; n < 1_000; n += 1) expect(gauge.take(report(n, n, n), now + hourMs).known).toBe(true);
  });
});

describe('no ts', () => {
  it('is the time of receipt, without a flag', () => {
    expect(new Gauge().take(report(null), now)).toMatchObject({ measuredAt: now, flags: 0, atReceipt: true });
  });

  it('never comes before what the device told already, nor at the same instant', () => {
    const gauge = new Gauge();
    gauge.take(report(now + 4 * minuteMs), now);
    expect(gauge.take(report(null), now + minuteMs).measuredAt).toBe(now + 4 * minuteMs + 1);
    expect(gauge.take(report(null), now + minuteMs).measuredAt).toBe(now + 4 * minuteMs + 2);
  });

  it('a message that is sent again is known by a seq that counts', () => {
    const gauge = new Gauge();
    for (let seq = 1; seq <= 20; seq += 1) gauge.take(report(null, seq, 200), now + seq);
    for (let seq = 2; seq <= 20; seq += 1) {
      expect(gauge.take(report(null, seq, 200), now + hourMs + seq)).toMatchObject({
        known: true,
        missing: 0,
      });
    }
    expect(gauge.take(report(null, 21, 200), now + 2 * hourMs)).toMatchObject({ known: false, missing: 0 });
  });

  it('without a seq, or with one that stands still, every message is new: it may be a flood that stands still', () => {
    for (const seq of [null, 0]) {
      const gauge = new Gauge();
      for (let n = 0; n < 5; n += 1) {
        expect(gauge.take(report(null, seq, 200), now + n * minuteMs).known).toBe(false);
      }
    }
  });
});

describe('a clock that goes back while the device reports live', () => {
  /** Reports each minute; from the fourth on the clock is `backMs` behind. */
  const course = (gauge: Gauge, backMs: number, withSeq = true) =>
    [0, 1, 2, 3, 4, 5, 6].map((n) => {
      const receivedAt = now + n * minuteMs;
      return gauge.take(report(receivedAt - (n < 3 ? 0 : backMs), withSeq ? n : null, n), receivedAt);
    });

  it('is noticed at the second report behind; from then on they get the time of receipt', () => {
    const timed = course(new Gauge(), 2 * hourMs);
    expect(timed.map(({ flags, atReceipt }) => [flags, atReceipt])).toEqual([
      ...Array(3).fill([0, false]),
      [0, false],
      ...Array(3).fill([clock_behind, true]),
    ]);
    expect(timed.slice(4).map((each) => each.measuredAt)).toEqual([4, 5, 6].map((n) => now + n * minuteMs));
  });

  it('is noticed too where heartbeats without values come between', () => {
    const gauge = new Gauge();
    gauge.take(report(now, 1), now);
    const flags = [2, 3, 4, 5, 6, 7].map((seq) => {
      const receivedAt = now + seq * minuteMs;
      const ts = receivedAt - hourMs;
      const heartbeat = { ts, seq, values: [] };
      return gauge.take(seq % 2 === 0 ? report(ts, seq, seq) : heartbeat, receivedAt).flags;
    });
    expect(flags).toEqual([0, ...Array(5).fill(clock_behind)]);
  });

  it('is noticed where it stands still', () => {
    const gauge = new Gauge();
    const flags = [0, 1, 2, 3, 4, 5, 6, 7, 8].map(
      (seq) => gauge.take(report(now, seq, 10 * seq), now + seq * 2 * minuteMs).flags,
    );
    expect(flags).toEqual([0, 0, 0, 0, ...Array(5).fill(clock_behind)]);
  });

  it('three reports within one second of a coarse clock are no clock that stands still', () => {
    const gauge = new Gauge();
    const timed = [0, 1, 2].map((seq) => gauge.take(report(now, seq, seq), now + seq * 300));
    expect(timed.map(({ flags, measuredAt }) => [flags, measuredAt])).toEqual(Array(3).fill([0, now]));
  });

  it('is noticed where the device restarted, so that its seq went back too', () => {
    const gauge = new Gauge();
    for (let seq = 0; seq < 200; seq += 1)
      gauge.take(report(now + seq * minuteMs, seq), now + seq * minuteMs);
    const flags = [0, 1, 2, 3].map((seq) => {
      const receivedAt = now + (201 + seq) * minuteMs;
      return gauge.take(report(receivedAt - 2 * hourMs, seq, 100 + seq), receivedAt).flags;
    });
    expect(flags).toEqual([0, clock_behind, clock_behind, clock_behind]);
  });

  it('is not what a device shows that sends everything again from its beginning', () => {
    const gauge = new Gauge();
    const all = Array.from({ length: 200 }, (_, seq) => report(now + seq * minuteMs, seq));
    for (const each of all) gauge.take(each, each.ts ?? 0);
    const before = JSON.stringify(gauge.state);
    for (const [n, each] of all.entries()) {
      expect(gauge.take(each, now + (200 + n) * minuteMs)).toMatchObject({
        ...believed(each.ts ?? 0),
        missing: 0,
      });
    }
    expect(JSON.stringify(gauge.state)).toBe(before);
  });

  it('is not what a device shows that restarted and then sends what it had kept from before', () => {
    const gauge = new Gauge();
    gauge.take(report(now, 500), now);
    gauge.take(report(now + hourMs, 0), now + hourMs);
    for (const seq of [501, 502, 503]) {
      const ts = now + (seq - 500) * minuteMs;
      expect(gauge.take(report(ts, seq, 400), now + hourMs + seq)).toMatchObject({
        ...believed(ts),
        missing: 0,
      });
    }
    expect(gauge.take(report(now + hourMs + minuteMs, 1), now + hourMs + minuteMs)).toMatchObject({
      missing: 0,
    });
  });

  it('is believed again once it is right', () => {
    const gauge = new Gauge();
    course(gauge, 2 * hourMs);
    expect(gauge.take(report(now + hourMs, 7), now + hourMs)).toMatchObject(believed(now + hourMs));
    expect(gauge.take(report(now + hourMs + minuteMs, 8), now + hourMs + minuteMs)).toMatchObject({
      flags: 0,
    });
  });

  it('its reports are known when they come again', () => {
    const gauge = new Gauge();
    course(gauge, 2 * hourMs);
    const again = report(now + 5 * minuteMs - 2 * hourMs, 5, 5);
    expect(gauge.take(again, now + 10 * minuteMs)).toMatchObject({ known: true, missing: 0 });
  });

  it('without a seq it cannot be told from old reports, which are late', () => {
    expect(
      course(new Gauge(), 2 * hourMs, false).every(({ flags, atReceipt }) => flags === 0 && !atReceipt),
    ).toBe(true);
  });
});

describe('old reports', () => {
  it('a backlog sent after a live report keeps its own instants, in whatever order it comes', () => {
    const gauge = new Gauge();
    for (const seq of [9, 3, 5, 4, 8, 7, 6]) {
      const ts = now - (9 - seq) * minuteMs;
      expect(gauge.take(report(ts, seq, 400), now + seq)).toMatchObject(believed(ts));
    }
  });

  it('one report behind is not enough to disbelieve the clock', () => {
    const gauge = new Gauge();
    gauge.take(report(now, 1), now);
    expect(gauge.take(report(now - hourMs, 2), now + 1)).toMatchObject(believed(now - hourMs));
    expect(gauge.take(report(now + minuteMs, 3), now + minuteMs)).toMatchObject({ flags: 0 });
    expect(gauge.take(report(now - hourMs, 4), now + minuteMs + 1)).toMatchObject({ flags: 0 });
  });

  it('a report sent again between those of a clock that went back does not put off that it is noticed', () => {
    const gauge = new Gauge();
    gauge.take(report(now, 1), now);
    gauge.take(report(now - hourMs, 2), now + minuteMs);
    gauge.take(report(now, 1), now + minuteMs);
    expect(gauge.take(report(now - hourMs + minuteMs, 3), now + 2 * minuteMs)).toMatchObject({
      flags: clock_behind,
      missing: 0,
    });
  });
});
