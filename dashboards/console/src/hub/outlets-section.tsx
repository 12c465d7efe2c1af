// What leaves the hub: how far each outlet has come, why one fails, and what a person can do about it.
import { App, Button, Tooltip } from 'antd';
import { messageOf } from '../../../../core/error.ts';
import { secondMs } from '../../../../core/time.ts';
import type { ListAnswer } from '../api-client/answers.ts';
import { useHubAnswer, useHubChange } from '../api-client/queries.tsx';
import { useUser } from '../app/use-user.tsx';
import { AnswerState, NothingYet } from '../parts/answer-state.tsx';
import { RowTable } from '../parts/row-table.tsx';
import { durationWords } from '../words/durations.ts';
import { hubWords } from '../words/hub-words.ts';
import { useSpeech } from '../words/language.tsx';
import { pageWords } from '../words/page-words.ts';

interface OutletAnswer {
  readonly name: string;
  readonly sent: number;
  readonly pending: number;
  readonly oldest_pending_s: number | null;
  readonly dead: number;
  readonly paused: boolean;
  readonly failure: string | null;
}

const askEveryMs = 5_000;

export function OutletsSection() {
  const { say } = useSpeech();
  const asked = useHubAnswer<ListAnswer<OutletAnswer>>('/outlets', { refetchInterval: askEveryMs });
  const mayAct = useUser().role === 'admin';
  return (
    <section className="page-section">
      <h2>{say(hubWords.outlets)}</h2>
      <AnswerState asked={asked}>
        {({ items }) =>
          items.length === 0 ? (
            <NothingYet text={say(hubWords.noOutlets)} />
          ) : (
            <RowTable<OutletAnswer>
              rowKey="name"
              rows={items}
              columns={[
                { title: say(hubWords.name), dataIndex: 'name' },
                { title: say(pageWords.state), render: (_, outlet) => <OutletMark outlet={outlet} /> },
                { title: say(hubWords.sent), dataIndex: 'sent', align: 'right' },
                { title: say(hubWords.pending), dataIndex: 'pending', align: 'right' },
                {
                  title: say(hubWords.oldest),
                  align: 'right',
                  render: (_, { oldest_pending_s: age }) =>
                    age === null ? null : say(durationWords(age * secondMs)),
                },
                { title: say(hubWords.dead), dataIndex: 'dead', align: 'right' },
                ...(mayAct
                  ? [
                      {
                        key: 'act',
                        render: (_: unknown, outlet: OutletAnswer) => <OutletActions outlet={outlet} />,
                      },
                    ]
                  : []),
              ]}
            />
          )
        }
      </AnswerState>
    </section>
  );
}

function OutletMark({ outlet }: { readonly outlet: OutletAnswer }) {
  const { say } = useSpeech();
  if (outlet.paused) return <span className="mark-waiting">{say(hubWords.paused)}</span>;
  if (outlet.failure === null) return <span className="mark-good">{say(hubWords.works)}</span>;
  return (
    <Tooltip title={outlet.failure}>
      <span className="mark-bad">
        {say(hubWords.failing)}: {outlet.failure.slice(0, 60)}
      </span>
    </Tooltip>
  );
}

function OutletActions({ outlet }: { readonly outlet: OutletAnswer }) {
  const { say } = useSpeech();
  const { message } = App.useApp();
  const path = `/outlets/${encodeURIComponent(outlet.name)}`;
  const toggle = useHubChange('POST', `${path}/${outlet.paused ? 'resume' : 'pause'}`, 'outlets');
  const retry = useHubChange('POST', `${path}/retry`, 'outlets');
  const act = (change: typeof toggle) =>
    change.mutateAsync(undefined).catch((thrown: unknown) => message.error(messageOf(thrown)));
  return (
    <span className="row-actions">
      <Button size="small" loading={toggle.isPending} onClick={() => act(toggle)}>
        {say(outlet.paused ? hubWords.resume : hubWords.pause)}
      </Button>
      {(outlet.failure !== null || outlet.dead > 0) && (
        <Button size="small" loading={retry.isPending} onClick={() => act(retry)}>
          {say(hubWords.retry)}
        </Button>
      )}
    </span>
  );
}
