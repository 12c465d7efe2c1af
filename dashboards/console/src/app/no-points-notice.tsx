// What to do with a hub that knows no points yet.
import { useLive, useLiveState } from '../live/use-live.tsx';
import { useSpeech } from '../words/language.tsx';
import { words } from '../words/words.ts';

const importCommand = 'npx sluice import units.csv points.csv devices.csv';

export function NoPointsNotice() {
  const { say } = useSpeech();
  const { loading } = useLive();
  const isEmpty = useLiveState((state) => state.town?.points === 0);
  if (loading.state !== 'loaded' || !isEmpty) return null;
  return (
    <section className="no-points">
      <h2>{say(words.noPoints)}</h2>
      <p>{say(words.noPointsHint)}</p>
      <pre>{importCommand}</pre>
    </section>
  );
}
