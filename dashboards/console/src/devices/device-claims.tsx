// What was claimed about a device, and the cases at its point.

import { AlarmTable } from '../alarms/alarm-table.tsx';
import type { AlarmAnswer } from '../api-client/answers.ts';
import type { WholeDeviceAnswer } from '../api-client/device-answers.ts';
import { itemsOf, useHubList } from '../api-client/queries.tsx';
import { AnswerState } from '../parts/answer-state.tsx';
import { CaseList } from '../parts/case-list.tsx';
import { LoadMore } from '../parts/load-more.tsx';
import { deviceWords } from '../words/device-words.ts';
import { useSpeech } from '../words/language.tsx';

export function DeviceClaims({ device }: { readonly device: WholeDeviceAnswer }) {
  const { say } = useSpeech();
  const asked = useHubList<AlarmAnswer>(`/alarms?device_id=${encodeURIComponent(device.id)}`);
  const alarms = itemsOf(asked.data);
  return (
    <>
      <section className="page-section">
        <h2>{say(deviceWords.alarmsHere)}</h2>
        <AnswerState asked={asked}>
          {() =>
            alarms.length === 0 ? (
              <p className="quiet">{say(deviceWords.noAlarms)}</p>
            ) : (
              <AlarmTable alarms={alarms} />
            )
          }
        </AnswerState>
        <LoadMore asked={asked} />
      </section>
      {device.point_id !== null && <CaseList pointId={device.point_id} />}
    </>
  );
}
