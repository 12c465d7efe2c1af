// Open cases as cards in a column for each state, the most urgent on top; live, and still under the pointer.

import { useMemo } from 'react';
import { Link } from 'react-router';
import type { CaseState } from '../../../../core/case.ts';
import { secondMs } from '../../../../core/time.ts';
import type { CaseAnswer } from '../api-client/answers.ts';
import { useNow } from '../app/use-now.ts';
import { useUser } from '../app/use-user.tsx';
import { casesInOrder } from '../lists/case-order.ts';
import { DueMark } from '../lists/due-mark.tsx';
import { useHeldItems } from '../lists/use-held-items.ts';
import { VirtualRows } from '../lists/virtual-rows.tsx';
import { useLiveState } from '../live/use-live.tsx';
import { severityLooks } from '../look/severity-look.ts';
import { caseWords } from '../words/case-words.ts';
import { useSpeech } from '../words/language.tsx';
import { pageWords } from '../words/page-words.ts';
import { caseStateWords, severityWords, truncatedWords, waitingWords, words } from '../words/words.ts';
import { type CaseFilters, passes } from './case-filter.ts';
import '../lists/lists.css';
import './cases.css';

const columns = [
  'reported',
  'filed',
  'dispatched',
  'handling',
  'handled',
] as const satisfies readonly CaseState[];
const dueStepMs = secondMs;
const cardHeight_px = 92;
const keyOf = (subject: CaseAnswer) => subject.id;

export function CaseBoard({ filters }: { readonly filters: CaseFilters }) {
  const { say } = useSpeech();
  const user = useUser();
  const cases = useLiveState((state) => state.cases);
  const isTruncated = useLiveState((state) => state.truncated);
  const now = useNow(dueStepMs);
  const shown = useMemo(
    () =>
      cases
        .values()
        .filter((subject) => passes(subject, filters, user))
        .toArray(),
    [cases, filters, user],
  );
  return (
    <>
      {shown.length === 0 && (
        <p className="quiet">
          {say(Object.keys(filters).length > 0 ? pageWords.noneMatch : caseWords.noOpenCases)}
        </p>
      )}
      {isTruncated && <p className="quiet">{say(truncatedWords(cases.size))}</p>}
      <div className="case-board">
        {columns.map((state) => (
          <BoardColumn key={state} state={state} cases={shown} now={now} />
        ))}
      </div>
    </>
  );
}

interface BoardColumnProps {
  readonly state: CaseState;
  readonly cases: readonly CaseAnswer[];
  readonly now: number;
}

function BoardColumn({ state, cases, now }: BoardColumnProps) {
  const { say } = useSpeech();
  const ordered = useMemo(
    () =>
      casesInOrder(
        cases.filter((subject) => subject.state === state),
        now,
      ),
    [cases, state, now],
  );
  const { rows, waiting, onPointer } = useHeldItems(ordered, keyOf);
  return (
    <section
      className={`case-column ${rows.length === 0 ? 'is-empty' : ''}`}
      aria-label={say(caseStateWords[state])}
    >
      <h2>
        {say(caseStateWords[state])} <span className="list-panel-count">{ordered.length}</span>
      </h2>
      {waiting > 0 && <p className="list-note">{say(waitingWords(waiting))}</p>}
      {rows.length === 0 ? (
        <p className="list-empty">{say(caseWords.emptyColumn)}</p>
      ) : (
        <VirtualRows
          items={rows}
          rowHeight_px={cardHeight_px}
          label={say(caseStateWords[state])}
          keyOf={keyOf}
          onPointer={onPointer}
          renderRow={(subject) => <CaseCard subject={subject} now={now} />}
        />
      )}
    </section>
  );
}

function CaseCard({ subject, now }: { readonly subject: CaseAnswer; readonly now: number }) {
  const { language, say } = useSpeech();
  const unitName = useLiveState((state) => state.units.get(subject.unit_id ?? '')?.name);
  return (
    <Link
      to={`/cases/${encodeURIComponent(subject.id)}`}
      className="case-card"
      style={{ borderInlineStartColor: severityLooks[subject.severity].fill }}
      title={subject.titles[language]}
    >
      <span className="row-name">
        <span className="for-reader">{say(severityWords[subject.severity])} </span>
        {subject.titles[language]}
      </span>
      <span className="row-detail">
        <span className="row-place">{unitName ?? subject.unit_id ?? say(words.noUnit)}</span>
        {subject.extension_requested && <span className="is-near">{say(caseWords.extensionRequested)}</span>}
      </span>
      <span className="row-detail">
        <span className="row-id">{subject.id}</span>
        <DueMark subject={subject} now={now} />
      </span>
    </Link>
  );
}
