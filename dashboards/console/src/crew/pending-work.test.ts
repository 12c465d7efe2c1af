import { expect, test } from 'vitest';
import type { PendingAction } from './pending-action.ts';
import type { PendingReport } from './pending-report.ts';
import { mayBeDone, nextToSend, type PendingWork } from './pending-work.ts';

function pending(over: Partial<PendingAction>): PendingWork {
  return { order: 1, username: 'li', caseId: 'C-1', body: null, trouble: null, ...over } as PendingAction;
}

function report(over: Partial<PendingReport>): PendingWork {
  const plain = { kind: 'report', order: 1, username: 'li', body: null, trouble: null, ...over };
  return plain as PendingReport;
}

test('what follows a refused action on its case waits, other cases go on', () => {
  const trouble = { kind: 'conflict', detail: 'moved on' } as const;
  const outbox = [
    pending({ order: 1, trouble }),
    pending({ order: 2 }),
    pending({ order: 3, username: 'wang', caseId: 'C-2' }),
    pending({ order: 4, caseId: 'C-3' }),
  ];
  expect(nextToSend(outbox, 'li')?.order).toBe(4);
  expect(nextToSend(outbox, 'wang')?.order).toBe(3);
  expect(nextToSend(outbox, 'zhao')).toBeUndefined();
});

test('a refused report holds up nothing, and one that may have arrived is not taken back', () => {
  const trouble = { kind: 'refused', detail: 'no such point' } as const;
  const outbox = [report({ order: 1, trouble }), report({ order: 2 }), pending({ order: 3 })];
  expect(nextToSend(outbox, 'li')?.order).toBe(2);
  expect(nextToSend([report({ order: 1, trouble }), pending({ order: 3 })], 'li')?.order).toBe(3);
  const body = { category: '05-06', condition: 'standing_water', title: 'water' };
  expect(mayBeDone(report({ body }))).toBe(true);
  expect(mayBeDone(report({ body, trouble }))).toBe(false);
});
