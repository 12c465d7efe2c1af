// One case on the phone: what and where, what was done, and what the crew may do next, below the thumb.
import { useEffect } from 'react';
import { Link, useParams } from 'react-router';
import { useSpeech } from '../words/language.tsx';
import { caseStateWords } from '../words/words.ts';
import { ActionBar } from './action-bar.tsx';
import { CaseFacts } from './case-facts.tsx';
import { caseOnPhone } from './case-on-phone.ts';
import { CaseTimeline } from './case-timeline.tsx';
import { crewWords } from './crew-words.ts';
import { DueClock } from './due-clock.tsx';
import { NavigationLinks } from './navigation-links.tsx';
import { PendingMark } from './pending-mark.tsx';
import { useCrew, useDesk, useOwnOutbox } from './use-crew.tsx';

export function CaseScreen() {
  const { language, say } = useSpeech();
  const { id = '' } = useParams();
  const desk = useDesk();
  const { cases, points, user } = useCrew();
  const outbox = useOwnOutbox();
  const subject = cases?.items.find((one) => one.id === id);
  const pointId = subject?.point_id ?? null;
  useEffect(() => {
    if (pointId !== null) void desk.loadPoint(pointId);
  }, [desk, pointId]);

  if (subject === undefined) {
    return (
      <div className="crew-empty">
        <p>{say(crewWords.gone)}</p>
        <Link to="/" className="crew-button">
          {say(crewWords.back)}
        </Link>
      </div>
    );
  }
  const { state, pending, allowed } = caseOnPhone(subject, outbox, user?.role !== 'viewer');
  return (
    <article className="crew-case">
      <Link to="/" className="crew-back">
        ‹ {say(crewWords.back)}
      </Link>
      <h2>{subject.titles[language]}</h2>
      <p className="crew-card-line">
        <DueClock subject={subject} state={state} />
        <span>{say(caseStateWords[state])}</span>
      </p>
      <PendingMark pending={pending} />
      <NavigationLinks subject={subject} />
      <CaseFacts subject={subject} point={pointId === null ? undefined : points?.[pointId]} />
      <Photos urls={subject.photos} />
      <CaseTimeline subject={subject} />
      <ActionBar subject={subject} allowed={allowed} />
    </article>
  );
}

function Photos({ urls }: { readonly urls: readonly string[] }) {
  const { say } = useSpeech();
  if (urls.length === 0) return null;
  return (
    <section>
      <h3>{say(crewWords.photos)}</h3>
      <ul className="crew-photos">
        {urls.map((url, n) => (
          <li key={url}>
            <a href={url} target="_blank" rel="noreferrer">
              <img src={url} alt={`${say(crewWords.photo)} ${n + 1}`} loading="lazy" />
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
