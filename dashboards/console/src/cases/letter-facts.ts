// The facts of a letter as text that people edit: one a line, its time by the site's clock first.
import type { EpochMs } from '../../../../core/time.ts';
import { siteMoment, siteMomentText } from '../look/site-moment.ts';

interface FactAnswer {
  readonly at: string;
  readonly text: string;
}

export function factsText(facts: readonly FactAnswer[]): string {
  return facts.map(({ at, text }) => `${siteMomentText(Date.parse(at))} ${text}`).join('\n');
}

/** `null` where a line does not begin with a time; blank lines are passed over. */
export function factsOfText(text: string): readonly { readonly at: EpochMs; readonly text: string }[] | null {
  const facts = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const blank = line.search(/\s/);
      const time = line.slice(0, blank);
      return { at: time.includes('T') ? siteMoment(time) : null, text: line.slice(blank + 1).trim() };
    });
  const whole = facts.flatMap(({ at, text: words }) =>
    at === null || words === '' ? [] : [{ at, text: words }],
  );
  return whole.length === facts.length && whole.length > 0 ? whole : null;
}
