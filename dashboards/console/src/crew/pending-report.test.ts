import { expect, test } from 'vitest';
import type { ShownCase } from '../api-client/answers.ts';
import { type PendingReport, photosAfter, reportBodyOf } from './pending-report.ts';

const now = Date.UTC(2026, 6, 1, 8);

function pending(over: Partial<PendingReport> = {}): PendingReport {
  const what = { category: '01-03', condition: 'missing', title: '井盖缺失', words: '学校门口' } as const;
  const rest = { titles: { zh: '井盖缺失', en: 'Manhole cover missing' }, photos: [], recordedAt: now };
  const place = { lon: 109.84123456789, lat: 35.58 };
  const waiting = { kind: 'report', order: 4, key: 'k', username: 'li', body: null, trouble: null } as const;
  return { ...what, ...rest, place, ...waiting, ...over };
}

test('a report names its point, or where the phone was', () => {
  const what = { category: '01-03', condition: 'missing', title: '井盖缺失', description: '学校门口' };
  expect(reportBodyOf(pending(), now)).toEqual({ ...what, lon: 109.841235, lat: 35.58 });
  const place = { id: 'P-1', name: '7 号井', lon: 1, lat: 2, address: null, component_code: null };
  expect(reportBodyOf(pending({ place }), now)).toEqual({ ...what, point_id: 'P-1' });
  expect(reportBodyOf(pending({ words: '' }), now)).not.toHaveProperty('description');
});

test('what is sent late says when it was seen', () => {
  expect(reportBodyOf(pending(), now + 3_600_000).description).toMatch(/^学校门口.*2026-07-01 16:00:00/);
});

test('photos take the report’s place in the outbox, as a request of their own', () => {
  const subject = { id: 'C-7', titles: { zh: '井盖', en: 'cover' } } as ShownCase;
  expect(photosAfter(pending(), subject)).toBeNull();
  const photos = [new Blob(['a'])];
  const after = photosAfter(pending({ photos }), subject);
  expect(after).toMatchObject({ order: 4, username: 'li', caseId: 'C-7', action: 'comment', photos });
  expect(after).toMatchObject({ body: null, recordedAt: now });
  expect(after?.key).not.toBe('k');
});
