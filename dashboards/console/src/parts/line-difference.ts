// Two texts line by line: what was taken out, what was put in, and a few lines around for orientation.
import { diffLines } from 'diff';

export interface DifferenceLine {
  readonly mark: 'same' | 'out' | 'in' | 'gap';
  readonly text: string;
}

/** Lines kept on either side of a change. */
const around = 3;

/** Empty where the texts say the same. */
export function lineDifference(before: string, after: string): DifferenceLine[] {
  const lines = diffLines(ended(before), ended(after)).flatMap(({ value, added, removed }) => {
    const mark: DifferenceLine['mark'] = added ? 'in' : removed ? 'out' : 'same';
    return value
      .replace(/\n$/, '')
      .split('\n')
      .map((text) => ({ mark, text }));
  });
  const near = (index: number) =>
    lines.slice(Math.max(0, index - around), index + around + 1).some(({ mark }) => mark !== 'same');
  const shown: DifferenceLine[] = [];
  for (const [index, line] of lines.entries()) {
    if (near(index)) shown.push(line);
    else if (shown.length > 0 && shown.at(-1)?.mark !== 'gap') shown.push({ mark: 'gap', text: '' });
  }
  if (shown.at(-1)?.mark === 'gap') shown.pop();
  return shown;
}

function ended(text: string): string {
  return text === '' || text.endsWith('\n') ? text : `${text}\n`;
}
