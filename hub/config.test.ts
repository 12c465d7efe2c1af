import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readSettings } from './config.ts';

const camera = (url: string) => readSettings({ SLUICE_CAMERA_URL: url }).camera_url;

test('the address of a camera has the point in it', () => {
  const whole = 'https://video.example/?p={point_id}&at={lon},{lat}';
  expect(camera(whole)).toBe(whole);
  for (const wrong of [
    'https://video.example/',
    'video.example/{point_id}',
    'https://video.example/{point}',
  ]) {
    expect(() => camera(wrong), wrong).toThrow(
      'SLUICE_CAMERA_URL: is no address for a camera; write https://',
    );
  }
});

/** Settings of a file with this text. */
function fromFile(text: string) {
  const folder = mkdtempSync(join(tmpdir(), 'sluice-config-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'sluice.yaml');
  writeFileSync(file, text);
  return readSettings({ SLUICE_CONFIG: file });
}

test('a city changes single figures by which readings are judged, times as durations', () => {
  expect(fromFile('').quality).toEqual({ depth: {}, zero: {} });
  const changed = fromFile('quality: { depth: { tall_jump_mm: 1800, max_hold: 45m }, zero: { nights: 5 } }');
  expect(changed.quality).toEqual({
    depth: { tallJump_mm: 1_800, maxHoldMs: 2_700_000 },
    zero: { nights: 5 },
  });
  expect(() => fromFile('quality:\n  depth: { tall_jump: 1800 }')).toThrow(
    'quality.depth.tall_jump: there is no such setting',
  );
  expect(() => fromFile('quality: { depth: { max_hold: 45 } }')).toThrow(
    'quality.depth.max_hold: is 45; write a duration such as 30m',
  );
  expect(() => fromFile('quality: { zero: { nights: many } }')).toThrow('quality.zero.nights: is no number');
});
