import { describe, expect, it } from 'vitest';
import { decodeJson } from '../test-uplinks.ts';

const receivedAt = Date.UTC(2026, 6, 1, 12);
const senml = (payload: unknown) => decodeJson('devices/g-1/senml', payload, receivedAt);
const values = (payload: unknown) => senml(payload)?.reports.flatMap((report) => report.values);

describe('SenML', () => {
  it('is read with its base name, time, unit and value', () => {
    const at = receivedAt / 1000 - 60;
    const pack = [
      { bn: 'urn:dev:mac:0024befffe804ff1:', bt: at, bu: 'mm', bv: 100, n: 'depth_mm', v: 52 },
      { n: 'distance', v: 1.5, t: 10 },
      { n: 'temperature', u: 'Cel', v: -79, t: 10 },
    ];
    expect(senml(pack)).toEqual({
      deviceId: 'g-1',
      life: 'alive',
      rejections: [],
      reports: [
        { ts: receivedAt - 60_000, seq: null, values: [['depth_mm', 152]] },
        {
          ts: receivedAt - 50_000,
          seq: null,
          values: [
            ['distance_mm', 101.5],
            ['temperature_c', 21],
          ],
        },
      ],
    });
  });

  it('names a metric with its unit or gives the unit beside it', () => {
    expect(values([{ n: 'depth_mm', v: 12 }])).toEqual([['depth_mm', 12]]);
    expect(values([{ n: 'depth', u: 'm', v: 0.135 }])).toEqual([['depth_mm', 135]]);
    expect(values([{ n: 'battery', u: 'V', v: 3.6 }])).toEqual([['battery_v', 3.6]]);
    expect(values([{ n: 'battery', u: '%EL', v: 71 }])).toEqual([['battery_pct', 71]]);
    expect(values([{ n: 'humidity', u: '/', v: 0.71 }])).toEqual([['humidity_pct', 71]]);
    expect(values([{ n: 'cover_open', vb: true }])).toEqual([['cover_open', 1]]);
  });

  it('small times count from the receipt', () => {
    const pack = [
      { n: 'depth_mm', v: 1, t: -5 },
      { n: 'depth_mm', v: 2 },
    ];
    expect(senml(pack)?.reports.map(({ ts }) => ts)).toEqual([receivedAt - 5_000, null]);
  });

  it.each([
    [{ n: 'depth', v: 12 }, 'unknown_metric'],
    [{ n: 'depth', u: 'V', v: 12 }, 'unknown_metric'],
    [{ n: 'depth_mm', u: 'V', v: 12 }, 'bad_unit'],
    [{ n: 'depth_mm', u: 'furlong', v: 12 }, 'bad_unit'],
    [{ n: 'depth_mm', vs: 'deep' }, 'not_a_number'],
    [{ bn: 'x', bver: 11, n: 'depth_mm', v: 1 }, 'bad_senml'],
  ])('%j is refused: %s', (record, reason) => {
    expect(senml([record])).toMatchObject({ reports: [], rejections: [{ reason }] });
  });

  it('is known among native telemetry', () => {
    const pack = [{ n: 'depth', u: 'cm', v: 13.5 }];
    expect(decodeJson('devices/g-1/telemetry', pack)?.reports[0]?.values).toEqual([['depth_mm', 135]]);
  });
});
