import { expect, test } from 'vitest';
import { Firmware, type FirmwareQuality, type Frame } from './firmware.ts';

const rounds = 400;
const ids = Array.from({ length: 60 }, (_, i) => `device-${i}`);

interface Life {
  readonly firmware: Firmware;
  readonly frames: readonly Frame[];
}

function live(id: string, quality: FirmwareQuality): Life {
  const firmware = new Firmware(1, id, quality);
  const frames: Frame[] = [];
  for (let n = 0; n < rounds; n += 1) frames.push(...firmware.measure(n * 1_000, { battery_v: 3.6, n }));
  return { firmware, frames };
}

test('good firmware sends each measurement once, numbered, by a right clock', () => {
  const { firmware, frames } = live('device-1', 'good');
  expect(frames.map(({ seq }) => seq)).toEqual(Array.from({ length: rounds }, (_, i) => i + 1));
  expect(frames.every(({ ts, body }) => ts === Number(body.n) * 1_000)).toBe(true);
  expect(firmware.account).toEqual({ measured: rounds, repeated: 0, kept: 0, forgotten: 0, reboots: 0 });
});

test('the same device of the same seed does the same', () => {
  expect(live('device-1', 'poor').frames).toEqual(live('device-1', 'poor').frames);
  expect(live('device-1', 'poor').frames).not.toEqual(live('device-2', 'poor').frames);
});

test('whatever firmware does, the account says where each measurement went', () => {
  for (const quality of ['field', 'poor'] as const) {
    for (const id of ids) {
      const { firmware, frames } = live(id, quality);
      const { measured, repeated, kept, forgotten } = firmware.account;
      expect(frames.length).toBe(measured - kept - forgotten + repeated);
      expect(frames.length - new Set(frames).size).toBe(repeated);
    }
  }
});

test('poor firmware does all that devices in the field were seen to do', () => {
  const lives = ids.map((id) => live(id, 'poor'));
  const sum = (key: 'repeated' | 'forgotten' | 'reboots') =>
    lives.reduce((all, { firmware }) => all + firmware.account[key], 0);
  expect(sum('repeated')).toBeGreaterThan(100);
  expect(sum('forgotten')).toBeGreaterThan(10);
  expect(sum('reboots')).toBeGreaterThan(50);
  expect(lives.some(({ firmware }) => firmware.isDead)).toBe(true);
  const off = lives.map(({ frames }) => frames.map(({ ts, body }) => (ts ?? 0) - Number(body.n) * 1_000));
  expect(off.some((skews) => skews.some((ms) => ms > 60_000))).toBe(true);
  expect(off.some((skews) => skews.some((ms) => ms < -60_000))).toBe(true);
  expect(lives.some(({ frames }) => frames.some(({ ts }) => ts === null))).toBe(true);
  const steps = lives.flatMap(({ frames }) =>
    frames.slice(1).map(({ body }, i) => Number(body.n) - Number(frames[i]?.body.n)),
  );
  expect(steps.some((step) => step === -1)).toBe(true);
  const bursts = ids.map((id) => {
    const firmware = new Firmware(1, id, 'poor');
    return Math.max(...Array.from({ length: rounds }, (_, n) => firmware.measure(n, {}).length));
  });
  expect(Math.max(...bursts)).toBeGreaterThan(4);
});
