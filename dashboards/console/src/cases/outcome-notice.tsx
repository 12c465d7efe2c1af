// Why a step was not taken, told kindly: what others did meanwhile, what the gauge shows, or that nobody knows.
import { Alert } from 'antd';
import type { CaseAction } from '../../../../core/case.ts';
import type { ShownCase } from '../api-client/answers.ts';
import { caseActionWords, caseWords } from '../words/case-words.ts';
import { useSpeech } from '../words/language.tsx';
import { EntryWords } from './case-timeline.tsx';
import { ClosingEvidence } from './closing-evidence.tsx';
import type { StepOutcome } from './take-step.ts';

interface OutcomeNoticeProps {
  readonly action: CaseAction;
  readonly outcome: Exclude<StepOutcome, { kind: 'taken' }>;
  /** As the person first saw the case. */
  readonly seen: ShownCase;
  readonly isOneOfSeveral: boolean;
}

export function OutcomeNotice({ action, outcome, seen, isOneOfSeveral }: OutcomeNoticeProps) {
  const { say } = useSpeech();
  const prefix = isOneOfSeveral ? `${seen.id}: ` : '';
  switch (outcome.kind) {
    case 'unknown':
      return (
        <Alert
          className="dialog-notice"
          type="warning"
          showIcon
          title={prefix + say(caseWords.sameAgain)}
          description={outcome.detail}
        />
      );
    case 'refused':
      return (
        <Alert
          className="dialog-notice"
          type="warning"
          showIcon
          title={prefix + say(action === 'verify' ? caseWords.refused : caseWords.failedFor)}
          description={
            <>
              {action === 'verify' && <ClosingEvidence subject={seen} />}
              <p className={action === 'verify' ? 'quiet' : ''}>{outcome.detail}</p>
              {action === 'verify' && !isOneOfSeveral && <p>{say(caseWords.overrideHint)}</p>}
            </>
          }
        />
      );
    case 'late':
      return (
        <Alert
          className="dialog-notice"
          type="info"
          showIcon
          title={prefix + say(caseWords.conflict)}
          description={<Since action={action} seen={seen} present={outcome.present} />}
        />
      );
  }
}

function Since({ action, seen, present }: { action: CaseAction; seen: ShownCase; present: ShownCase }) {
  const { say } = useSpeech();
  const allowed = present.allowed_actions.map((possible) => say(caseActionWords[possible])).join('、');
  return (
    <>
      <p>{say(caseWords.conflictSince)}</p>
      <ul className="plain-list">
        {present.timeline.slice(seen.timeline.length).map((entry, n) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: entries are only ever added
          <li key={n}>
            <EntryWords entry={entry} />
          </li>
        ))}
      </ul>
      <p>
        {present.allowed_actions.includes(action)
          ? say(caseWords.stillPossible)
          : `${say(caseWords.notPossible)} ${allowed === '' ? say(caseWords.nothingPossible) : allowed}`}
      </p>
    </>
  );
}
