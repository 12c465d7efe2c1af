// Above the figures of a gauge: the zero that is proposed for it, while nobody has decided.
import { itemsOf, useHubList } from '../api-client/queries.tsx';
import { useSpeech } from '../words/language.tsx';
import { pageWords } from '../words/page-words.ts';
import { type ZeroProposalAnswer, ZeroTable } from './zero-table.tsx';

export function OpenZeroProposals({ deviceId }: { readonly deviceId: string }) {
  const { say } = useSpeech();
  const query = new URLSearchParams({ state: 'open', device_id: deviceId });
  const asked = useHubList<ZeroProposalAnswer>(`/zero-proposals?${query}`);
  const proposals = itemsOf(asked.data);
  if (proposals.length === 0) return null;
  return (
    <section className="page-section">
      <h2>{say(pageWords.zeroProposals)}</h2>
      <ZeroTable proposals={proposals} />
    </section>
  );
}
