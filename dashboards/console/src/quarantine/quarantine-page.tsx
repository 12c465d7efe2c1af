// Messages that could not be used: by reason and device, looked at, and tried again after the mend.
import { Table } from 'antd';
import type { ListAnswer } from '../api-client/answers.ts';
import type { QuarantineGroup } from '../api-client/quarantine-answers.ts';
import { useHubAnswer } from '../api-client/queries.tsx';
import { AnswerState, NothingYet } from '../parts/answer-state.tsx';
import { DeviceLink } from '../parts/links.tsx';
import { PageBody } from '../parts/page-body.tsx';
import { Age } from '../parts/time-mark.tsx';
import { useSpeech } from '../words/language.tsx';
import { pageWords } from '../words/page-words.ts';
import { quarantineReasonWords, quarantineWords } from '../words/quarantine-words.ts';
import { GroupMessages } from './group-messages.tsx';
import { RetryButton } from './retry-button.tsx';
import { UnknownDevices } from './unknown-devices.tsx';
import './quarantine.css';

const askEveryMs = 15_000;

export function QuarantinePage() {
  const { say } = useSpeech();
  const asked = useHubAnswer<ListAnswer<QuarantineGroup>>('/quarantine/groups', {
    refetchInterval: askEveryMs,
  });
  const isEmpty = asked.data === undefined || asked.data.items.length === 0;
  return (
    <PageBody
      title={say(pageWords.quarantine)}
      actions={!isEmpty && <RetryButton wanted={{}} label={say(quarantineWords.retryAll)} />}
    >
      <p className="quiet">{say(quarantineWords.hint)}</p>
      <UnknownDevices />
      <section className="page-section">
        <h2>{say(quarantineWords.groups)}</h2>
        <AnswerState asked={asked}>
          {({ items }) =>
            items.length === 0 ? (
              <NothingYet text={say(quarantineWords.none)} />
            ) : (
              <GroupTable groups={items} />
            )
          }
        </AnswerState>
      </section>
    </PageBody>
  );
}

/** What a retry of the group names. */
function wantedOf({ reason, device_id, claimed_id }: QuarantineGroup) {
  return {
    reason,
    ...(device_id === null ? {} : { device_id }),
    ...(claimed_id === null ? {} : { claimed_id }),
  };
}

function GroupTable({ groups }: { readonly groups: readonly QuarantineGroup[] }) {
  const { say } = useSpeech();
  return (
    <Table<QuarantineGroup>
      rowKey={({ reason, device_id, claimed_id }) => `${reason} ${device_id} ${claimed_id}`}
      size="small"
      pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
      scroll={{ x: 'max-content' }}
      dataSource={[...groups]}
      expandable={{ expandedRowRender: (group) => <GroupMessages wanted={wantedOf(group)} /> }}
      columns={[
        {
          title: say(quarantineWords.reason),
          render: (_, { reason }) => (
            <span title={reason}>{say(quarantineReasonWords[reason] ?? { zh: reason, en: reason })}</span>
          ),
        },
        { title: say(pageWords.device), render: (_, group) => <GroupDevice group={group} /> },
        { title: say(quarantineWords.messages), dataIndex: 'messages', align: 'right' },
        { title: say(quarantineWords.firstSeen), render: (_, { first_at: at }) => <Age at={at} /> },
        { title: say(quarantineWords.lastSeen), render: (_, { last_at: at }) => <Age at={at} /> },
        {
          title: say(quarantineWords.detail),
          render: (_, { detail }) => <span className="explained">{detail}</span>,
        },
        {
          title: '',
          fixed: 'right',
          render: (_, group) => (
            <RetryButton wanted={wantedOf(group)} label={say(quarantineWords.retry)} size="small" />
          ),
        },
      ]}
    />
  );
}

function GroupDevice({ group }: { readonly group: QuarantineGroup }) {
  const { say } = useSpeech();
  const { device_id: device, claimed_id: claimed } = group;
  if (device !== null) return <DeviceLink id={device} />;
  if (claimed === null) return <span className="quiet">{say(quarantineWords.unnamed)}</span>;
  return (
    <>
      {claimed} <span className="quiet">{say(quarantineWords.notRegistered)}</span>
    </>
  );
}
