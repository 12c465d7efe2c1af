// One of a case's alarms by its title and colour; by its number alone where it is not among the newest of its point.
import type { AlarmAnswer, CaseAnswer, ListAnswer } from '../api-client/answers.ts';
import { useHubAnswer } from '../api-client/queries.tsx';
import { SeverityTag } from '../lists/severity-counts.tsx';
import { AlarmLink } from '../parts/links.tsx';
import { useSpeech } from '../words/language.tsx';

/** Newest alarms of a point that are asked for. */
const limit = 200;

export function NamedAlarm({ id, subject }: { readonly id: string; readonly subject: CaseAnswer }) {
  const { language } = useSpeech();
  const pointId = subject.point_id;
  // Asked once however many alarms are named.
  const { data } = useHubAnswer<ListAnswer<AlarmAnswer>>(
    `/alarms?point_id=${encodeURIComponent(pointId ?? '')}&limit=${limit}`,
    { enabled: pointId !== null },
  );
  const alarm = data?.items.find((item) => item.id === id);
  if (alarm === undefined) return <AlarmLink id={id} title={id} />;
  return (
    <>
      <SeverityTag severity={alarm.peak_severity} />{' '}
      <AlarmLink id={id} title={`${alarm.titles[language]} ${id}`} />
    </>
  );
}
