// One point: what it measured and when it was in alarm, what its rules think, its devices and cases, its permits.
import { Alert, Button } from 'antd';
import { Link, useParams } from 'react-router';
import type { ListedPointAnswer } from '../api-client/answers.ts';
import type { EquipmentAnswer } from '../api-client/device-answers.ts';
import { itemsOf, useHubAnswer, useHubList } from '../api-client/queries.tsx';
import { hasCode } from '../api-client/request.ts';
import { DeviceTable } from '../devices/device-table.tsx';
import { LatestReadings } from '../devices/latest-readings.tsx';
import { SeverityTag } from '../lists/severity-counts.tsx';
import { AnswerState } from '../parts/answer-state.tsx';
import { CaseList } from '../parts/case-list.tsx';
import { LoadMore } from '../parts/load-more.tsx';
import { PageBody } from '../parts/page-body.tsx';
import { PointFacts } from '../point/point-facts.tsx';
import { useSpeech } from '../words/language.tsx';
import { pageWords } from '../words/page-words.ts';
import { pointWords } from '../words/point-words.ts';
import { pointKindWords, words } from '../words/words.ts';
import { PermitAction } from './permit-action.tsx';
import { PointAlarms } from './point-alarms.tsx';
import { PointExplanation } from './point-explanation.tsx';

export function PointPage() {
  const { id = '' } = useParams();
  const { say } = useSpeech();
  const asked = useHubAnswer<ListedPointAnswer>(`/points/${encodeURIComponent(id)}`, {
    refetchInterval: 15_000,
  });
  const point = asked.data;
  return (
    <PageBody
      title={point?.name ?? id}
      mark={
        point !== undefined && (
          <>
            <span className="quiet">
              {say(pointKindWords[point.kind])} · {point.id}
            </span>
            {point.worst_alarm !== null && <SeverityTag severity={point.worst_alarm.severity} />}
          </>
        )
      }
      actions={
        point !== undefined && (
          <>
            <Link to={`/?point=${encodeURIComponent(point.id)}`}>
              <Button>{say(pointWords.onMap)}</Button>
            </Link>
            <PermitAction pointId={point.id} />
          </>
        )
      }
    >
      {hasCode(asked.error, 'not_found') ? (
        <Alert type="info" showIcon title={say(words.pointIsGone)} />
      ) : (
        <AnswerState asked={asked}>{(answer) => <Whole point={answer} />}</AnswerState>
      )}
    </PageBody>
  );
}

function Whole({ point }: { readonly point: ListedPointAnswer }) {
  const { say } = useSpeech();
  const asked = useHubList<EquipmentAnswer>(`/devices?point_id=${encodeURIComponent(point.id)}`);
  const devices = itemsOf(asked.data);
  return (
    <>
      <PointAlarms point={point} />
      <div className="page-columns">
        <LatestReadings readings={point.latest} />
        <section className="page-section">
          <h2>{say(pointWords.facts)}</h2>
          <PointFacts point={point} />
        </section>
      </div>
      <section className="page-section">
        <h2>{say(pageWords.devices)}</h2>
        <AnswerState asked={asked}>
          {() =>
            devices.length === 0 ? (
              <p className="quiet">{say(words.noDevices)}</p>
            ) : (
              <DeviceTable devices={devices} />
            )
          }
        </AnswerState>
        <LoadMore asked={asked} />
      </section>
      <PointExplanation pointId={point.id} />
      <CaseList pointId={point.id} />
    </>
  );
}
