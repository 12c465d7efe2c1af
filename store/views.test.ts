import { expect, test } from 'vitest';
import { alarm, byId, testFolder } from './test-batch.ts';
import { opened } from './views/test-views.ts';
import { openViews } from './views.ts';

test('an open view sees each commit at once', async () => {
  const { views, commit } = opened();
  expect(await views.alarm('a')).toBeNull();
  commit({ alarms: byId(alarm('a')) });
  expect(await views.alarm('a')).toMatchObject({ severity: 'yellow' });
  commit({ alarms: byId(alarm('a', { severity: 'red' })) });
  expect(await views.alarm('a')).toMatchObject({ severity: 'red' });
});

test('views of a folder without a database are refused', () => {
  expect(() => openViews(testFolder())).toThrow(expect.objectContaining({ code: 'database_missing' }));
});
