import { describe, expect, it } from 'vitest';
import { CodecSandbox } from '../../hub/codecs/codec-sandbox.ts';
import { readProfileFolder, shippedProfiles } from '../../hub/profile-folder.ts';
import type { JsonObject } from '../payload.ts';
import { chirpstackUp, devEui, thingsStackUp } from '../test-uplinks.ts';
import { checkProfile } from './profile-file.ts';
import { propose } from './propose.ts';

const codecs = new CodecSandbox();
const { profiles } = readProfileFolder(shippedProfiles);
const now = Date.UTC(2026, 6, 1, 12);

const proposal = (payload: unknown, topic: string | null = null) => {
  const text = typeof payload === 'string' ? payload : JSON.stringify(payload);
  return propose(new TextEncoder().encode(text), topic, profiles, codecs, now);
};
const base64 = (hex: string) => Buffer.from(hex, 'hex').toString('base64');
const fieldsUp = (object: JsonObject, deviceName = 'Probe 7') =>
  chirpstackUp({ deviceInfo: { devEui, deviceName }, object, fPort: 2 });
const summary = ({ readings }: ReturnType<typeof proposal>) =>
  readings.map(({ metric, value, unit }) => `${metric} ${value} ${unit}`.trim());

describe('a message of a known device', () => {
  it('is read by its profile, from its bytes alone', () => {
    const found = proposal(chirpstackUp({ data: base64('0207d9000390888081006400000c60') }));
    expect(found).toMatchObject({ format: 'chirpstack', devEui, fPort: 1, frameCounter: 7, rejections: [] });
    expect(found.fits.map(({ id }) => id)).toEqual(['decentlab-dl-ctd10', 'decentlab-dl-ctd10b']);
    expect(summary(found)).toEqual(['well_level_mm 4232 mm', 'temperature_c 12.9 °C', 'battery_v 3.168 V']);
  });

  it('is read from the fields of the network server, through either', () => {
    const decoded_payload = { angle_x: 1, angle_y: 2, angle_z: 80, threshold_x: 'trigger' };
    const found = proposal(thingsStackUp({ decoded_payload, f_port: 85 }));
    expect(found).toMatchObject({ format: 'things-stack', gateways: ['0016c001f153a14c'] });
    expect(found.fits[0]).toMatchObject({ id: 'milesight-em310-tilt', by: 'fields' });
    expect(summary(found)).toContain('tilt_deg 10 °');
  });

  it('prefers the profile that the message names', () => {
    const found = proposal(fieldsUp({ battery: 92, distance: 900 }, 'EM500-UDL north'));
    expect(found.fits[0]).toMatchObject({ id: 'milesight-em500-udl', isNamed: true });
    expect(found.fits.length).toBeGreaterThan(1);
  });
});

describe('a message of a device that no profile knows', () => {
  const fields = {
    water_level: { value: 1.25, unit: 'm' },
    Distance: '875 mm',
    batt: 3551,
    tiltX: 4,
    leakage: 'leak',
    counter: 7,
    temperature: 21.5,
    alarm_threshold: 300,
    note: 'ok',
  };

  it('is mapped from names, units and what values can be', () => {
    const found = proposal(fieldsUp(fields));
    expect(found.fits).toEqual([]);
    expect(summary(found)).toEqual([
      'well_level_mm 1250 mm',
      'distance_mm 875 mm',
      'battery_v 3.551 V',
      'tilt_x_deg 4 °',
      'leak 1',
      'temperature_c 21.5 °C',
    ]);
    expect(found.mapping?.fields.map(({ by }) => by)).toEqual([
      ...['name and unit', 'name and unit', 'name and value', 'name and value', 'name and unit'],
      'name and value',
    ]);
    expect(found.mapping?.unmapped).toEqual(['counter', 'alarm_threshold', 'note']);
  });

  it('gives a profile file that reads that message as it says', () => {
    const text = proposal(fieldsUp(fields)).mapping?.yaml ?? '';
    const source = { file: 'f', id: 'acme-probe-7', text, codecText: () => null };
    const checked = checkProfile(source, codecs);
    expect(checked.ok ? [] : checked.error).toEqual([]);
    expect(checked.ok && checked.value.examples).toHaveLength(1);
  });

  it('with nothing but bytes needs a codec, and says so', () => {
    const found = proposal(chirpstackUp({ data: base64('fefefefefe') }));
    expect(found).toMatchObject({ readings: [], mapping: null, fits: [] });
    expect(found.rejections[0]?.detail.en).toContain('set a codec there');
  });
});

describe('other messages', () => {
  it.each([
    [[{ bn: 'x:', n: 'depth', u: 'm', v: 0.12 }], 'senml', ['depth_mm 120 mm']],
    [{ ts: 1, values: { depth_mm: 7 } }, 'thingsboard', ['depth_mm 7 mm']],
    [{ depth_mm: 7 }, 'native', ['depth_mm 7 mm']],
    [{ deviceInfo: { devEui }, margin: 10, batteryLevel: 88 }, 'chirpstack', ['battery_pct 88 %']],
    [
      { result: thingsStackUp({ decoded_payload: { Distance: '2 m' } }) },
      'things-stack',
      ['distance_mm 2000 mm'],
    ],
  ])('%j is of %s', (payload, format, readings) => {
    const found = proposal(payload);
    expect([found.format, summary(found)]).toEqual([format, readings]);
  });

  it.each([
    ['no JSON at all', 'not_json'],
    [{ applicationID: '1', devEUI: 'AgICAgICAgI=', data: 'AA==' }, 'chirpstack_v3'],
    [thingsStackUp({}, { simulated: true }), 'simulated'],
  ])('%j is refused by name', (payload, reason) => {
    expect(proposal(payload).rejections[0]?.reason).toBe(reason);
  });

  it('on a topic that nobody knows is refused by that', () => {
    expect(proposal({ depth_mm: 7 }, 'weather/today').rejections[0]?.reason).toBe('unknown_topic');
  });
});
