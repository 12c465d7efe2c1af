import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { metricByName } from '../../core/metric.ts';
import { decodeMessage } from '../test-uplinks.ts';

const bytes = (payload: unknown) =>
  new TextEncoder().encode(typeof payload === 'string' ? payload : JSON.stringify(payload));

const native = (kind: string, payload: unknown) =>
  decodeMessage(`devices/g-1/${kind}`, bytes(payload), 'g-1', 0);
const telemetry = (payload: unknown) => native('telemetry', payload);
const thingsboard = (payload: unknown) => decodeMessage('v1/devices/me/telemetry', bytes(payload), 'tb-1', 0);
const reasons = (decoded: ReturnType<typeof decodeMessage>) =>
  decoded?.rejections.map(({ reason }) => reason);

describe('topics', () => {
  it.each([
    'devices/g-1/commands',
    'devices/g-1/telemetry/more',
    'devices//telemetry',
    'devices/a/b/telemetry',
    'DEVICES/g-1/telemetry',
    'v1/devices/me/attributes/more',
    '/devices/g-1/telemetry',
    '',
  ])('%s is no topic of a device', (topic) => {
    expect(decodeMessage(topic, bytes({}), 'g-1', 0)).toBeNull();
  });

  it('the topic says whose a native message is, the login whose a ThingsBoard message is', () => {
    expect(telemetry({})?.deviceId).toBe('g-1');
    expect(thingsboard({})?.deviceId).toBe('tb-1');
  });
});

describe('native telemetry', () => {
  it('one object', () => {
    expect(telemetry({ ts: 1_767_225_600_000, seq: 42, depth_mm: 152, battery_v: 3.61 })).toEqual({
      deviceId: 'g-1',
      life: 'alive',
      rejections: [],
      reports: [
        {
          ts: 1_767_225_600_000,
          seq: 42,
          values: [
            ['depth_mm', 152],
            ['battery_v', 3.61],
          ],
        },
      ],
    });
  });

  it('a list of objects, in its order; up to 1,000', () => {
    const many = Array.from({ length: 1_000 }, (_, n) => ({ seq: n, depth_mm: n }));
    expect(telemetry(many)?.reports.map((report) => report.seq)).toEqual(many.map((object) => object.seq));
    const tooMany = telemetry([...many, {}]);
    expect([tooMany?.reports, reasons(tooMany)]).toEqual([[], ['too_many_reports']]);
    expect(telemetry([])).toMatchObject({ reports: [], rejections: [] });
  });

  it('ts is a number or RFC 3339, or left out', () => {
    const ts = (raw: unknown) => telemetry({ ts: raw, depth_mm: 1 })?.reports[0]?.ts;
    expect(ts(5)).toBe(5);
    expect(ts('1970-01-01T00:00:00.005123Z')).toBe(5);
    expect([ts(undefined), ts(null)]).toEqual([null, null]);
  });

  it('a ts or seq that cannot be read is rejected by name and hides no value', () => {
    const decoded = telemetry({ ts: 'yesterday', seq: -1, depth_mm: 7 });
    expect(decoded?.reports).toEqual([{ ts: null, seq: null, values: [['depth_mm', 7]] }]);
    expect(reasons(decoded)).toEqual(['bad_ts', 'bad_seq']);
    for (const seq of [1.5, '7', true, 2 ** 53]) expect(reasons(telemetry({ seq }))).toEqual(['bad_seq']);
  });

  it('a contact is 0, 1, false or true', () => {
    const open = (raw: unknown) => telemetry({ cover_open: raw });
    expect([0, 1, false, true].map((raw) => open(raw)?.reports[0]?.values[0]?.[1])).toEqual([0, 1, 0, 1]);
    expect(reasons(open(2))).toEqual(['out_of_range']);
    expect(reasons(open('true'))).toEqual(['not_a_number']);
  });

  it.each([
    [{ depth_mm: '12', battery_v: 3.6 }, 'not_a_number', 'depth_mm is "12", not a number'],
    [{ depth_mm: null, battery_v: 3.6 }, 'not_a_number', 'depth_mm is null, not a number'],
    [{ depth_mm: true, battery_v: 3.6 }, 'not_a_number', 'depth_mm is true, not a number'],
    [{ depth_mm: [1], battery_v: 3.6 }, 'not_a_number', 'depth_mm is […], not a number'],
    [{ depth: '12', battery_v: 3.6 }, 'unknown_metric', '"depth" is no metric'],
    [{ constructor: '12', battery_v: 3.6 }, 'unknown_metric', '"constructor" is no metric'],
  ])('%j: what cannot be used is rejected, the rest is taken', (payload, reason, detail) => {
    const decoded = telemetry(payload);
    expect(decoded?.reports[0]?.values).toEqual([['battery_v', 3.6]]);
    expect(decoded?.rejections).toHaveLength(1);
    expect(decoded?.rejections[0]?.reason).toBe(reason);
    expect(decoded?.rejections[0]?.detail.en).toContain(detail);
  });

  it('a number too large for JSON is not a number', () => {
    expect(reasons(telemetry('{"depth_mm":1e999}'))).toEqual(['not_a_number']);
  });

  it.each([
    ['', 'not_json'],
    ['{"depth_mm":1', 'not_json'],
    ['NaN', 'not_json'],
    ['7', 'not_an_object'],
    ['"text"', 'not_an_object'],
    ['null', 'not_an_object'],
  ])('%j is no telemetry: %s', (payload, reason) => {
    const decoded = telemetry(payload);
    expect([decoded?.reports, reasons(decoded), decoded?.life]).toEqual([[], [reason], 'alive']);
  });

  it('what is no object in a list is rejected alone', () => {
    const decoded = telemetry([{ depth_mm: 1 }, 7, [{ depth_mm: 2 }], { depth_mm: 3 }]);
    expect(decoded?.reports.map((report) => report.values)).toEqual([[['depth_mm', 1]], [['depth_mm', 3]]]);
    expect(reasons(decoded)).toEqual(['not_an_object', 'not_an_object']);
  });

  it('values nested as deep as a payload allows cost their own value only', () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    const decoded = telemetry(`{"depth_mm":${deep},"battery_v":3.6}`);
    expect(decoded?.reports[0]?.values).toEqual([['battery_v', 3.6]]);
    expect(reasons(decoded)).toEqual(['not_a_number']);
  });

  it('someone’s input is shown in part', () => {
    const [rejection] = telemetry({ ['x'.repeat(5_000)]: 'x' })?.rejections ?? [];
    expect(rejection?.detail.en.length).toBeLessThan(150);
  });
});

describe('heartbeats', () => {
  it('may say much, little or nothing', () => {
    const full = {
      ts: 5,
      seq: 1,
      battery_v: 3.6,
      battery_pct: 90,
      rssi_dbm: -80,
      uptime_s: 60,
      firmware: '1.2',
    };
    expect(native('heartbeat', full)).toEqual({
      deviceId: 'g-1',
      life: 'alive',
      rejections: [],
      reports: [
        {
          ts: 5,
          seq: 1,
          values: [
            ['battery_v', 3.6],
            ['battery_pct', 90],
            ['rssi_dbm', -80],
            ['uptime_s', 60],
          ],
        },
      ],
    });
    expect(native('heartbeat', {})?.reports).toEqual([{ ts: null, seq: null, values: [] }]);
    expect(native('heartbeat', '')).toEqual({ deviceId: 'g-1', life: 'alive', rejections: [], reports: [] });
  });

  it('the firmware is known in a heartbeat only, and an unreadable one still is a sign of life', () => {
    expect(reasons(telemetry({ firmware: '1.2' }))).toEqual(['unknown_metric']);
    expect(native('heartbeat', '{')).toMatchObject({ life: 'alive', rejections: [{ reason: 'not_json' }] });
  });
});

describe('status and replies', () => {
  it('a status is online or offline, as it is or with blanks around', () => {
    expect(native('status', 'online')).toMatchObject({ life: 'alive', rejections: [], reports: [] });
    expect(native('status', ' offline\n')).toMatchObject({ life: 'gone', rejections: [] });
    for (const other of ['', 'OFFLINE', '"offline"', 'gone']) {
      expect(native('status', other)).toMatchObject({
        life: 'alive',
        rejections: [{ reason: 'bad_status' }],
      });
    }
  });

  it('a reply is one object with the id of its command', () => {
    expect(native('replies', { id: 'c-1', ok: true, detail: 'set' })).toMatchObject({
      ...{ rejections: [], reports: [], life: 'alive' },
      reply: { commandId: 'c-1', ok: true, detail: 'set' },
    });
    expect(native('replies', { id: 'c-1', ok: false, detail: { code: 7 } })?.reply).toEqual({
      ...{ commandId: 'c-1', ok: false, detail: '{"code":7}' },
    });
    expect(native('replies', { id: 'c-1' })?.reply).toEqual({ commandId: 'c-1', ok: true, detail: null });
    expect(native('replies', { id: 'c-1', detail: 'x'.repeat(5_000) })?.reply?.detail).toHaveLength(1_000);
    for (const other of [{ ok: true }, [], [{ id: 'c-1' }, { id: 'c-2' }], [7]]) {
      expect(reasons(native('replies', other))).toEqual(['bad_reply']);
    }
    expect(reasons(native('replies', '{'))).toEqual(['not_json']);
  });
});

describe('ThingsBoard telemetry', () => {
  const values = [['temperature_c', 21.5]];

  it.each([
    ['flat', { temperature_c: 21.5 }, [null]],
    ['flat with ts', { ts: 5, temperature_c: 21.5 }, [5]],
    ['ts and values', { ts: 5, values: { temperature_c: 21.5 } }, [5]],
    ['values alone', { values: { temperature_c: 21.5 } }, [null]],
    ['a list of flat ones', [{ temperature_c: 21.5 }, { temperature_c: 21.5 }], [null, null]],
    [
      'a list of either',
      [
        { ts: 5, values: { temperature_c: 21.5 } },
        { ts: 6, temperature_c: 21.5 },
      ],
      [5, 6],
    ],
  ])('%s', (_, payload, ts) => {
    const decoded = thingsboard(payload);
    expect(decoded?.rejections).toEqual([]);
    expect(decoded?.reports).toEqual(ts.map((each) => ({ ts: each, seq: null, values })));
  });

  it('a seq counts beside the values and among them', () => {
    expect(thingsboard({ seq: 3, values: {} })?.reports[0]?.seq).toBe(3);
    expect(thingsboard({ ts: 5, values: { seq: 4, temperature_c: 1 } })?.reports[0]?.seq).toBe(4);
  });

  it('values that are no object, and an empty payload, are rejected', () => {
    expect(reasons(thingsboard({ ts: 5, values: 'x' }))).toEqual(['unknown_metric']);
    expect(reasons(thingsboard(''))).toEqual(['not_json']);
  });
});

it.each(['attributes', 'attributes/request/7', 'rpc/request/3'])(
  'what ThingsBoard’s firmware says besides on %s is a sign of life, and no mistake',
  (end) => {
    const said = decodeMessage(`v1/devices/me/${end}`, bytes({ firmware: '1.2' }), 'tb-1', 0);
    expect(said).toEqual({ deviceId: 'tb-1', reports: [], life: 'alive', rejections: [] });
  },
);

describe('ThingsBoard replies', () => {
  const replied = (payload: unknown) =>
    decodeMessage('v1/devices/me/rpc/response/12', bytes(payload), 'tb-1', 0)?.reply;

  it('name their command by its number, and are a success unless they say otherwise', () => {
    expect(replied('')).toEqual({ commandId: 'C000012', ok: true, detail: null });
    expect(replied('done')).toEqual({ commandId: 'C000012', ok: true, detail: 'done' });
    expect(replied({ interval_s: 60 })).toMatchObject({ ok: true, detail: '{"interval_s":60}' });
    expect(replied({ ok: false, detail: 'no such key' })).toMatchObject({ ok: false, detail: 'no such key' });
    expect(replied({ error: 'busy' })).toMatchObject({ ok: false });
    expect(replied({ success: false })).toMatchObject({ ok: false });
  });

  it('to what is no number are on no topic of a device', () => {
    for (const end of ['', 'x', '1/2', '-1', '1'.repeat(20)]) {
      expect(decodeMessage(`v1/devices/me/rpc/response/${end}`, bytes(''), 'tb-1', 0)).toBeNull();
    }
  });
});

it('no payload makes a decoder throw, and every value taken is a number', () => {
  const metrics = fc.constantFrom(...metricByName.keys(), 'depth', 'values', 'ts', 'seq');
  const object = fc.dictionary(metrics, fc.jsonValue());
  const payload = fc.oneof(
    fc.uint8Array(),
    fc.oneof(object, fc.array(object), fc.jsonValue()).map((value) => bytes(value)),
  );
  const topic = fc.constantFrom(
    ...['telemetry', 'heartbeat', 'status', 'replies'].map((kind) => `devices/g-1/${kind}`),
    'v1/devices/me/telemetry',
  );
  fc.assert(
    fc.property(topic, payload, (name, sent) => {
      const decoded = decodeMessage(name, sent, 'g-1', 0);
      expect(decoded?.deviceId).toBe('g-1');
      for (const [metric, value] of decoded?.reports.flatMap((report) => report.values) ?? []) {
        expect([typeof metric, Number.isFinite(value)]).toEqual(['string', true]);
      }
    }),
  );
});
