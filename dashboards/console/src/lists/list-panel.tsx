// The frame of a list in the right column: its title, how many, and what is said beside.
import type { ReactNode } from 'react';

interface ListPanelProps {
  readonly title: string;
  readonly count?: number;
  /** Said at the end of the title's line. */
  readonly note?: ReactNode;
  readonly className?: string;
  readonly children: ReactNode;
}

export function ListPanel({ title, count, note, className = '', children }: ListPanelProps) {
  return (
    <section className={`list-panel ${className}`}>
      <div className="list-panel-head">
        <h2>
          {title}
          {count !== undefined && <span className="list-panel-count">{count}</span>}
        </h2>
        {note}
      </div>
      {children}
    </section>
  );
}
