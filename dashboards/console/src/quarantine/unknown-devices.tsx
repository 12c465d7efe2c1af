// Devices that messages speak of and nobody registered, each ready to be adopted.
import { Button } from 'antd';
import { Link } from 'react-router';
import type { UnknownDevice } from '../api-client/quarantine-answers.ts';
import { itemsOf, useHubList } from '../api-client/queries.tsx';
import { useUser } from '../app/use-user.tsx';
import { LoadMore } from '../parts/load-more.tsx';
import { RowTable } from '../parts/row-table.tsx';
import { Age } from '../parts/time-mark.tsx';
import { useSpeech } from '../words/language.tsx';
import { formatWords, onboardingWords } from '../words/onboarding-words.ts';
import { pageWords } from '../words/page-words.ts';
import { quarantineWords } from '../words/quarantine-words.ts';

const askEveryMs = 15_000;

/** Nothing where every device is known. */
export function UnknownDevices() {
  const { say } = useSpeech();
  const { role } = useUser();
  const asked = useHubList<UnknownDevice>('/unknown-devices', { refetchInterval: askEveryMs });
  const devices = itemsOf(asked.data);
  if (devices.length === 0) return null;
  return (
    <section className="page-section">
      <h2>{say(quarantineWords.unknown)}</h2>
      <p className="quiet">{say(quarantineWords.unknownHint)}</p>
      <RowTable<UnknownDevice>
        rows={devices}
        columns={[
          { title: say(pageWords.device), render: (_, { id }) => <code>{id}</code> },
          {
            title: say(quarantineWords.format),
            render: (_, { format }) => say(formatWords[format] ?? onboardingWords.unknownFormat),
          },
          { title: say(quarantineWords.by), dataIndex: 'by' },
          { title: say(quarantineWords.messages), dataIndex: 'messages', align: 'right' },
          { title: say(quarantineWords.waiting), dataIndex: 'waiting', align: 'right' },
          { title: say(quarantineWords.firstSeen), render: (_, { first_seen_at: at }) => <Age at={at} /> },
          { title: say(quarantineWords.lastSeen), render: (_, { last_seen_at: at }) => <Age at={at} /> },
          {
            title: '',
            render: (_, { id }) =>
              role === 'admin' && (
                <Link to={`/onboarding?unknown=${encodeURIComponent(id)}`}>
                  <Button size="small" type="primary">
                    {say(quarantineWords.adopt)}
                  </Button>
                </Link>
              ),
          },
        ]}
      />
      <LoadMore asked={asked} />
    </section>
  );
}
