// One case: its number, what it is about, who has it, and how long they have left.
import { RightOutlined } from '@ant-design/icons';
import { Link } from 'react-router';
import type { EpochMs } from '../../../../core/time.ts';
import type { CaseAnswer } from '../api-client/answers.ts';
import { severityLooks } from '../look/severity-look.ts';
import { useSpeech } from '../words/language.tsx';
import { pageWords } from '../words/page-words.ts';
import { caseStateWords, words } from '../words/words.ts';
import { DueMark } from './due-mark.tsx';
import { RowSubject } from './row-subject.tsx';

interface CaseRowProps {
  readonly subject: CaseAnswer;
  /** `null` where no unit has it. */
  readonly unitName: string | null;
  readonly now: EpochMs;
  /** Absent where the point is on show already. */
  readonly onSelect?: (pointId: string) => void;
}

export function CaseRow({ subject, unitName, now, onSelect }: CaseRowProps) {
  const { language, say } = useSpeech();
  return (
    <div className="row" style={{ borderInlineStartColor: severityLooks[subject.severity].fill }}>
      <RowSubject pointId={subject.point_id} onSelect={onSelect}>
        <span className="row-title">
          <span className="row-name">{subject.titles[language]}</span>
          <span className="row-state">{say(caseStateWords[subject.state])}</span>
        </span>
        <span className="row-detail">
          <span className="row-place">
            <span className="row-id">{subject.id}</span> {unitName ?? say(words.noUnit)}
          </span>
          <DueMark subject={subject} now={now} />
        </span>
      </RowSubject>
      <Link
        className="row-open"
        to={`/cases/${encodeURIComponent(subject.id)}`}
        aria-label={`${say(pageWords.case)} ${subject.id}`}
        title={`${say(pageWords.case)} ${subject.id}`}
      >
        <RightOutlined aria-hidden="true" />
      </Link>
    </div>
  );
}
