// What happened with a case, the newest first.
import type { CaseAnswer } from '../api-client/answers.ts';
import { dayAndTime } from '../words/figures.ts';
import { useSpeech } from '../words/language.tsx';
import { actorWords, noteWords, timelineWords } from '../words/timeline-words.ts';
import { crewWords } from './crew-words.ts';

/** As many as a thumb wants to pass. */
const mostShown = 40;

export function CaseTimeline({ subject }: { readonly subject: CaseAnswer }) {
  const { language, say } = useSpeech();
  const entries = subject.timeline.map((entry, n) => ({ ...entry, n })).slice(-mostShown);
  return (
    <section>
      <h3>{say(crewWords.timeline)}</h3>
      <ol className="crew-timeline">
        {entries.reverse().map(({ n, at, by, action, note }) => (
          <li key={n}>
            <b>{say(timelineWords(action))}</b> <span>{say(actorWords(by))}</span>{' '}
            <time dateTime={at}>{dayAndTime(Date.parse(at))}</time>
            {note !== '' && <p>{noteWords({ by, action, note }, language)}</p>}
          </li>
        ))}
      </ol>
    </section>
  );
}
