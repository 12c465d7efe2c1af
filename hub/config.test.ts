import { expect, test } from 'vitest';
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
