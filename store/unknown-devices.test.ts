import { expect, test } from 'vitest';
import type { ClaimedDevice, MessageOutcome } from '../core/effects.ts';
import { sameInBoth } from '../core/said.ts';
import { testDevice } from '../core/test-registry.ts';
import { dayMs } from '../core/time.ts';
import { midnight, nextBatch, outcome } from './test-batch.ts';
import { unknownPerSenderMax } from './unknown-devices.ts';
import { firstPage, ids, opened, walk } from './views/test-views.ts';

const eui = '70b3d57ba0003bb8';

/** The `nth` message, a second after the one before. */
function heard(nth: number, claimed: Partial<ClaimedDevice> = {}, over: Partial<MessageOutcome> = {}) {
  return outcome({
    ...{ position: nth, deviceId: null, by: 'lns', topic: `topic ${nth}` },
    receivedAt: midnight + nth * 1_000,
    rejections: [{ reason: 'unknown_device', detail: sameInBoth('no such device') }],
    claimed: { id: eui, devEui: eui, family: 'chirpstack', measures: true, ...claimed },
    ...over,
  });
}

test('a device is listed once, with how often it was heard and the last message that measures something', async () => {
  const { views, commit } = opened();
  commit({ outcomes: [heard(1, { measures: false })] });
  expect(await views.unknownDevice(eui)).toMatchObject({ messages: 1, example: { topic: 'topic 1' } });
  commit({ outcomes: [heard(2), heard(3), heard(4, { measures: false })] });
  expect((await views.unknownDevices(firstPage)).items).toEqual([
    {
      ...{ id: eui, dev_eui: eui, format: 'chirpstack', by: 'lns', messages: 4, waiting: 4 },
      first_seen_at: '2026-07-14T00:00:01.000Z',
      last_seen_at: '2026-07-14T00:00:04.000Z',
      example: {
        ...{ id: '3', topic: 'topic 3', received_at: '2026-07-14T00:00:03.000Z' },
        ...{ payload: '{}', payload_base64: 'e30=' },
      },
    },
  ]);
  expect((await views.quarantine({ ...firstPage, claimedId: eui })).items).toHaveLength(4);
  expect((await views.quarantine({ ...firstPage, claimedId: 'other' })).items).toEqual([]);
});

test('a message that is tried again is no message more', async () => {
  const { views, commit } = opened();
  commit({ outcomes: [heard(1)] });
  commit({ outcomes: [heard(9, {}, { retries: 1 })] });
  expect(await views.unknownDevice(eui)).toMatchObject({ messages: 1, waiting: 1 });
});

test('who is registered under the id or the EUI is unknown no more', async () => {
  const { views, commit } = opened();
  commit({ outcomes: [heard(1), heard(2, { id: 'g-2', devEui: null, family: 'native' })] });
  expect(ids(await views.unknownDevices(firstPage))).toEqual(['g-2', eui]);
  commit({ devices: new Map([['gauge', testDevice('gauge', { devEui: eui })]]) });
  expect(ids(await views.unknownDevices(firstPage))).toEqual(['g-2']);
  commit({ devices: new Map([['g-2', testDevice('g-2')]]) });
  expect(ids(await views.unknownDevices(firstPage))).toEqual([]);
});

test('whoever invents ids pushes out only his own, and of these the one heard seldom and long ago', async () => {
  const { views, commit } = opened();
  const native = (id: string): Partial<ClaimedDevice> => ({ id, devEui: null, family: 'native' });
  commit({ outcomes: [heard(1, native('of-another'), { by: 'county' })] });
  commit({ outcomes: [heard(2, native('real')), heard(3, native('real'))] });
  const invented = Array.from({ length: unknownPerSenderMax * 2 }, (_, i) => heard(10 + i, native(`x-${i}`)));
  commit({ outcomes: invented });
  const listed = await walk((page) => views.unknownDevices(page), 100);
  expect(listed).toHaveLength(unknownPerSenderMax + 1);
  expect(listed).toEqual(expect.arrayContaining(['of-another', 'real', `x-${invented.length - 1}`]));
  expect(listed).not.toContain('x-0');
});

test('one that fell silent goes with retention', async () => {
  const { store, views, commit } = opened();
  commit({ outcomes: [heard(1)] });
  store.commit(nextBatch(store, { at: midnight + 2 * dayMs }));
  while (store.retain(midnight + dayMs));
  expect(await views.unknownDevice(eui)).toBeNull();
});
