// One case: what it is about, how much time is left, where it is, what the gauge says, what happened, what can be done.
import { Alert } from 'antd';
import { useParams } from 'react-router';
import { minuteMs } from '../../../../core/time.ts';
import type { ShownCase } from '../api-client/answers.ts';
import { useHubAnswer } from '../api-client/queries.tsx';
import { hasCode } from '../api-client/request.ts';
import { useMayOperate } from '../app/use-user.tsx';
import { SeverityTag } from '../lists/severity-counts.tsx';
import { AnswerState } from '../parts/answer-state.tsx';
import { PageBody } from '../parts/page-body.tsx';
import { caseWords } from '../words/case-words.ts';
import { useSpeech } from '../words/language.tsx';
import { pageWords } from '../words/page-words.ts';
import { caseStateWords } from '../words/words.ts';
import { CaseActions } from './case-actions.tsx';
import { CaseAlarms } from './case-alarms.tsx';
import { CaseAppeal } from './case-appeal.tsx';
import { CaseClock } from './case-clock.tsx';
import { CaseDoubles } from './case-doubles.tsx';
import { CaseFacts } from './case-facts.tsx';
import { CaseLetters } from './case-letters.tsx';
import { CaseNotices } from './case-notices.tsx';
import { CasePhotos } from './case-photos.tsx';
import { CasePlace } from './case-place.tsx';
import { CaseReporters } from './case-reporters.tsx';
import { CaseTimeline } from './case-timeline.tsx';
import './cases.css';

const askEveryMs = minuteMs / 2;

export function CasePage() {
  const { id = '' } = useParams();
  const { language, say } = useSpeech();
  // Live events tell of open cases; what is said of one that ended is seen a little later.
  const asked = useHubAnswer<ShownCase>(`/cases/${encodeURIComponent(id)}`, {
    refetchInterval: askEveryMs,
  });
  const subject = asked.data;
  if (subject === undefined && hasCode(asked.error, 'not_found')) {
    return (
      <PageBody title={`${say(pageWords.case)} ${id}`}>
        <Alert type="info" showIcon title={say(caseWords.caseGone)} />
      </PageBody>
    );
  }
  return (
    <PageBody
      title={subject === undefined ? `${say(pageWords.case)} ${id}` : subject.titles[language]}
      mark={
        subject !== undefined && (
          <>
            <SeverityTag severity={subject.severity} />
            <span className="quiet">
              {subject.id} · {say(caseStateWords[subject.state])}
            </span>
          </>
        )
      }
      actions={subject !== undefined && <CaseActions subject={subject} />}
    >
      <AnswerState asked={asked}>{(answer) => <CaseSections subject={answer} />}</AnswerState>
    </PageBody>
  );
}

function CaseSections({ subject }: { readonly subject: ShownCase }) {
  const { say } = useSpeech();
  const mayOperate = useMayOperate();
  return (
    <>
      {subject.closing_offered && <Alert type="success" showIcon title={say(caseWords.closingOffered)} />}
      {subject.extension_requested && (
        <Alert type="warning" showIcon title={say(caseWords.extensionRequested)} />
      )}
      {subject.stage_overdue && <Alert type="error" showIcon title={say(caseWords.stageOverdue)} />}
      <div className="case-page">
        <div>
          <CaseFacts subject={subject} />
          <CaseClock subject={subject} />
          <CaseAlarms subject={subject} />
          <CaseAppeal subject={subject} />
          <CaseTimeline subject={subject} />
        </div>
        <div>
          <CasePlace subject={subject} />
          <CasePhotos subject={subject} />
          {mayOperate && <CaseReporters caseId={subject.id} />}
          <CaseLetters subject={subject} />
          <CaseNotices caseId={subject.id} />
          {mayOperate && <CaseDoubles subject={subject} />}
        </div>
      </div>
    </>
  );
}
