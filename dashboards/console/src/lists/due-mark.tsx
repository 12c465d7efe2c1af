// How long a case has left, or by how much it is late; colour says how near that is, words say it too.
import { type EpochMs, secondMs } from '../../../../core/time.ts';
import type { CaseAnswer } from '../api-client/answers.ts';
import { useNow } from '../app/use-now.ts';
import { isOpenState } from '../live/case-openness.ts';
import { dueWords } from '../words/durations.ts';
import { dayAndTime } from '../words/figures.ts';
import { useSpeech } from '../words/language.tsx';
import { words } from '../words/words.ts';
import { dueNearness, runningLimit } from './case-order.ts';
import './lists.css';

interface DueMarkProps {
  readonly subject: CaseAnswer;
  readonly now: EpochMs;
}

export function DueMark({ subject, now }: DueMarkProps) {
  const { say } = useSpeech();
  if (subject.suspended) return <span>{say(words.suspended)}</span>;
  if (!isOpenState(subject.state) && !subject.overdue) return null;
  const nearness = dueNearness(subject, now);
  const limit = runningLimit(subject);
  if (limit === null || (nearness === 'overdue' && limit.to >= now)) {
    const text = nearness === 'overdue' ? words.overdueCases : words.noDeadline;
    return <span className={classes[nearness]}>{say(text)}</span>;
  }
  return (
    <time
      className={classes[nearness]}
      dateTime={new Date(limit.to).toISOString()}
      title={dayAndTime(limit.to)}
    >
      {say(dueWords(limit.to, now))}
    </time>
  );
}

const classes = { overdue: 'is-overdue', near: 'is-near', calm: '' } as const;

/** The same with a clock of its own, so that a table is not drawn anew each second. */
export function LiveDueMark({ subject }: { readonly subject: CaseAnswer }) {
  return <DueMark subject={subject} now={useNow(secondMs)} />;
}
