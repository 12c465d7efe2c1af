// What became of every message of one device.
import type { AccountingAnswer } from '../api-client/accounting-answer.ts';
import { useHubAnswer } from '../api-client/queries.tsx';
import { FateCounts } from '../hub/fate-counts.tsx';
import { AnswerState } from '../parts/answer-state.tsx';
import { deviceWords } from '../words/device-words.ts';
import { useSpeech } from '../words/language.tsx';

export function DeviceAccounting({ deviceId }: { readonly deviceId: string }) {
  const { say } = useSpeech();
  const asked = useHubAnswer<AccountingAnswer>(`/accounting?device_id=${encodeURIComponent(deviceId)}`);
  return (
    <section className="page-section">
      <h2>{say(deviceWords.accounting)}</h2>
      <AnswerState asked={asked}>{(answer) => <FateCounts accounting={answer} />}</AnswerState>
    </section>
  );
}
