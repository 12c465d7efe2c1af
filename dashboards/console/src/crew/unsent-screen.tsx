// What the hub does not know yet, and what it refused, with a way on for each.
import { Link, useNavigate } from 'react-router';
import { dayAndTime } from '../words/figures.ts';
import { useSpeech } from '../words/language.tsx';
import { crewActionWords, crewWords } from './crew-words.ts';
import type { PendingReport } from './pending-report.ts';
import { isReport, mayBeDone, type PendingWork } from './pending-work.ts';
import { KeptPhoto } from './photo-picker.tsx';
import { isEmptyDraft } from './report-draft.ts';
import { reportWords } from './report-words.ts';
import { useCrew, useDesk, useOwnOutbox } from './use-crew.tsx';

export function UnsentScreen() {
  const { say } = useSpeech();
  const outbox = useOwnOutbox();
  if (outbox.length === 0) return <p className="crew-empty">{say(crewWords.unsentEmpty)}</p>;
  return (
    <ul className="crew-cards">
      {outbox.map((pending) => (
        <li key={pending.key} className="crew-card">
          <Unsent pending={pending} />
        </li>
      ))}
    </ul>
  );
}

function Unsent({ pending }: { readonly pending: PendingWork }) {
  const { language, say } = useSpeech();
  const desk = useDesk();
  const navigate = useNavigate();
  const { draft } = useCrew();
  const { words, photos, recordedAt, trouble } = pending;

  function drop() {
    if (confirm(say(crewWords.dropSure))) void desk.takeOut(pending);
  }

  async function writeAnew(report: PendingReport) {
    if (draft !== undefined && !isEmptyDraft(draft) && !confirm(say(reportWords.draftLost))) return;
    await desk.writeAnew(report);
    await navigate('/report');
  }

  return (
    <>
      <span className="crew-card-line">
        <strong>{say(isReport(pending) ? reportWords.section : crewActionWords[pending.action])}</strong>
        <time dateTime={new Date(recordedAt).toISOString()}>{dayAndTime(recordedAt)}</time>
      </span>
      {isReport(pending) ? (
        <span>{pending.titles[language]}</span>
      ) : (
        <Link to={`/cases/${encodeURIComponent(pending.caseId)}`}>
          {pending.caseTitles[language]} ({pending.caseId})
        </Link>
      )}
      {words !== '' && <p>{words}</p>}
      {photos.length > 0 && (
        <ul className="crew-photos">
          {photos.map((photo, n) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a blob has no name, and the list does not change
            <li key={n}>
              <KeptPhoto photo={photo} name={`${say(crewWords.photo)} ${n + 1}`} />
            </li>
          ))}
        </ul>
      )}
      {trouble === null ? (
        <span className="crew-pending">
          {say(mayBeDone(pending) ? crewWords.sending : crewWords.notSentYet)}
        </span>
      ) : (
        <div className="crew-trouble" role="alert">
          <p>{say(trouble.kind === 'conflict' ? crewWords.conflictHint : crewWords.refusedHint)}</p>
          <p lang="en">{trouble.detail}</p>
        </div>
      )}
      <div className="crew-form-buttons">
        {!mayBeDone(pending) && (
          <button type="button" className="crew-button" onClick={drop}>
            {say(crewWords.drop)}
          </button>
        )}
        {trouble !== null && isReport(pending) && (
          <button type="button" className="crew-button" onClick={() => void writeAnew(pending)}>
            {say(reportWords.change)}
          </button>
        )}
        {trouble !== null && (
          <button
            type="button"
            className="crew-button is-primary"
            onClick={() => void desk.sendAgain(pending)}
          >
            {say(crewWords.sendAgain)}
          </button>
        )}
      </div>
    </>
  );
}
