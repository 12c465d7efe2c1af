// Node-RED beside the hub: whether it runs, why it ended, the way to its editor.
import { App, Button, Descriptions } from 'antd';
import { messageOf } from '../../../../core/error.ts';
import type { FlowsState } from '../../../../core/flows.ts';
import { useHubAnswer, useHubChange } from '../api-client/queries.tsx';
import { useUser } from '../app/use-user.tsx';
import { AnswerState } from '../parts/answer-state.tsx';
import { dayAndTime, timeOfDay } from '../words/figures.ts';
import { flowsStateWords, hubWords } from '../words/hub-words.ts';
import { useSpeech } from '../words/language.tsx';
import { pageWords } from '../words/page-words.ts';

interface FlowsAnswer {
  readonly state: FlowsState;
  readonly since: string;
  readonly restarts: number;
  readonly last_end: { readonly at: string; readonly reason: string } | null;
  readonly memory_mb: number;
  /** `null` where flows are switched off. */
  readonly editor: string | null;
  readonly log: readonly { readonly at: string; readonly text: string }[];
}

const askEveryMs = 2_000;
/** Lines shown; the hub keeps more. */
const logLength = 30;

const marks = {
  off: 'quiet',
  starting: 'mark-waiting',
  running: 'mark-good',
  stopped: 'mark-waiting',
  safe_mode: 'mark-bad',
  waiting: 'mark-bad',
} as const satisfies Record<FlowsState, string>;

export function FlowsSection() {
  const { say } = useSpeech();
  const asked = useHubAnswer<FlowsAnswer>('/flows', { refetchInterval: askEveryMs });
  return (
    <section className="page-section">
      <h2>{say(hubWords.flows)}</h2>
      <AnswerState asked={asked}>
        {(flows) => (
          <>
            <FlowsFacts flows={flows} />
            {flows.editor !== null && <FlowsActions editor={flows.editor} />}
            {flows.log.length > 0 && (
              <details className="flows-log">
                <summary>{say(hubWords.log)}</summary>
                <pre>
                  {flows.log
                    .slice(-logLength)
                    .map(({ at, text }) => `${timeOfDay(Date.parse(at))} ${text}`)
                    .join('\n')}
                </pre>
              </details>
            )}
          </>
        )}
      </AnswerState>
    </section>
  );
}

function FlowsFacts({ flows }: { readonly flows: FlowsAnswer }) {
  const { say } = useSpeech();
  const { state, since, restarts, last_end: lastEnd, memory_mb } = flows;
  const items = [
    {
      key: 'state',
      label: say(pageWords.state),
      children: <span className={marks[state]}>{say(flowsStateWords[state])}</span>,
    },
    { key: 'since', label: say(hubWords.since), children: dayAndTime(Date.parse(since)) },
    { key: 'restarts', label: say(hubWords.restarts), children: restarts },
    { key: 'memory', label: say(hubWords.memory), children: `${memory_mb} MiB` },
    {
      key: 'end',
      label: say(hubWords.lastEnd),
      children: lastEnd === null ? '–' : `${dayAndTime(Date.parse(lastEnd.at))}: ${lastEnd.reason}`,
    },
  ];
  return <Descriptions size="small" column={{ xs: 1, sm: 2, lg: 4 }} items={items} />;
}

function FlowsActions({ editor }: { readonly editor: string }) {
  const { say } = useSpeech();
  const { message, modal } = App.useApp();
  const restart = useHubChange('POST', '/flows/restart', 'flows');
  if (useUser().role !== 'admin') return null;
  const ask = () =>
    modal.confirm({
      title: say(hubWords.restartAsk),
      okText: say(hubWords.restart),
      cancelText: say(pageWords.cancel),
      onOk: () => restart.mutateAsync(undefined).catch((thrown: unknown) => message.error(messageOf(thrown))),
    });
  return (
    <span className="row-actions">
      <Button type="primary" href={editor} target="_blank">
        {say(hubWords.openEditor)}
      </Button>
      <Button onClick={ask}>{say(hubWords.restart)}</Button>
    </span>
  );
}
