// How long a case has left, loud when it is late or nearly so.
import type { CaseState } from '../../../../core/case.ts';
import { minuteMs, secondMs } from '../../../../core/time.ts';
import type { CaseAnswer } from '../api-client/answers.ts';
import { useNow } from '../app/use-now.ts';
import { isOverdue } from '../lists/case-order.ts';
import { dueWords } from '../words/durations.ts';
import { dayAndTime } from '../words/figures.ts';
import { useSpeech } from '../words/language.tsx';
import { words } from '../words/words.ts';

const nearMs = 30 * minuteMs;

export function DueClock({ subject, state }: { readonly subject: CaseAnswer; readonly state: CaseState }) {
  const { say } = useSpeech();
  const now = useNow(10 * secondMs);
  if (subject.suspended) return <span>{say(words.suspended)}</span>;
  // The unit has done its part.
  if (state === 'handled') return <span />;
  if (subject.due_at === null) return <span>{say(words.noDeadline)}</span>;
  const dueAt = Date.parse(subject.due_at);
  const look = isOverdue(subject, now) ? 'is-overdue' : dueAt - now < nearMs ? 'is-near' : '';
  return (
    <time className={`crew-due ${look}`} dateTime={subject.due_at} title={dayAndTime(dueAt)}>
      {say(dueWords(dueAt, now))}
    </time>
  );
}
