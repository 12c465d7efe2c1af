// An operator's word about what waits to be said.

import { App, Button } from 'antd';
import type { AnnouncementDecision } from '../../../../core/announcement.ts';
import { messageOf } from '../../../../core/error.ts';
import type { Severity } from '../../../../core/severity.ts';
import { useHubChange } from '../api-client/queries.tsx';
import { useMayOperate } from '../app/use-user.tsx';
import { useSpeech } from '../words/language.tsx';
import { announcementWords, decisionWords } from '../words/storm-words.ts';

export interface AnnouncementAnswer {
  readonly id: string;
  readonly zone: string;
  readonly alarm_id: string;
  readonly point_id: string | null;
  readonly severity: Severity;
  readonly text: string;
  readonly decision: AnnouncementDecision;
  readonly at: string;
  readonly decided_at: string | null;
  readonly decided_by: string | null;
}

export function DecideAnnouncement({ announcement }: { readonly announcement: AnnouncementAnswer }) {
  const { say } = useSpeech();
  const { message, modal } = App.useApp();
  const path = `/announcements/${encodeURIComponent(announcement.id)}`;
  const confirm = useHubChange<undefined, AnnouncementAnswer>('POST', `${path}/confirm`, 'announcements');
  const refuse = useHubChange<undefined, AnnouncementAnswer>('POST', `${path}/refuse`, 'announcements');
  if (!useMayOperate()) return null;

  async function act(change: typeof confirm) {
    try {
      const { decision } = await change.mutateAsync(undefined);
      // It may have come too late: the answer says why it was not said.
      message.info(say(decisionWords[decision]));
    } catch (thrown) {
      message.error(messageOf(thrown));
    }
  }

  async function ask() {
    const isSure = await modal.confirm({
      title: say(announcementWords.confirm),
      content: (
        <>
          <p>{say(announcementWords.confirmAsk)}</p>
          <p>
            <b>{announcement.text}</b>
          </p>
        </>
      ),
      okText: say(announcementWords.confirm),
    });
    if (isSure) await act(confirm);
  }

  return (
    <span className="row-actions">
      <Button type="primary" loading={confirm.isPending} onClick={ask}>
        {say(announcementWords.confirm)}
      </Button>
      <Button loading={refuse.isPending} onClick={() => act(refuse)}>
        {say(announcementWords.refuse)}
      </Button>
    </span>
  );
}
