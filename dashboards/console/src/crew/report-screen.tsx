// What a crew found in the street, recorded on the phone first, so that it needs no network; and what became of it.
import { useEffect, useRef, useState } from 'react';
import { useSpeech } from '../words/language.tsx';
import { OwnReports } from './own-reports.tsx';
import { emptyDraft } from './report-draft.ts';
import { ReportForm } from './report-form.tsx';
import { reportWords } from './report-words.ts';
import { useCrew } from './use-crew.tsx';

export function ReportScreen() {
  const { say } = useSpeech();
  const { kinds, draft } = useCrew();
  /** Counts reports, so that each begins with an empty form. */
  const [recorded, setRecorded] = useState(0);
  const own = useRef<HTMLElement>(null);
  useEffect(() => {
    if (recorded > 0) own.current?.scrollIntoView();
  }, [recorded]);
  return (
    <>
      {kinds === undefined ? (
        <p className="crew-empty">{say(reportWords.kindsMissing)}</p>
      ) : (
        <ReportForm
          key={recorded}
          kinds={kinds}
          initial={recorded === 0 ? (draft ?? emptyDraft) : emptyDraft}
          onRecorded={() => setRecorded(recorded + 1)}
        />
      )}
      <section ref={own} className="crew-own">
        <h2>{say(reportWords.own)}</h2>
        <div role="status">{recorded > 0 && <p className="crew-notice">{say(reportWords.recorded)}</p>}</div>
        <OwnReports />
      </section>
    </>
  );
}
