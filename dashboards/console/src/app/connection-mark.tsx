// Whether what is shown is the present: live, or since when it is not.
import { secondMs } from '../../../../core/time.ts';
import { useLive } from '../live/use-live.tsx';
import { timeOfDay } from '../words/figures.ts';
import { useSpeech } from '../words/language.tsx';
import { staleSinceWords, words } from '../words/words.ts';
import { useNow } from './use-now.ts';

/** A stream that is back within this was never really away. */
const toleratedMs = 6 * secondMs;

export function ConnectionMark() {
  const { say } = useSpeech();
  const { connection } = useLive();
  // By the browser's clock, as the last sign of life is.
  useNow(secondMs);
  const now = Date.now();
  if (connection.state === 'live') return <Mark state="live" text={say(words.live)} />;
  if (connection.state === 'connecting') return <Mark state="waiting" text={say(words.connecting)} />;
  const { heardAt } = connection;
  if (heardAt === null || now - heardAt < toleratedMs) {
    return <Mark state="waiting" text={say(words.reconnecting)} />;
  }
  return <Mark state="lost" text={say(staleSinceWords(timeOfDay(heardAt)))} />;
}

function Mark({ state, text }: { readonly state: 'live' | 'waiting' | 'lost'; readonly text: string }) {
  return (
    <output className={`connection-mark connection-${state}`} aria-live="polite">
      <span className="connection-dot" aria-hidden="true" />
      {text}
    </output>
  );
}
