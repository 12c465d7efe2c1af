// What became of every message.
import { Statistic } from 'antd';
import { useHubAnswer } from '../api-client/queries.tsx';
import { AnswerState } from '../parts/answer-state.tsx';
import { hubWords } from '../words/hub-words.ts';
import { useSpeech } from '../words/language.tsx';

interface AccountingAnswer {
  readonly messages: Readonly<
    Record<'received' | 'acknowledged' | 'stored' | 'duplicate' | 'quarantined', number>
  >;
  readonly readings: Readonly<Record<'stored' | 'duplicate' | 'late', number>>;
  readonly missing: number;
}

const askEveryMs = 5_000;
const fates = ['received', 'acknowledged', 'stored', 'duplicate', 'quarantined'] as const;

export function AccountingSection() {
  const { say } = useSpeech();
  const asked = useHubAnswer<AccountingAnswer>('/accounting', { refetchInterval: askEveryMs });
  return (
    <section className="page-section">
      <h2>{say(hubWords.messages)}</h2>
      <AnswerState asked={asked}>
        {({ messages, readings, missing }) => (
          <div className="figures">
            {fates.map((fate) => (
              <Statistic key={fate} title={say(hubWords[fate])} value={messages[fate]} />
            ))}
            <Statistic title={say(hubWords.readings)} value={readings.stored} />
            <Statistic title={say(hubWords.late)} value={readings.late} />
            <Statistic title={say(hubWords.missing)} value={missing} />
          </div>
        )}
      </AnswerState>
    </section>
  );
}
