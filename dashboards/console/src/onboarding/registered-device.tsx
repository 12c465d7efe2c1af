// A device that has just been registered: its secret, what became of its earlier messages, and whether it is heard.
import { Alert, Button, Typography } from 'antd';
import { Link } from 'react-router';
import { secondMs } from '../../../../core/time.ts';
import type { WholeDeviceAnswer } from '../api-client/device-answers.ts';
import { useHubAnswer } from '../api-client/queries.tsx';
import { StatusMark } from '../parts/status-mark.tsx';
import { useSpeech } from '../words/language.tsx';
import { onboardingWords } from '../words/onboarding-words.ts';
import { retriedWords } from '../words/quarantine-words.ts';
import type { Registered } from './use-register.ts';

const askEveryMs = 3 * secondMs;

export function RegisteredDevice({ registered }: { readonly registered: Registered }) {
  const { say } = useSpeech();
  const { deviceId, secret, retried } = registered;
  const path = `/devices/${encodeURIComponent(deviceId)}`;
  const { data } = useHubAnswer<WholeDeviceAnswer>(path, { refetchInterval: askEveryMs });
  const isAlive = data !== undefined && data.last_seen_at !== null && data.status === 'online';
  return (
    <div className="onboarding-done">
      <Alert type="success" showIcon title={`${say(onboardingWords.registered)}: ${deviceId}`} />
      {secret !== null && (
        <div>
          {say(onboardingWords.secret)}
          <Typography.Paragraph copyable code>
            {secret}
          </Typography.Paragraph>
        </div>
      )}
      {retried !== null && retried.retried > 0 && <p>{say(retriedWords(retried))}</p>}
      <p role="status">
        {data !== undefined && <StatusMark status={data.status} reason={data.status_reason} />}{' '}
        {say(isAlive ? onboardingWords.alive : onboardingWords.waiting)}
      </p>
      <Link to={path}>
        <Button type="primary">{say(onboardingWords.toDevice)}</Button>
      </Link>
    </div>
  );
}
