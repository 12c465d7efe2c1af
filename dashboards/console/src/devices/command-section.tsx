// Commands to a device with what it replied, and a form for the next one.
import type { DeviceCommandBody } from '../../../../core/device-command.ts';
import { itemsOf, useHubList } from '../api-client/queries.tsx';
import { useMayOperate } from '../app/use-user.tsx';
import { AnswerState } from '../parts/answer-state.tsx';
import { LoadMore } from '../parts/load-more.tsx';
import { RowTable } from '../parts/row-table.tsx';
import { Moment } from '../parts/time-mark.tsx';
import { commandStateWords, commandWords } from '../words/command-words.ts';
import { useSpeech } from '../words/language.tsx';
import { pageWords } from '../words/page-words.ts';
import { CommandForm } from './command-form.tsx';

const askEveryMs = 5_000;

export function CommandSection({ deviceId }: { readonly deviceId: string }) {
  const { say } = useSpeech();
  const path = `/devices/${encodeURIComponent(deviceId)}/commands`;
  const asked = useHubList<DeviceCommandBody>(path, { refetchInterval: askEveryMs });
  const commands = itemsOf(asked.data);
  const mayOperate = useMayOperate();
  return (
    <section className="page-section">
      <h2>{say(commandWords.commands)}</h2>
      {mayOperate && <CommandForm path={path} />}
      <AnswerState asked={asked}>
        {() =>
          commands.length === 0 ? (
            <p className="quiet">{say(commandWords.none)}</p>
          ) : (
            <RowTable<DeviceCommandBody>
              rows={commands}
              columns={[
                { title: say(commandWords.command), render: (_, { command }) => <code>{command}</code> },
                {
                  title: say(commandWords.params),
                  render: (_, { params }) =>
                    Object.keys(params).length === 0 ? null : <code>{JSON.stringify(params)}</code>,
                },
                { title: say(pageWords.state), render: (_, { state }) => say(commandStateWords[state]) },
                { title: say(commandWords.reply), render: (_, { reply }) => <Reply reply={reply} /> },
                { title: say(commandWords.by), dataIndex: 'requested_by' },
                {
                  title: say(commandWords.requestedAt),
                  render: (_, { requested_at: at }) => <Moment at={at} />,
                },
              ]}
            />
          )
        }
      </AnswerState>
      <LoadMore asked={asked} />
    </section>
  );
}

function Reply({ reply }: Pick<DeviceCommandBody, 'reply'>) {
  const { say } = useSpeech();
  if (reply === null) return null;
  return (
    <span className={reply.ok ? 'mark-good' : 'mark-bad'}>
      {reply.detail ?? (reply.ok ? say(commandStateWords.done) : say(commandWords.refusedReply))}
    </span>
  );
}
