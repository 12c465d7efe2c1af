import { describe, expect, it } from 'vitest';
import type { DeviceProfile } from '../core/registry.ts';
import { dayMs, minuteMs } from '../core/time.ts';
import { gauge, Hub, hub, now, summary } from './test-gauges.ts';
import { chirpstackUp, devEui, thingsStackTopic, thingsStackUp, upTopic } from './test-uplinks.ts';

const county = () => hub({ devEui });
const time = (at: number) => new Date(at).toISOString();

/** A frame of the gauge, received by the network server at `at`. */
function frame(here: Hub, at: number, over: object = {}, receivedAt = at) {
  const up = chirpstackUp({
    time: time(at),
    deduplicationId: `frame ${at}`,
    object: { depth_mm: 12 },
    ...over,
  });
  return here.message(upTopic, up, receivedAt, 'lns');
}

const counts = ({ outcome }: ReturnType<Hub['take']>) => ({
  stored: outcome.readings.length,
  duplicates: outcome.duplicateReadings,
  missing: outcome.missing,
});

describe('an uplink', () => {
  it('finds its device by EUI and brings fields, signal and gateways', () => {
    const taken = frame(county(), now);
    expect(taken.device?.id).toBe('g-1');
    expect(summary(taken)).toEqual(['depth_mm 12', 'rssi_dbm -36', 'snr_db 10.5']);
    expect(taken.gateways).toEqual(['0016c001f153a14c']);
  });

  it('finds a device that is registered under its EUI as an id', () => {
    const here = hub({ id: devEui });
    expect(frame(here, now).device?.id).toBe(devEui);
  });

  it('reads the same through either network server', () => {
    const object = { depth_mm: 12 };
    const through = [
      county().message(upTopic, chirpstackUp({ object }), now),
      county().message(thingsStackTopic, thingsStackUp({ decoded_payload: object }), now),
    ].map(summary);
    expect(through[0]).toEqual(through[1]);
  });

  it('of a device that nobody registered is kept with its EUI', () => {
    const taken = frame(hub(), now);
    expect(taken.device).toBeNull();
    expect(taken.outcome.rejections[0]?.detail.en).toContain(`no device ${devEui} is registered`);
  });

  it('that could not be read is read when it comes again', () => {
    const here = county();
    const unread = frame(here, now, { object: undefined });
    expect(unread.outcome).toMatchObject({ readings: [], rejections: [{ reason: 'no_codec' }] });
    expect(counts(frame(here, now))).toEqual({ stored: 3, duplicates: 0, missing: 0 });
  });
});

describe('doubles of an uplink', () => {
  it('are known by the network server’s mark, whatever time they name', () => {
    const here = county();
    frame(here, now, { deduplicationId: 'a' });
    const again = frame(here, now + minuteMs, { deduplicationId: 'a', fCnt: 8 });
    expect(counts(again)).toEqual({ stored: 0, duplicates: 3, missing: 0 });
  });

  it('are known by session, counter and bytes where the network server took a late copy for new', () => {
    const here = county();
    frame(here, now);
    expect(counts(frame(here, now + 2_000))).toEqual({ stored: 0, duplicates: 3, missing: 0 });
  });

  it('are no frames of a device that started again', () => {
    const here = county();
    for (const fCnt of [0, 1, 2]) frame(here, now + fCnt * 10 * minuteMs, { fCnt });
    const restarted = [0, 1, 2].map((fCnt) => frame(here, now + (3 + fCnt) * 10 * minuteMs, { fCnt }));
    expect(restarted.map(counts)).toEqual(Array(3).fill({ stored: 3, duplicates: 0, missing: 0 }));
  });

  it('are no frames of a new session', () => {
    const here = county();
    frame(here, now, { fCnt: 40 });
    const joined = frame(here, now + minuteMs, { fCnt: 40, devAddr: '0018aaaa' });
    expect(counts(joined)).toEqual({ stored: 3, duplicates: 0, missing: 0 });
  });
});

describe('frame counters', () => {
  it('tell what is missing, and a restart or a new session leaves nothing out', () => {
    const here = county();
    const missing = [
      { fCnt: 10 },
      { fCnt: 13 },
      { fCnt: 2 },
      { fCnt: 5 },
      { fCnt: 90, devAddr: '0018aaaa' },
      { fCnt: 92, devAddr: '0018aaaa' },
    ].map((over, index) => frame(here, now + index * 10 * minuteMs, over).outcome.missing);
    expect(missing).toEqual([0, 2, 0, 2, 0, 1]);
  });

  it('of a session that ended count no more', () => {
    const here = county();
    frame(here, now, { fCnt: 40 });
    frame(here, now + 10 * minuteMs, { fCnt: 0, devAddr: '0018aaaa' });
    frame(here, now + minuteMs, { fCnt: 41 }, now + 11 * minuteMs);
    const next = frame(here, now + 20 * minuteMs, { fCnt: 1, devAddr: '0018aaaa' });
    expect(counts(next)).toEqual({ stored: 3, duplicates: 0, missing: 0 });
  });
});

describe('earlier values in a frame', () => {
  const profile: DeviceProfile = {
    id: 'flood-gauge',
    label: { zh: '测试', en: 'Test' },
    intervalS: 600,
    primaryMetric: 'depth_mm',
    sentinels: {},
    uplink: {
      codec: null,
      clock: null,
      history: { list: 'before', field: 'at', unit: 'ms' },
      withoutReadings: [],
      fields: [
        {
          ...{ metric: 'depth_mm', from: ['level'], unit: null, words: {}, absent: [], when: {} },
          ...{ angle: 'signed', reversed: false },
        },
      ],
    },
  };
  const gaugeHub = () => new Hub([gauge('g-1', { devEui })], dayMs, [profile]);
  const taken = (before: object[]) => frame(gaugeHub(), now, { object: { level: 12, before }, rxInfo: [] });

  it('are stored at their own times, before that of the frame', () => {
    const { outcome } = taken([
      { at: now - 10 * minuteMs, level: 8 },
      { at: now - 20 * minuteMs, level: 4 },
    ]);
    expect(outcome.readings.map(({ measuredAt, value }) => [measuredAt - now, value])).toEqual([
      [-20 * minuteMs, 4],
      [-10 * minuteMs, 8],
      [0, 12],
    ]);
  });

  it.each([
    ['no time', { level: 900 }],
    ['a time before any that is believed', { at: now - 2 * dayMs, level: 900 }],
    ['a time after the frame’s', { at: now + minuteMs, level: 900 }],
  ])('with %s are refused and never taken for now', (_name, entry) => {
    const { outcome, samples } = taken([entry]);
    expect(outcome.readings.map(({ value }) => value)).toEqual([12]);
    expect(outcome.rejections.map(({ reason }) => reason)).toEqual(['bad_history']);
    expect(samples.filter(({ metric }) => metric === 'depth_mm').map(({ value }) => value)).toEqual([12]);
  });
});
