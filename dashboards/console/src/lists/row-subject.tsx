// The part of a row that tells what it is about: a button to the point, where there is one to go to.
import type { ReactNode } from 'react';

interface RowSubjectProps {
  readonly pointId: string | null;
  /** Absent where the point is on show already. */
  readonly onSelect?: ((pointId: string) => void) | undefined;
  readonly children: ReactNode;
}

export function RowSubject({ pointId, onSelect, children }: RowSubjectProps) {
  if (onSelect === undefined || pointId === null) return <div className="row-what">{children}</div>;
  return (
    <button type="button" className="row-what" onClick={() => onSelect(pointId)}>
      {children}
    </button>
  );
}
