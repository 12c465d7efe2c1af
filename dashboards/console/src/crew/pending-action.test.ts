import { expect, test } from 'vitest';
import { bodyOf, type PendingAction } from './pending-action.ts';

const now = Date.UTC(2026, 6, 1, 8);

function pending(over: Partial<PendingAction>): PendingAction {
  const plain = {
    order: 1,
    key: 'k',
    username: 'li',
    caseId: 'C-1',
    action: 'handle',
    words: 'dry',
  } as const;
  const rest = { caseTitles: { zh: '水', en: 'water' }, photos: [], photoUrls: [], recordedAt: now };
  return { ...plain, ...rest, body: null, trouble: null, ...over };
}

test('the words stand in the field that the action needs', () => {
  expect(bodyOf(pending({ photoUrls: ['/p'] }), now)).toEqual({
    action: 'handle',
    note: 'dry',
    photos: ['/p'],
  });
  expect(bodyOf(pending({ action: 'return' }), now)).toEqual({ action: 'return', reason: 'dry' });
  expect(bodyOf(pending({ action: 'accept', words: '' }), now)).toEqual({ action: 'accept' });
});

test('what is sent late says when it was done', () => {
  const { note } = bodyOf(pending({}), now + 3_600_000);
  expect(note).toContain('dry');
  expect(note).toContain('2026-07-01 16:00:00');
});
