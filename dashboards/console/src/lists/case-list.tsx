// All open cases, the most urgent first.
import { useMemo } from 'react';
import { secondMs } from '../../../../core/time.ts';
import type { CaseAnswer } from '../api-client/answers.ts';
import { useNow } from '../app/use-now.ts';
import { useLiveState } from '../live/use-live.tsx';
import { useSpeech } from '../words/language.tsx';
import { waitingWords, words } from '../words/words.ts';
import { casesInOrder } from './case-order.ts';
import { CaseRow } from './case-row.tsx';
import { EmptyList } from './empty-list.tsx';
import { ListPanel } from './list-panel.tsx';
import { useHeldItems } from './use-held-items.ts';
import { VirtualRows } from './virtual-rows.tsx';

const dueStepMs = 15 * secondMs;
const keyOf = (subject: CaseAnswer) => subject.id;

export function CaseList({ onSelect }: { onSelect(pointId: string): void }) {
  const { say } = useSpeech();
  const now = useNow(dueStepMs);
  const cases = useLiveState((state) => state.cases);
  const units = useLiveState((state) => state.units);
  const ordered = useMemo(() => casesInOrder(cases.values(), now), [cases, now]);
  const { rows, waiting, onPointer } = useHeldItems(ordered, keyOf);
  return (
    <ListPanel title={say(words.openCases)} count={ordered.length} className="is-long">
      {waiting > 0 && <p className="list-note">{say(waitingWords(waiting))}</p>}
      {rows.length === 0 ? (
        <EmptyList text={say(words.noCases)} />
      ) : (
        <VirtualRows
          items={rows}
          rowHeight_px={56}
          label={say(words.openCases)}
          keyOf={keyOf}
          onPointer={onPointer}
          renderRow={(subject) => (
            <CaseRow
              subject={subject}
              unitName={units.get(subject.unit_id ?? '')?.name ?? subject.unit_id}
              now={now}
              onSelect={onSelect}
            />
          )}
        />
      )}
    </ListPanel>
  );
}
