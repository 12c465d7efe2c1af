// The difference between two texts, told by signs as well as by colour.
import { useMemo } from 'react';
import { useSpeech } from '../words/language.tsx';
import { partWords } from '../words/part-words.ts';
import { lineDifference } from './line-difference.ts';
import './text-difference.css';

interface TextDifferenceProps {
  readonly before: string;
  readonly after: string;
  readonly label: string;
}

const signs = { same: ' ', out: '−', in: '+', gap: '⋯' } as const;

export function TextDifference({ before, after, label }: TextDifferenceProps) {
  const { say } = useSpeech();
  const lines = useMemo(() => lineDifference(before, after), [before, after]);
  if (lines.length === 0) return <p className="quiet">{say(partWords.noDifference)}</p>;
  return (
    <figure className="text-difference" aria-label={label}>
      {lines.map(({ mark, text }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line has no name but its place
        <div key={index} className={`difference-${mark}`}>
          <span aria-hidden="true">{signs[mark]} </span>
          {mark === 'out' && <span className="for-reader">{say(partWords.takenOut)} </span>}
          {mark === 'in' && <span className="for-reader">{say(partWords.putIn)} </span>}
          {text}
        </div>
      ))}
    </figure>
  );
}
