// What speaks against closing a case, as the console sees it: alarms that go on, water that stands, gauges that are
// silent and so confirm nothing.
import type { CaseAnswer } from '../api-client/answers.ts';
import { useDevicesAt } from '../api-client/use-devices-at.ts';
import { latestKey } from '../live/live-event.ts';
import { useLiveState } from '../live/use-live.tsx';
import { usePlace } from '../live/use-places.ts';
import { DeviceLink } from '../parts/links.tsx';
import { StatusMark } from '../parts/status-mark.tsx';
import { caseWords } from '../words/case-words.ts';
import { depthInCm } from '../words/figures.ts';
import { useSpeech } from '../words/language.tsx';
import { NamedAlarm } from './named-alarm.tsx';

export function ClosingEvidence({ subject }: { readonly subject: CaseAnswer }) {
  const { say } = useSpeech();
  const latest = useLiveState((state) => state.latest);
  const place = usePlace(subject.point_id);
  const here = useDevicesAt(subject.point_id);
  const { active_alarm_ids: alarms } = subject;
  return (
    <ul className="plain-list">
      {alarms.length > 0 && (
        <li>
          <span>
            {say(caseWords.stillInAlarm)}{' '}
            {alarms.map((id) => (
              <span key={id}>
                <NamedAlarm id={id} subject={subject} />{' '}
              </span>
            ))}
          </span>
        </li>
      )}
      {subject.point_id !== null &&
        here.map(({ id, status }) => {
          const depth_mm = latest.get(latestKey(id, 'depth_mm'))?.value ?? place?.depth_mm;
          return (
            <li key={id}>
              <span>
                <DeviceLink id={id} /> <StatusMark status={status} />
                {depth_mm !== undefined && (
                  <b>
                    {' '}
                    {say(caseWords.waterNow)} {depthInCm(depth_mm)} cm
                  </b>
                )}
              </span>
            </li>
          );
        })}
    </ul>
  );
}
