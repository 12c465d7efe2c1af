// What each action does to a case, once the workflow has allowed it: one pure function from case to case.
import type { Case, CaseState, Responsibility } from '../core/case.ts';
import type { CaseActionRequest } from '../core/commands.ts';
import type { EpochMs } from '../core/time.ts';
import { type CaseClocks, resumed, stageDueAt } from './case-clocks.ts';
import { usedPercent } from './limit-course.ts';
import { type CaseChange, nextVersion } from './timeline.ts';

export interface CaseStep {
  readonly to: CaseState;
  readonly by: string;
  readonly at: EpochMs;
  readonly request: Omit<CaseActionRequest, 'caseId' | 'version'>;
  /** Of a dispatch: which rule of the registry gave the unit. */
  readonly responsibility?: Responsibility;
  readonly note: string;
}

/** The case after the step, one version on. */
export function afterStep(subject: Case, step: CaseStep, clocks: CaseClocks): Case {
  const change = changeOf(subject, step, clocks);
  const photos = step.request.photos ?? [];
  return nextVersion(
    subject,
    {
      state: step.to,
      stageOverdue: step.to === subject.state && subject.stageOverdue,
      ...(photos.length === 0 ? {} : { photos: [...subject.photos, ...photos] }),
      ...change,
    },
    { at: step.at, by: step.by, action: step.request.action, note: step.note },
  );
}

const nothingPending = { extensionRequested: false } as const;
const notSuspended = { suspendedAt: null, suspendedUntil: null } as const;
const noUnit = { unitId: null, responsibility: null } as const;

function changeOf(subject: Case, step: CaseStep, clocks: CaseClocks): CaseChange {
  const { at, to, request } = step;
  const stage = (dueAt: EpochMs | null) => ({ dueAt, stageDueAt: stageDueAt(to, at, dueAt, clocks.stages) });
  switch (request.action) {
    case 'file':
      return { ...stage(clocks.calendar.dueAt(at, subject.limit)), remindedPercent: 0 };
    case 'dispatch':
      return {
        ...stage(subject.dueAt),
        ...nothingPending,
        unitId: request.unitId ?? null,
        responsibility: step.responsibility ?? 'manual',
        dispatchedAt: at,
        receivedBy: [],
        receiptMissed: false,
      };
    case 'accept':
      return stage(subject.dueAt);
    case 'return':
      return {
        ...stage(subject.dueAt),
        ...nothingPending,
        ...noUnit,
        dispatchedAt: null,
        returnCount: subject.returnCount + 1,
      };
    case 'extend':
      return { extensionRequested: true };
    case 'approve_extension': {
      const dueAt = clocks.calendar.dueAt(subject.dueAt ?? at, subject.limit);
      // A share of more time is a smaller one; what it has passed already is not said again.
      const granted = subject.extensionCount + 1;
      const remindedPercent = (usedPercent(subject, at, clocks.calendar) * granted) / (granted + 1);
      return { ...stage(dueAt), ...nothingPending, extensionCount: granted, remindedPercent };
    }
    case 'refuse_extension':
      return nothingPending;
    case 'suspend':
      return {
        suspendedAt: at,
        suspendedUntil: request.until ?? null,
        suspensionCount: subject.suspensionCount + 1,
        dueAt: null,
        stageDueAt: null,
      };
    case 'resume':
      return resumed(subject, at, clocks);
    case 'handle':
      return { ...stage(subject.dueAt), ...nothingPending };
    case 'verify':
      return { ...stage(subject.dueAt), closedAt: at };
    case 'rework':
      return { ...stage(subject.dueAt), reworkCount: subject.reworkCount + 1 };
    case 'not_file':
    case 'cancel':
      return { ...stage(subject.dueAt), ...nothingPending, ...notSuspended };
    case 'reopen':
      return {
        ...stage(to === 'filed' ? clocks.calendar.dueAt(at, subject.limit) : null),
        ...noUnit,
        dispatchedAt: null,
        closedAt: null,
        reopenCount: subject.reopenCount + 1,
        mergedInto: null,
        remindedPercent: 0,
      };
    case 'comment':
      return {};
  }
}
