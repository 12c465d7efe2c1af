// The contents of the drawer: the registry's words about a point, and what is live there.
import { Alert, Button, Skeleton } from 'antd';
import { useMemo } from 'react';
import { messageOf } from '../../../../core/error.ts';
import { secondMs } from '../../../../core/time.ts';
import type { DeviceAnswer, PointAnswer } from '../api-client/answers.ts';
import { hasCode } from '../api-client/request.ts';
import { useAnswer } from '../api-client/use-answer.ts';
import { useDevicesAt } from '../api-client/use-devices-at.ts';
import { useNow } from '../app/use-now.ts';
import { alarmsToShow } from '../lists/alarm-order.ts';
import { AlarmRow } from '../lists/alarm-row.tsx';
import { casesInOrder } from '../lists/case-order.ts';
import { CaseRow } from '../lists/case-row.tsx';
import { useDeviceReadings } from '../live/use-device-readings.ts';
import { useLiveState } from '../live/use-live.tsx';
import { usePlace } from '../live/use-places.ts';
import { useSpeech } from '../words/language.tsx';
import { words } from '../words/words.ts';
import { DeviceSection } from './device-section.tsx';
import { LatestValues } from './latest-values.tsx';
import { PointFacts } from './point-facts.tsx';
import { ReadingChart } from './reading-chart.tsx';

const ageStepMs = 5 * secondMs;

export function PointDetails({ pointId }: { readonly pointId: string }) {
  const { say } = useSpeech();
  const [asked, askAgain] = useAnswer<PointAnswer>(`/points/${encodeURIComponent(pointId)}`);
  const own = useDevicesAt(pointId);
  useDeviceReadings(own.map(({ id }) => id));
  switch (asked.state) {
    case 'waiting':
      return <Skeleton active />;
    case 'failed':
      return hasCode(asked.thrown, 'not_found') ? (
        <Alert type="info" showIcon title={say(words.pointIsGone)} />
      ) : (
        <Alert
          type="error"
          showIcon
          title={`${say(words.loadFailed)}: ${messageOf(asked.thrown)}`}
          action={
            <Button size="small" onClick={askAgain}>
              {say(words.tryAgain)}
            </Button>
          }
        />
      );
    case 'came':
      return <Details point={asked.answer} devices={own} />;
  }
}

interface DetailsProps {
  readonly point: PointAnswer;
  readonly devices: readonly DeviceAnswer[];
}

function Details({ point, devices }: DetailsProps) {
  const now = useNow(ageStepMs);
  return (
    <div className="point-details">
      <PointAlarms pointId={point.id} now={now} />
      <PointCases pointId={point.id} now={now} />
      <ReadingChart point={point} devices={devices} />
      <LatestValues point={point} devices={devices} now={now} />
      <DeviceSection devices={devices} now={now} />
      <PointFacts point={point} />
    </div>
  );
}

interface LiveSectionProps {
  readonly pointId: string;
  readonly now: number;
}

function PointAlarms({ pointId, now }: LiveSectionProps) {
  const { say } = useSpeech();
  const alarms = useLiveState((state) => state.alarms);
  const place = usePlace(pointId);
  const own = useMemo(
    () =>
      alarmsToShow(
        alarms.values().filter((alarm) => alarm.point_id === pointId),
        now,
      ).shown,
    [alarms, pointId, now],
  );
  return (
    <section>
      <h3>{say(words.activeAlarms)}</h3>
      {own.length === 0 && <p className="point-none">{say(words.noAlarms)}</p>}
      {own.map((alarm) => (
        <AlarmRow key={alarm.id} alarm={alarm} place={place} now={now} />
      ))}
    </section>
  );
}

function PointCases({ pointId, now }: LiveSectionProps) {
  const { say } = useSpeech();
  const cases = useLiveState((state) => state.cases);
  const units = useLiveState((state) => state.units);
  const own = useMemo(
    () =>
      casesInOrder(
        cases.values().filter((subject) => subject.point_id === pointId),
        now,
      ),
    [cases, pointId, now],
  );
  return (
    <section>
      <h3>{say(words.openCases)}</h3>
      {own.length === 0 && <p className="point-none">{say(words.noCases)}</p>}
      {own.map((subject) => (
        <CaseRow
          key={subject.id}
          subject={subject}
          unitName={units.get(subject.unit_id ?? '')?.name ?? subject.unit_id}
          now={now}
        />
      ))}
    </section>
  );
}
