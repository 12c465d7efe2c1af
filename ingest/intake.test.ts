import { describe, expect, it } from 'vitest';
import { flagNames } from '../core/reading.ts';
import type { DeviceProfile } from '../core/registry.ts';
import { sensorFaultCode } from '../core/sensor-fault.ts';
import { dayMs, hourMs, minuteMs, secondMs } from '../core/time.ts';
import { builtInProfiles } from './built-in-profiles.ts';
import { gauge, Hub, hub, now, summary } from './test-gauges.ts';

const depthsSeen = (taken: ReturnType<Hub['take']>) =>
  taken.samples.filter(({ metric }) => metric === 'depth_mm').map(({ value }) => value);
const reasons = (taken: ReturnType<Hub['take']>) => taken.outcome.rejections.map(({ reason }) => reason);

describe('a message', () => {
  it('becomes readings to store and samples for the rules, at the device’s own time', () => {
    const here = hub();
    const taken = here.take({ ts: now - secondMs, seq: 1, temperature_c: 21.5, battery_v: 3.6 });
    expect(taken.device?.id).toBe('g-1');
    expect(taken.outcome.readings).toEqual([
      {
        deviceId: 'g-1',
        metric: 'temperature_c',
        measuredAt: now - secondMs,
        receivedAt: now,
        value: 21.5,
        flags: 0,
      },
      {
        deviceId: 'g-1',
        metric: 'battery_v',
        measuredAt: now - secondMs,
        receivedAt: now,
        value: 3.6,
        flags: 0,
      },
    ]);
    expect(taken.samples.map(({ pointId, metric, value }) => [pointId, metric, value])).toEqual([
      ['p-1', 'temperature_c', 21.5],
      ['p-1', 'battery_v', 3.6],
    ]);
    expect(taken.outcome).toMatchObject({ evaluated: 2, duplicateReadings: 0, missing: 0, rejections: [] });
  });

  it('keeps its valid values where others are rejected', () => {
    const taken = hub().take({ temperature_c: 21.5, humidity_pct: 140, depth_mm: 'deep', colour: 7 });
    expect(summary(taken)).toEqual(['temperature_c 21.5']);
    expect(reasons(taken).sort()).toEqual(['not_a_number', 'out_of_range', 'unknown_metric']);
    expect(taken.outcome.rejections.find(({ reason }) => reason === 'out_of_range')?.detail.en).toBe(
      'humidity_pct is 140; a working sensor gives 0 to 100',
    );
    expect(taken.outcome.usable).toBe(false);
  });

  it('may hold metrics of the device’s profile, within the range that it names', () => {
    const ranges: DeviceProfile['ranges'] = { silt_mm: [0, 500], depth_mm: [0, 2_000] };
    const profiles = builtInProfiles.map((profile) => ({ ...profile, ranges }));
    const here = new Hub([gauge('g-1')], dayMs, profiles);
    expect(summary(here.take({ silt_mm: 40 }))).toEqual(['silt_mm 40']);
    const outside = here.take({ silt_mm: 501, depth_mm: 2_001, constructor: 1 });
    expect(summary(outside)).toEqual([]);
    expect(reasons(outside)).toEqual(['out_of_range', 'out_of_range', 'unknown_metric']);
  });

  it('of a device that is not registered, or on a topic that nobody knows, is kept for a retry', () => {
    const here = hub();
    const stranger = here.message('devices/x-9/telemetry', { depth_mm: 1 }, now, 'x-9');
    expect(stranger.device).toBeNull();
    expect(stranger.outcome).toMatchObject({ deviceId: null, usable: false, readings: [] });
    expect(stranger.outcome.rejections[0]?.detail.en).toContain('no device x-9 is registered');
    expect(reasons(here.message('weather/today', {}, now))).toEqual(['unknown_topic']);
  });

  it('that says nothing but that its device lives is usable', () => {
    const here = hub();
    expect(here.message('devices/g-1/status', 'online', now)).toMatchObject({
      life: 'alive',
      outcome: { usable: true },
    });
    expect(here.message('devices/g-1/status', 'offline', now)).toMatchObject({
      life: 'gone',
      outcome: { usable: true },
    });
    expect(here.message('devices/g-1/heartbeat', '', now).outcome.usable).toBe(true);
    expect(here.message('devices/g-1/heartbeat', { firmware: '1' }, now).outcome.usable).toBe(true);
    expect(here.message('devices/g-1/heartbeat', '{', now)).toMatchObject({
      life: 'alive',
      outcome: { usable: false },
    });
  });

  it('names a mistake once, however often it was made, and no more than a person reads', () => {
    const same = hub().take(Array.from({ length: 500 }, () => ({ temperature_c: 21, colour: 1 })));
    expect(reasons(same)).toEqual(['unknown_metric']);
    const many = hub().take(Object.fromEntries(Array.from({ length: 500 }, (_, n) => [`x${n}`, n])));
    expect(reasons(many)).toHaveLength(21);
    expect(many.outcome.rejections.at(-1)).toEqual({
      reason: 'and_more',
      detail: { zh: '此报文另有 480 处', en: 'and 480 more of this message' },
    });
  });
});

describe('doubles and old readings', () => {
  it('a second reading with the same device, metric and ts is a duplicate, whatever its value', () => {
    const here = hub();
    here.take({ ts: now, temperature_c: 21 });
    const again = here.take({ ts: now, temperature_c: 35, humidity_pct: 50 }, now + 1);
    expect(again.outcome.duplicateReadings).toBe(1);
    expect(summary(again)).toEqual(['humidity_pct 50']);
    expect(again.samples.map(({ metric }) => metric)).toEqual(['humidity_pct']);
  });

  it('one older than the newest of its metric is stored as late and not evaluated', () => {
    const here = hub();
    here.take({ ts: now, temperature_c: 21 });
    const late = here.take({ ts: now - minuteMs, temperature_c: 35, humidity_pct: 50 }, now + 1);
    expect(summary(late)).toEqual(['temperature_c 35 late', 'humidity_pct 50']);
    expect(late.samples.map(({ metric }) => metric)).toEqual(['humidity_pct']);
    expect(late.outcome.evaluated).toBe(1);
  });

  it('a clock that is ahead or behind is flagged, and its reading evaluated at the time of receipt', () => {
    const here = hub();
    const ahead = here.take({ ts: now + hourMs, temperature_c: 21 });
    const behind = here.take({ ts: 1_000, temperature_c: 22 }, now + minuteMs);
    expect([ahead, behind].flatMap(summary)).toEqual([
      'temperature_c 21 clock_ahead',
      'temperature_c 22 clock_behind',
    ]);
    expect([ahead, behind].map((taken) => taken.samples[0]?.measuredAt)).toEqual([now, now + minuteMs]);
    const again = here.take({ ts: 1_000, temperature_c: 22 }, now + 2 * minuteMs);
    expect(again.outcome).toMatchObject({ readings: [], duplicateReadings: 1, evaluated: 0 });
  });

  it('a clock that went back by two hours hides no flood', () => {
    const here = hub();
    here.take({ ts: now, seq: 1, depth_mm: 0 });
    const seen = [2, 3, 4, 5].map((seq) => {
      const receivedAt = now + seq * minuteMs;
      return depthsSeen(here.take({ ts: receivedAt - 2 * hourMs, seq, depth_mm: 20 * seq }, receivedAt));
    });
    expect(seen).toEqual([[], [60], [80], [100]]);
  });

  it('numbers left out are counted, and given back when they come', () => {
    const here = hub();
    const counts = [1, 4, 3, 2].map((seq) => {
      const { outcome } = here.take({ ts: now + seq * secondMs, seq, temperature_c: seq });
      return [outcome.missing, outcome.filled];
    });
    expect(counts).toEqual([
      [0, 0],
      [2, 0],
      [0, 1],
      [0, 1],
    ]);
  });
});

describe('a list of reports', () => {
  it('is evaluated in the order of ts, whatever the order in the message', () => {
    const at = (n: number) => ({ ts: now - (10 - n) * minuteMs, seq: n, temperature_c: n });
    const taken = hub().take([at(3), at(1), at(4), at(2)]);
    expect(taken.samples.map(({ value }) => value)).toEqual([1, 2, 3, 4]);
    expect(summary(taken).some((text) => text.includes('late'))).toBe(false);
    expect(taken.outcome).toMatchObject({ evaluated: 4, missing: 0 });
  });

  it('those that get the time of receipt come last and make none of the others late', () => {
    const taken = hub().take([
      { temperature_c: 1 },
      { ts: 5_000, temperature_c: 2 },
      { ts: now - minuteMs, temperature_c: 3 },
      { ts: 4_000, temperature_c: 4 },
      { temperature_c: 5 },
      { ts: now - hourMs, temperature_c: 6 },
    ]);
    expect(taken.samples.map(({ value }) => value)).toEqual([6, 3, 4, 2, 1, 5]);
    expect(taken.samples.map(({ measuredAt }) => measuredAt - now)).toEqual([-hourMs, -minuteMs, 0, 1, 2, 3]);
    expect(taken.outcome.readings.every(({ flags }) => !flagNames(flags).includes('late'))).toBe(true);
  });

  it('of two for the same instant the first counts', () => {
    const taken = hub().take([
      { ts: now, temperature_c: 1 },
      { ts: now, temperature_c: 2 },
    ]);
    expect(summary(taken)).toEqual(['temperature_c 1']);
    expect(taken.outcome.duplicateReadings).toBe(1);
  });
});

describe('depth', () => {
  it('is what the gauge shows less its zero offset, also in the history', () => {
    const here = hub({ zeroOffsetMm: 12 });
    expect(summary(here.take({ ts: now, depth_mm: 20 }))).toEqual(['depth_mm 8']);
    expect(summary(here.take({ ts: now - minuteMs, depth_mm: 20 }, now + 1))).toEqual(['depth_mm 8 late']);
  });

  it('comes from the distance where the sensor’s height is known, late or not', () => {
    const here = hub({ mountHeightMm: 2_700, zeroOffsetMm: -10 });
    const taken = here.take({ ts: now, distance_mm: 2_690 });
    expect(summary(taken)).toEqual(['distance_mm 2690', 'depth_mm 20']);
    expect(depthsSeen(taken)).toEqual([20]);
    const late = here.take({ ts: now - minuteMs, distance_mm: 2_650 }, now + 1);
    expect(summary(late)).toEqual(['distance_mm 2650 late', 'depth_mm 60 late']);
    expect(late.samples).toEqual([]);
    const again = here.take({ ts: now, distance_mm: 2_690 }, now + 2);
    expect(again.outcome).toMatchObject({ readings: [], duplicateReadings: 1 });
  });

  it('without the height a distance is stored and evaluated as it is', () => {
    const taken = hub().take({ distance_mm: 2_690 });
    expect(summary(taken)).toEqual(['distance_mm 2690']);
    expect(taken.samples.map(({ metric }) => metric)).toEqual(['distance_mm']);
  });

  it('of a gauge that sends both is its own, evaluated once, in whatever order they stand', () => {
    for (const payload of [
      { ts: now, distance_mm: 2_600, depth_mm: 30 },
      { ts: now, depth_mm: 30, distance_mm: 2_600 },
    ]) {
      const taken = hub({ mountHeightMm: 2_700 }).take(payload);
      expect(summary(taken).sort()).toEqual(['depth_mm 30', 'distance_mm 2600']);
      expect(depthsSeen(taken)).toEqual([30]);
    }
  });

  it('a code for no echo is history, and neither a distance nor a depth', () => {
    const here = hub({ mountHeightMm: 2_700 });
    const taken = here.take({ ts: now, distance_mm: 9_999 });
    expect(summary(taken)).toEqual(['distance_mm 9999 no_echo']);
    expect(taken.samples.map(({ metric }) => metric)).toEqual(['sensor_fault']);
    const both = here.take({ ts: now + minuteMs, distance_mm: 300, depth_mm: 2_400 }, now + minuteMs);
    expect(summary(both)).toEqual(['distance_mm 300 no_echo', 'depth_mm 2400 no_echo']);
    expect(depthsSeen(both)).toEqual([]);
  });

  it('a gauge that reports 10 minutes apart shows a sudden flood at its second sign, with both samples', () => {
    const here = hub();
    const seen = [0, 0, 180, 230, 260].map((depth_mm, n) => {
      const receivedAt = now + n * 10 * minuteMs;
      return depthsSeen(here.take({ ts: receivedAt, depth_mm }, receivedAt));
    });
    expect(seen).toEqual([[0], [0], [], [180, 230], [260]]);
  });

  it('one sample up and back is stored and never evaluated', () => {
    const here = hub();
    const taken = [0, 0, 180, 0, 0, 0].map((depth_mm, n) => {
      const receivedAt = now + n * minuteMs;
      return here.take({ ts: receivedAt, depth_mm }, receivedAt);
    });
    expect(taken.flatMap(depthsSeen)).toEqual([0, 0, 0, 0, 0]);
    expect(taken.flatMap((each) => each.outcome.readings).map(({ value }) => value)).toEqual([
      0, 0, 180, 0, 0, 0,
    ]);
  });

  it('a gauge that loses its echo for hours is faulty, and well again later', () => {
    const here = hub({ mountHeightMm: 2_700 });
    const fault = (distance_mm: number, receivedAt: number) =>
      here
        .take({ ts: receivedAt, distance_mm }, receivedAt)
        .samples.find(({ metric }) => metric === 'sensor_fault')?.value;
    const lost = Array.from({ length: 15 }, (_, n) => fault(9_999, now + n * hourMs));
    expect([lost[0], lost.at(-1)]).toEqual([0, sensorFaultCode('silent')]);
    expect(fault(2_700, now + 15 * hourMs)).toBe(0);
  });
});

it('a gauge is told from another by its id alone', () => {
  const here = hub({}, gauge('g-2'));
  here.take({ ts: now, temperature_c: 1 });
  const other = here.message('devices/g-2/telemetry', { ts: now, temperature_c: 2 }, now, 'g-2');
  expect(summary(other)).toEqual(['temperature_c 2']);
  expect([...here.intake.devices.keys()]).toEqual(['g-1', 'g-2']);
});
