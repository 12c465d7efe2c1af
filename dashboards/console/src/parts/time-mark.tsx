// An instant as its age, with the instant itself on pointing.
import { useNow } from '../app/use-now.ts';
import { ageWords } from '../words/durations.ts';
import { dayAndTime, noFigure } from '../words/figures.ts';
import { useSpeech } from '../words/language.tsx';

const ageStepMs = 15_000;

/** `null` is shown as no figure. */
export function Age({ at }: { readonly at: string | null }) {
  const { say } = useSpeech();
  const now = useNow(ageStepMs);
  if (at === null) return <span className="quiet">{noFigure}</span>;
  const instant = Date.parse(at);
  return (
    <time dateTime={at} title={dayAndTime(instant)}>
      {say(ageWords(instant, now))}
    </time>
  );
}

/** The instant itself. */
export function Moment({ at }: { readonly at: string | null }) {
  if (at === null) return <span className="quiet">{noFigure}</span>;
  return <time dateTime={at}>{dayAndTime(Date.parse(at))}</time>;
}
