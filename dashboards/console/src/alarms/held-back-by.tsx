// Why an alarm is held back, with the way to what holds it.
import { Link } from 'react-router';
import { heldBackWords } from '../words/alarm-words.ts';
import { useSpeech } from '../words/language.tsx';

/** Where what holds alarms back is shown, by the letter that its id begins with. */
const pages: Readonly<Record<keyof typeof heldBackWords, (id: string) => string | null>> = {
  A: (id) => `/alarms/${encodeURIComponent(id)}`,
  O: () => '/outages',
  P: () => null,
  S: () => '/storms',
};

function isKnown(letter: string): letter is keyof typeof heldBackWords {
  return Object.hasOwn(heldBackWords, letter);
}

export function HeldBackBy({ id }: { readonly id: string }) {
  const { say } = useSpeech();
  const letter = id.charAt(0);
  if (!isKnown(letter)) return id;
  const page = pages[letter](id);
  const words = say(heldBackWords[letter]);
  return page === null ? words : <Link to={page}>{words}</Link>;
}
