// Every message counted by what became of it.
import { Statistic } from 'antd';
import type { AccountingAnswer } from '../api-client/accounting-answer.ts';
import { hubWords } from '../words/hub-words.ts';
import { useSpeech } from '../words/language.tsx';

const fates = ['received', 'acknowledged', 'stored', 'duplicate', 'quarantined'] as const;

export function FateCounts({ accounting }: { readonly accounting: AccountingAnswer }) {
  const { say } = useSpeech();
  const { messages, readings, missing } = accounting;
  return (
    <div className="figures">
      {fates.map((fate) => (
        <Statistic key={fate} title={say(hubWords[fate])} value={messages[fate]} />
      ))}
      <Statistic title={say(hubWords.readings)} value={readings.stored} />
      <Statistic title={say(hubWords.late)} value={readings.late} />
      <Statistic title={say(hubWords.missing)} value={missing} />
    </div>
  );
}
