// All active alarms, newest first, and those of one severity on demand.
import { Segmented } from 'antd';
import { useMemo, useState } from 'react';
import type { Severity } from '../../../../core/severity.ts';
import { secondMs } from '../../../../core/time.ts';
import type { AlarmAnswer } from '../api-client/answers.ts';
import { useNow } from '../app/use-now.ts';
import { mostListed } from '../live/snapshot.ts';
import { useLiveState } from '../live/use-live.tsx';
import { usePlaces } from '../live/use-places.ts';
import { severitiesWorstFirst } from '../look/severity-look.ts';
import { useSpeech } from '../words/language.tsx';
import { hiddenAlarmsWords, severityWords, truncatedWords, waitingWords, words } from '../words/words.ts';
import { alarmsToShow } from './alarm-order.ts';
import { AlarmRow } from './alarm-row.tsx';
import { EmptyList } from './empty-list.tsx';
import { ListPanel } from './list-panel.tsx';
import { useHeldItems } from './use-held-items.ts';
import { VirtualRows } from './virtual-rows.tsx';

const ageStepMs = 5 * secondMs;
const keyOf = (alarm: AlarmAnswer) => alarm.id;

export function AlarmList({ onSelect }: { onSelect(pointId: string): void }) {
  const { say } = useSpeech();
  const now = useNow(ageStepMs);
  const [wanted, setWanted] = useState<Severity | 'all'>('all');
  const alarms = useLiveState((state) => state.alarms);
  const places = usePlaces(useMemo(() => [...alarms.values().map(({ point_id: id }) => id)], [alarms]));
  const isTruncated = useLiveState((state) => state.truncated);
  const { shown, hidden } = useMemo(() => alarmsToShow(alarms.values(), now), [alarms, now]);
  const matching = useMemo(
    () => (wanted === 'all' ? shown : shown.filter((alarm) => alarm.severity === wanted)),
    [shown, wanted],
  );
  const { rows, waiting, onPointer } = useHeldItems(matching, keyOf);
  const notes = [
    waiting > 0 ? waitingWords(waiting) : null,
    hidden > 0 ? hiddenAlarmsWords(hidden) : null,
    isTruncated ? truncatedWords(mostListed) : null,
  ].filter((note) => note !== null);
  return (
    <ListPanel
      title={say(words.activeAlarms)}
      count={shown.length}
      className="is-long"
      note={
        <Segmented
          size="small"
          aria-label={say(words.filterBySeverity)}
          value={wanted}
          onChange={setWanted}
          options={[
            { value: 'all', label: say(words.allSeverities) },
            ...severitiesWorstFirst.map((value) => ({ value, label: say(severityWords[value]) })),
          ]}
        />
      }
    >
      {notes.length > 0 && <p className="list-note">{notes.map(say).join(' · ')}</p>}
      {rows.length === 0 ? (
        <EmptyList text={say(wanted === 'all' ? words.noAlarms : words.noAlarmsOfSeverity)} />
      ) : (
        <VirtualRows
          items={rows}
          rowHeight_px={56}
          label={say(words.activeAlarms)}
          keyOf={keyOf}
          onPointer={onPointer}
          renderRow={(alarm) => (
            <AlarmRow alarm={alarm} place={places.get(alarm.point_id ?? '')} now={now} onSelect={onSelect} />
          )}
        />
      )}
    </ListPanel>
  );
}
