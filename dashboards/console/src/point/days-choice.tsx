// How many days of a chart are shown.
import { Segmented } from 'antd';
import { useSpeech } from '../words/language.tsx';
import { daysWords, words } from '../words/words.ts';

interface DaysChoiceProps<Days extends number> {
  readonly choices: readonly Days[];
  readonly value: Days;
  onChange(days: Days): void;
}

export function DaysChoice<Days extends number>({ choices, value, onChange }: DaysChoiceProps<Days>) {
  const { say } = useSpeech();
  return (
    <Segmented<Days>
      aria-label={say(words.lastHours)}
      value={value}
      onChange={onChange}
      options={choices.map((days) => ({ value: days, label: say(daysWords(days)) }))}
    />
  );
}
