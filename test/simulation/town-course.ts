// What the devices of the small town measure in one course of events: floods that stand clear of every setpoint,
// covers that move and come back.
import { createRandom } from '../../simulators/random.ts';

export interface DeviceCourse {
  readonly deviceId: string;
  readonly intervalMs: number;
  readonly count: number;
  readonly skewMs: number;
  readonly values: (n: number) => Readonly<Record<string, number>>;
  readonly floods: number;
}

const minuteMs = 60_000;
/** Reports of a gauge. */
const reports = 130;

export function townCourse(seed: number): DeviceCourse[] {
  const random = createRandom(seed, 'town');
  const skewMs = () => (random.next() < 0.1 ? random.pick([-2, -0.5, 1, 3]) * 60 * minuteMs : 0);
  const gauge = (deviceId: string): DeviceCourse => {
    const peak = random.pick([0, 100, 200, 320, 480]);
    const from = 10 + random.index(30);
    const values = (n: number) => {
      const depth = n < from || n > from + 60 ? 0 : Math.min(peak, (n - from) * 12);
      return { depth_mm: depth + (n % 3) };
    };
    return {
      ...{ deviceId, intervalMs: minuteMs, count: reports, skewMs: skewMs(), values },
      floods: peak > 0 ? 1 : 0,
    };
  };
  const cover = (deviceId: string): DeviceCourse => {
    const from = random.index(20);
    const values = (n: number) => ({
      tilt_deg: n >= from && n < from + 8 ? 40 : 0.4,
      battery_v: n > 12 ? 3.0 : 3.6,
    });
    const intervalMs = 5 * minuteMs;
    return { ...{ deviceId, intervalMs, count: reports / 5, skewMs: skewMs(), values }, floods: 0 };
  };
  return [gauge('gauge-1'), gauge('gauge-2'), cover('tilt-1'), cover('tilt-2')];
}
