// Says plainly what of a case is still on this phone only.
import { useSpeech } from '../words/language.tsx';
import { crewActionWords, crewWords } from './crew-words.ts';
import type { PendingAction } from './pending-action.ts';

export function PendingMark({ pending }: { readonly pending: readonly PendingAction[] }) {
  const { say } = useSpeech();
  return pending.map(({ key, action, trouble }) => (
    <span key={key} className={`crew-pending ${trouble === null ? '' : 'is-fault'}`}>
      {say(trouble === null ? crewWords.notSentYet : crewWords.needsYou)}: {say(crewActionWords[action])}
    </span>
  ));
}
