// What waits to be said over the loudspeakers: it is too late after some minutes, so the wall says so.
import { SoundOutlined } from '@ant-design/icons';
import { Link } from 'react-router';
import { secondMs } from '../../../../core/time.ts';
import type { ListAnswer } from '../api-client/answers.ts';
import { useHubAnswer } from '../api-client/queries.tsx';
import { useMayOperate } from '../app/use-user.tsx';
import { useSpeech } from '../words/language.tsx';
import { waitingAnnouncementsWords } from '../words/wall-words.ts';

const askEveryMs = 10 * secondMs;

export function WaitingAnnouncements() {
  const { say } = useSpeech();
  const mayDecide = useMayOperate();
  const { data } = useHubAnswer<ListAnswer<unknown>>('/announcements?waiting=true', {
    enabled: mayDecide,
    refetchInterval: askEveryMs,
  });
  const count = data?.items.length ?? 0;
  if (count === 0) return null;
  return (
    <p className="bell" role="status">
      <SoundOutlined aria-hidden="true" />
      <Link to="/announcements">{say(waitingAnnouncementsWords(count))}</Link>
    </p>
  );
}
