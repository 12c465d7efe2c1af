// How the limit of a case runs, as a bar and in words, with the centre's own stage beside it.
import { secondMs } from '../../../../core/time.ts';
import type { CaseAnswer } from '../api-client/answers.ts';
import { useNow } from '../app/use-now.ts';
import { dueNearness } from '../lists/case-order.ts';
import { DueMark } from '../lists/due-mark.tsx';
import { caseWords } from '../words/case-words.ts';
import { dueWords } from '../words/durations.ts';
import { dayAndTime } from '../words/figures.ts';
import { useSpeech } from '../words/language.tsx';
import { timelineWords } from '../words/timeline-words.ts';
import { type ClockPicture, clockPicture } from './clock-picture.ts';

export function CaseClock({ subject }: { readonly subject: CaseAnswer }) {
  const { say } = useSpeech();
  const now = useNow(secondMs);
  const picture = clockPicture(subject, now);
  const stageDueAt = subject.stage_due_at === null ? null : Date.parse(subject.stage_due_at);
  return (
    <section className="page-section case-clock">
      <div className="section-head">
        <h2>{say(caseWords.clock)}</h2>
        <span className="case-clock-left">
          <DueMark subject={subject} now={now} />
        </span>
      </div>
      {picture === null ? (
        <p className="quiet">{say(caseWords.noClock)}</p>
      ) : (
        <>
          <ClockBar picture={picture} isNear={dueNearness(subject, now) === 'near'} />
          <div className="case-clock-times">
            <span>{dayAndTime(picture.from)}</span>
            <span>
              {say(caseWords.dueAt)} {dayAndTime(picture.dueAt)}
            </span>
          </div>
        </>
      )}
      {stageDueAt !== null && (
        <p className={stageDueAt < now ? 'is-overdue' : 'quiet'}>
          {say(caseWords.stageDueAt)} {dayAndTime(stageDueAt)} · {say(dueWords(stageDueAt, now))}
        </p>
      )}
    </section>
  );
}

const width = 1_000;
const height = 46;
const top = 10;
const thickness = 22;

function ClockBar({ picture, isNear }: { readonly picture: ClockPicture; readonly isNear: boolean }) {
  const { say } = useSpeech();
  const { due, now, pauses, ticks } = picture;
  const x = (share: number) => share * width;
  const bar = { y: top, height: thickness };
  const used = Math.min(now, due);
  return (
    <svg
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={say(caseWords.clock)}
    >
      <rect className="case-clock-track" x={0} width={width} {...bar} />
      <rect className={`case-clock-used ${isNear ? 'is-near' : ''}`} x={0} width={x(used)} {...bar} />
      {now > due && <rect className="case-clock-late" x={x(due)} width={x(now - due)} {...bar} />}
      {pauses.map(([from, to]) => (
        <rect key={from} className="case-clock-pause" x={x(from)} width={x(to - from)} {...bar} />
      ))}
      {[...ticks, { share: due, action: 'due', at: picture.dueAt }].map(({ share, action, at }) => (
        <line key={`${action} ${at}`} className="case-clock-tick" x1={x(share)} x2={x(share)} y1={4} y2={42}>
          <title>{`${say(action === 'due' ? caseWords.dueAt : timelineWords(action))} ${dayAndTime(at)}`}</title>
        </line>
      ))}
    </svg>
  );
}
