// One device: how it is and was, what it measures, what became of its messages, and what people do to it.
import { Alert } from 'antd';
import { useParams } from 'react-router';
import type { WholeDeviceAnswer } from '../api-client/device-answers.ts';
import { useHubAnswer } from '../api-client/queries.tsx';
import { hasCode } from '../api-client/request.ts';
import { AnswerState } from '../parts/answer-state.tsx';
import { PageBody } from '../parts/page-body.tsx';
import { StatusMark } from '../parts/status-mark.tsx';
import { deviceWords } from '../words/device-words.ts';
import { useSpeech } from '../words/language.tsx';
import { OpenZeroProposals } from '../zero/open-zero-proposals.tsx';
import { CommandSection } from './command-section.tsx';
import { DeviceAccounting } from './device-accounting.tsx';
import { DeviceActions } from './device-actions.tsx';
import { DeviceClaims } from './device-claims.tsx';
import { DeviceCourse } from './device-course.tsx';
import { DeviceFacts } from './device-facts.tsx';
import { LatestReadings } from './latest-readings.tsx';
import { StatusHistory } from './status-history.tsx';
import './devices.css';

export function DevicePage() {
  const { id = '' } = useParams();
  const { say } = useSpeech();
  const asked = useHubAnswer<WholeDeviceAnswer>(`/devices/${encodeURIComponent(id)}`);
  const device = asked.data;
  return (
    <PageBody
      title={id}
      mark={device !== undefined && <StatusMark status={device.status} reason={device.status_reason} />}
      actions={device !== undefined && <DeviceActions device={device} />}
    >
      {hasCode(asked.error, 'not_found') ? (
        <Alert type="info" showIcon title={say(deviceWords.isGone)} />
      ) : (
        <AnswerState asked={asked}>
          {(answer) => (
            <>
              <DeviceFacts device={answer} />
              <OpenZeroProposals deviceId={answer.id} />
              <StatusHistory deviceId={answer.id} />
              <DeviceCourse device={answer} />
              <div className="page-columns">
                <LatestReadings readings={answer.latest} />
                <DeviceAccounting deviceId={answer.id} />
              </div>
              <CommandSection deviceId={answer.id} />
              <DeviceClaims device={answer} />
            </>
          )}
        </AnswerState>
      )}
    </PageBody>
  );
}
