// What goes on with gateways and areas, above the devices that it silenced: one line each in place of hundreds.
import { Alert } from 'antd';
import { Link } from 'react-router';
import type { ListAnswer } from '../api-client/answers.ts';
import type { OutageAnswer } from '../api-client/device-answers.ts';
import { useHubAnswer } from '../api-client/queries.tsx';
import { Age } from '../parts/time-mark.tsx';
import { deviceWords, outageKindWords, outageLineWords, outageWords } from '../words/device-words.ts';
import { useSpeech } from '../words/language.tsx';

const askEveryMs = 10_000;

export function OpenOutages() {
  const { say } = useSpeech();
  const { data } = useHubAnswer<ListAnswer<OutageAnswer>>('/outages?open=true', {
    refetchInterval: askEveryMs,
  });
  if (data === undefined || data.items.length === 0) return null;
  return (
    <Alert
      type="warning"
      showIcon
      title={say(deviceWords.openOutages)}
      description={
        <ul className="outage-lines">
          {data.items.map(({ id, kind, subject, silent, last_heard_at: heardAt }) => (
            <li key={id}>
              {say(outageLineWords(silent, outageKindWords[kind], subject))} · <Age at={heardAt} />{' '}
              <Link to={`/devices?outage_id=${encodeURIComponent(id)}`}>{say(outageWords.showDevices)}</Link>
            </li>
          ))}
        </ul>
      }
      action={<Link to="/outages">{say(deviceWords.allOutages)}</Link>}
    />
  );
}
