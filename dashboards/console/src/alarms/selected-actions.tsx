// What is done about many alarms at once, by the buttons above the list or by keys.
import { Button } from 'antd';
import { useState } from 'react';
import type { AlarmAnswer } from '../api-client/answers.ts';
import { alarmWords, ofAlarmsWords } from '../words/alarm-words.ts';
import { useSpeech } from '../words/language.tsx';
import { words } from '../words/words.ts';
import { AlarmWordForm } from './alarm-word-form.tsx';
import { type AlarmAction, useActOnAlarms } from './use-act-on-alarms.ts';

type Ask = 'shelve' | 'comment';

export interface AlarmsToActOn {
  /** Those that a form is open for. */
  readonly asked: readonly AlarmAnswer[];
  readonly asking: Ask | null;
  readonly isSending: boolean;
  acknowledge(alarms: readonly AlarmAnswer[]): void;
  ask(what: Ask, alarms: readonly AlarmAnswer[]): void;
  send(body: AlarmAction): void;
  close(): void;
}

/** @param onDone after something was done for all. */
export function useAlarmsToActOn(onDone: () => void): AlarmsToActOn {
  const { act, isSending } = useActOnAlarms();
  const [asked, setAsked] = useState<readonly AlarmAnswer[]>([]);
  const [asking, setAsking] = useState<Ask | null>(null);
  const run = async (alarms: readonly AlarmAnswer[], body: AlarmAction) => {
    if (alarms.length === 0 || isSending) return;
    const ids = alarms.map(({ id }) => id);
    if (!(await act(ids, body))) return;
    setAsking(null);
    onDone();
  };
  return {
    ...{ asked, asking, isSending },
    acknowledge: (alarms) =>
      void run(
        alarms.filter(({ acknowledged }) => !acknowledged),
        { action: 'acknowledge' },
      ),
    ask(what, alarms) {
      if (alarms.length === 0) return;
      setAsked(alarms);
      setAsking(what);
    },
    send: (body) => void run(asked, body),
    close: () => setAsking(null),
  };
}

interface SelectedActionsProps {
  readonly selected: readonly AlarmAnswer[];
  readonly actions: AlarmsToActOn;
}

export function SelectedActions({ selected, actions }: SelectedActionsProps) {
  const { say } = useSpeech();
  const waiting = selected.filter(({ acknowledged }) => !acknowledged);
  const isEmpty = selected.length === 0;
  return (
    <>
      {!isEmpty && <span className="quiet">{say(ofAlarmsWords(selected.length))}</span>}
      <Button
        type="primary"
        disabled={waiting.length === 0}
        loading={actions.isSending}
        onClick={() => actions.acknowledge(waiting)}
      >
        {say(words.acknowledge)}
      </Button>
      <Button disabled={isEmpty} onClick={() => actions.ask('shelve', selected)}>
        {say(alarmWords.shelve)}
      </Button>
      <Button disabled={isEmpty} onClick={() => actions.ask('comment', selected)}>
        {say(alarmWords.comment)}
      </Button>
      <AlarmWordForm
        asking={actions.asking}
        count={actions.asked.length}
        isSending={actions.isSending}
        onAct={actions.send}
        onClose={actions.close}
      />
    </>
  );
}
