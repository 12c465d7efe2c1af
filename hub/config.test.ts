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

test.each([
  ['SLUICE_MQTT_PORT', 'abc', 'is "abc"; write a port up to 65535, or 0 for any free one, or off'],
  ['SLUICE_MQTTS_PORT', '70000', 'is "70000"; write a port'],
  ['SLUICE_HTTP_PORT', 'off', 'is "off"; write a port up to 65535, or 0 for any free one'],
  ['SLUICE_HTTP_PORT', '80.5', 'is "80.5"; write a port'],
  ['SLUICE_DEVICE_RATE', '0', 'is "0"; write messages a second such as 200, or off'],
  ['SLUICE_LOG_LEVEL', 'loud', 'is none of trace, debug'],
])('%s=%s is refused with what to write instead', (variable, value, words) => {
  expect(() => readSettings({ [variable]: value })).toThrow(`${variable}: ${words}`);
});

test('ports and rates are numbers or off', () => {
  const given = { SLUICE_MQTT_PORT: 'off', SLUICE_HTTP_PORT: '0', SLUICE_DEVICE_RATE: '0.5' };
  expect(readSettings(given)).toMatchObject({ mqtt_port: null, http_port: 0, device_rate: 0.5 });
  const { mqtt_port, mqtts_port, http_port, device_rate } = readSettings({ SLUICE_DEVICE_RATE: 'off' });
  expect([mqtt_port, mqtts_port, http_port, device_rate]).toEqual([1_883, null, 8_080, null]);
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
