// Tries the text in the editor on the past, over a period that a person chooses.
import { useMutation } from '@tanstack/react-query';
import { Alert, Button, Segmented } from 'antd';
import { useState } from 'react';
import { messageOf } from '../../../../core/error.ts';
import { dayMs, type EpochMs, hourMs, secondMs } from '../../../../core/time.ts';
import { hubNow } from '../api-client/hub-clock.ts';
import { send } from '../api-client/request.ts';
import { newRequestKey } from '../api-client/request-key.ts';
import { MomentField } from '../parts/moment-field.tsx';
import { backtestWords } from '../words/backtest-words.ts';
import { durationWords } from '../words/durations.ts';
import { useSpeech } from '../words/language.tsx';
import { BacktestResult } from './backtest-result.tsx';
import type { BacktestAnswer } from './backtest-rows.ts';
import type { RuleDefinition } from './rule-answers.ts';

const withinMs = 130 * secondMs;
const spans = [6 * hourMs, dayMs, 7 * dayMs, 30 * dayMs] as const;
type Span = (typeof spans)[number] | 'own';

interface BacktestSectionProps {
  /** `null` while there are mistakes. */
  readonly definition: RuleDefinition | null;
  readonly text: string;
  onTried(text: string): void;
}

export function BacktestSection({ definition, text, onTried }: BacktestSectionProps) {
  const { say } = useSpeech();
  const [span, setSpan] = useState<Span>(dayMs);
  const [ownFrom, setOwnFrom] = useState<EpochMs | null>(() => hubNow() - dayMs);
  const [ownTo, setOwnTo] = useState<EpochMs | null>(() => hubNow());
  const isPeriod = span !== 'own' || (ownFrom !== null && ownTo !== null && ownFrom < ownTo);
  const trial = useMutation({
    async mutationFn(tried: { readonly text: string; readonly rule: RuleDefinition }) {
      const now = Math.round(hubNow());
      const [from, to] = span === 'own' ? [ownFrom, ownTo] : [now - span, now];
      const body = { from, to, rules: [tried.rule] };
      const answer = await send<BacktestAnswer>('POST', '/rules/backtest', body, newRequestKey(), withinMs);
      onTried(tried.text);
      return { answer, text: tried.text };
    },
  });
  return (
    <section className="page-section" aria-label={say(backtestWords.title)}>
      <h2>{say(backtestWords.title)}</h2>
      <p className="quiet">{say(backtestWords.hint)}</p>
      <div className="rule-tools">
        <Segmented<Span>
          aria-label={say(backtestWords.period)}
          value={span}
          onChange={setSpan}
          options={[
            ...spans.map((value) => ({ value, label: say(durationWords(value)) })),
            { value: 'own', label: say(backtestWords.own) },
          ]}
        />
        {span === 'own' && (
          <>
            <MomentField label={say(backtestWords.from)} value={ownFrom} onChange={setOwnFrom} />
            <MomentField label={say(backtestWords.to)} value={ownTo} onChange={setOwnTo} />
          </>
        )}
        <Button
          disabled={definition === null || !isPeriod}
          loading={trial.isPending}
          onClick={() => definition !== null && trial.mutate({ text, rule: definition })}
        >
          {say(backtestWords.run)}
        </Button>
        {trial.isPending && <span className="quiet">{say(backtestWords.running)}</span>}
      </div>
      {trial.error !== null && <Alert type="error" showIcon title={messageOf(trial.error)} />}
      {trial.data !== undefined && (
        <>
          {trial.data.text !== text && <Alert type="warning" showIcon title={say(backtestWords.stale)} />}
          <BacktestResult answer={trial.data.answer} />
        </>
      )}
    </section>
  );
}
