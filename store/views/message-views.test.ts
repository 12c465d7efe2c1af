import { expect, test } from 'vitest';
import { outcome } from '../test-batch.ts';
import { firstPage, opened, walk } from './test-views.ts';

test('a page of large quarantined messages is cut short and goes on at the next', async () => {
  const { views, commit } = opened();
  const payload = new Uint8Array(1024 * 1024);
  const outcomes = Array.from({ length: 10 }, (_, i) =>
    outcome({ position: i + 1, deviceId: null, payload }),
  );
  commit({ outcomes });
  expect((await views.quarantine(firstPage)).items).toHaveLength(4);
  const newestFirst = ['10', '9', '8', '7', '6', '5', '4', '3', '2', '1'];
  expect(await walk((page) => views.quarantine(page), 100)).toEqual(newestFirst);
  expect(await walk((page) => views.quarantine(page), 3)).toEqual(newestFirst);
});
