import fc from 'fast-check';
import { expect, test } from 'vitest';
import { alarm, byId, device, midnight } from '../test-batch.ts';
import { opened, walk } from './test-views.ts';

test('a walk meets every alarm once, however many share an instant and come in between', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 20 }),
      fc.integer({ min: 1, max: 6 }),
      async (instants, limit) => {
        const { views, commit } = opened();
        const alarms = instants.map((at, i) => alarm(`old-${i}`, { raisedAt: midnight + at }));
        commit({ alarms: byId(...alarms) });
        let added = 0;
        const seen = await walk(
          (page) => views.alarms(page),
          limit,
          () => {
            added += 1;
            commit({ alarms: byId(alarm(`new-${added}`, { raisedAt: midnight + 10 + added })) });
            commit({
              alarms: byId(...alarms.slice(0, 3).map((each) => ({ ...each, severity: 'red' as const }))),
            });
          },
        );
        expect([...seen].sort()).toEqual(alarms.map(({ id }) => id).sort());
      },
    ),
    { numRuns: 20 },
  );
});

test('a walk over devices goes in the order of ids and ends', async () => {
  const { views, commit } = opened();
  const devices = Array.from({ length: 25 }, (_, i) => device(`gauge-${String(i).padStart(2, '0')}`));
  commit({ devices: byId(...devices) });
  expect(await walk((page) => views.devices(page), 5)).toEqual(devices.map(({ id }) => id));
});

test.each([
  'garbage',
  '',
  '!!!',
  'W10',
  Buffer.from('["a",1]').toString('base64url'),
  Buffer.from('{').toString('base64url'),
])('the cursor "%s" is refused as bad input', async (cursor) => {
  const { views } = opened();
  await expect(views.alarms({ limit: 1, cursor })).rejects.toMatchObject({
    code: 'bad_cursor',
    retryable: false,
  });
});

test('a cursor of another list is refused', async () => {
  const { views, commit } = opened();
  commit({ alarms: byId(alarm('a'), alarm('b')) });
  const { nextCursor } = await views.alarms({ limit: 1, cursor: null });
  await expect(views.devices({ limit: 1, cursor: nextCursor })).rejects.toMatchObject({ code: 'bad_cursor' });
});
