// What became of every message.
import type { AccountingAnswer } from '../api-client/accounting-answer.ts';
import { useHubAnswer } from '../api-client/queries.tsx';
import { AnswerState } from '../parts/answer-state.tsx';
import { hubWords } from '../words/hub-words.ts';
import { useSpeech } from '../words/language.tsx';
import { FateCounts } from './fate-counts.tsx';

const askEveryMs = 5_000;

export function AccountingSection() {
  const { say } = useSpeech();
  const asked = useHubAnswer<AccountingAnswer>('/accounting', { refetchInterval: askEveryMs });
  return (
    <section className="page-section">
      <h2>{say(hubWords.messages)}</h2>
      <AnswerState asked={asked}>{(answer) => <FateCounts accounting={answer} />}</AnswerState>
    </section>
  );
}
