// What the person reported: what still waits on this phone, and how the rest stands at the hub.
import { Link } from 'react-router';
import { dayAndTime } from '../words/figures.ts';
import { useSpeech } from '../words/language.tsx';
import { caseStateWords } from '../words/words.ts';
import { crewWords } from './crew-words.ts';
import type { OwnReport } from './own-report.ts';
import type { PendingReport } from './pending-report.ts';
import { isReport } from './pending-work.ts';
import { reportWords } from './report-words.ts';
import { useCrew, useOwnOutbox } from './use-crew.tsx';

export function OwnReports() {
  const { say } = useSpeech();
  const { reports = [] } = useCrew();
  const waiting = useOwnOutbox().filter(isReport).reverse();
  return (
    <>
      {reports.length + waiting.length === 0 && <p className="is-quiet">{say(reportWords.noneYet)}</p>}
      <ul className="crew-cards">
        {waiting.map((pending) => (
          <li key={pending.key} className="crew-card">
            <Waiting pending={pending} />
          </li>
        ))}
        {reports.map((report) => (
          <li key={report.case_id} className="crew-card">
            <Reported report={report} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Waiting({ pending }: { readonly pending: PendingReport }) {
  const { language, say } = useSpeech();
  const { titles, recordedAt, trouble } = pending;
  return (
    <>
      <strong>{titles[language]}</strong>
      <time className="is-quiet" dateTime={new Date(recordedAt).toISOString()}>
        {dayAndTime(recordedAt)}
      </time>
      <Link to="/unsent" className={`crew-pending ${trouble === null ? '' : 'is-fault'}`}>
        {say(trouble === null ? crewWords.notSentYet : crewWords.needsYou)}
      </Link>
    </>
  );
}

function Reported({ report }: { readonly report: OwnReport }) {
  const { language, say } = useSpeech();
  const { case_id: id, titles, state, reported_at, joined, readable, merged_into: mergedInto } = report;
  const isOnPhone = useCrew().cases?.items.some((subject) => subject.id === id) === true;
  return (
    <>
      <span className="crew-card-line">
        <strong>{titles[language]}</strong>
        <span>{say(caseStateWords[state])}</span>
      </span>
      <span className="crew-card-line is-quiet">
        {readable && isOnPhone ? (
          <Link to={`/cases/${encodeURIComponent(id)}`}>{id}</Link>
        ) : (
          <span>{id}</span>
        )}
        <time dateTime={reported_at}>{dayAndTime(Date.parse(reported_at))}</time>
      </span>
      {joined && (
        <span>
          {say(reportWords.joined)} {id}
        </span>
      )}
      {mergedInto !== null && (
        <span>
          {say(reportWords.mergedInto)} {mergedInto}
        </span>
      )}
    </>
  );
}
