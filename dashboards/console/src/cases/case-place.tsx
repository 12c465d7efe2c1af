// Where a case is, on a small map.

import { Skeleton } from 'antd';
import { lazy, Suspense, useMemo } from 'react';
import type { CaseAnswer } from '../api-client/answers.ts';
import { usePlace } from '../live/use-places.ts';
import { severityLooks } from '../look/severity-look.ts';
import { caseWords } from '../words/case-words.ts';
import { useSpeech } from '../words/language.tsx';

const SmallMap = lazy(async () => ({ default: (await import('../map/small-map.tsx')).SmallMap }));

export function CasePlace({ subject }: { readonly subject: CaseAnswer }) {
  const { say } = useSpeech();
  const { id, lon, lat, severity } = subject;
  const address = usePlace(subject.point_id)?.name;
  const pins = useMemo(
    () => (lon === null || lat === null ? [] : [{ id, lon, lat, colour: severityLooks[severity].fill }]),
    [id, lon, lat, severity],
  );
  return (
    <section className="page-section">
      <h2>{say(caseWords.place)}</h2>
      {lon === null || lat === null ? (
        <p className="quiet">{say(caseWords.noPlace)}</p>
      ) : (
        <>
          <Suspense fallback={<Skeleton.Node active className="chart" />}>
            <SmallMap label={say(caseWords.place)} pins={pins} />
          </Suspense>
          <p className="quiet">
            {address} {lon.toFixed(5)}, {lat.toFixed(5)}
          </p>
        </>
      )}
    </section>
  );
}
