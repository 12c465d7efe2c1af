// Counts by severity, and a severity as a tag: colour and word together, never colour alone.
import type { Severity } from '../../../../core/severity.ts';
import { severitiesWorstFirst, severityLooks } from '../look/severity-look.ts';
import { noFigure } from '../words/figures.ts';
import { useSpeech } from '../words/language.tsx';
import { severityWords } from '../words/words.ts';
import type { SeverityCounts } from './alarm-order.ts';

export function SeverityTag({ severity, count }: { readonly severity: Severity; readonly count?: number }) {
  const { say } = useSpeech();
  const { fill, ink } = severityLooks[severity];
  const word = say(severityWords[severity]);
  if (count === 0) return <span className="severity-tag is-none">{word} 0</span>;
  return (
    <span className="severity-tag" style={{ background: fill, color: ink }}>
      {count === undefined ? word : `${word} ${count}`}
    </span>
  );
}

interface SeverityCountRowProps {
  readonly title: string;
  /** `null` while it is not known: nothing looks calm that has not been looked at. */
  readonly counts: SeverityCounts | null;
}

export function SeverityCountRow({ title, counts }: SeverityCountRowProps) {
  const total =
    counts === null ? noFigure : severitiesWorstFirst.reduce((sum, severity) => sum + counts[severity], 0);
  return (
    <div className="severity-counts">
      <span className="severity-counts-title">
        {title} <b>{total}</b>
      </span>
      {counts !== null && (
        <ul>
          {severitiesWorstFirst.map((severity) => (
            <li key={severity}>
              <SeverityTag severity={severity} count={counts[severity]} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
