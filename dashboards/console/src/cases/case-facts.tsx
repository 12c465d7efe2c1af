// What is known of a case.
import { Descriptions } from 'antd';
import type { ReactNode } from 'react';
import { caseSourceLabels } from '../../../../core/case-labels.ts';
import type { Label } from '../../../../core/label.ts';
import type { CaseAnswer } from '../api-client/answers.ts';
import { useLiveState } from '../live/use-live.tsx';
import { usePlace } from '../live/use-places.ts';
import { CaseLink, PointLink } from '../parts/links.tsx';
import { caseWords } from '../words/case-words.ts';
import { dayAndTime } from '../words/figures.ts';
import { useSpeech } from '../words/language.tsx';
import { pageWords } from '../words/page-words.ts';
import { responsibilityWords, words } from '../words/words.ts';
import { useCategories, useConditions } from './use-categories.ts';

function instant(text: string | null): string | null {
  return text === null ? null : dayAndTime(Date.parse(text));
}

export function CaseFacts({ subject }: { readonly subject: CaseAnswer }) {
  const { language, say } = useSpeech();
  const place = usePlace(subject.point_id);
  const unit = useLiveState((state) => state.units.get(subject.unit_id ?? ''));
  const category = useCategories().get(subject.category);
  const condition = useConditions(subject.category)?.[subject.condition ?? ''];
  const { responsibility, merged_into: mergedInto } = subject;
  const counts = [
    subject.rework_count,
    subject.extension_count,
    subject.return_count,
    subject.hand_off_count,
  ];
  const facts: readonly { readonly label: Label; readonly children: ReactNode }[] = [
    {
      label: caseWords.category,
      children: `${subject.category} ${category?.title[language] ?? ''}`,
    },
    { label: caseWords.condition, children: condition?.title[language] ?? subject.condition },
    { label: caseWords.source, children: say(caseSourceLabels[subject.source]) },
    {
      label: pageWords.point,
      children: subject.point_id === null ? null : <PointLink id={subject.point_id} name={place?.name} />,
    },
    {
      label: caseWords.unit,
      children: (
        <>
          {unit?.name ?? subject.unit_id ?? say(words.noUnit)}
          {unit?.phone != null && <a href={`tel:${unit.phone}`}> {unit.phone}</a>}
        </>
      ),
    },
    {
      label: caseWords.responsibility,
      children: responsibility === null ? null : say(responsibilityWords[responsibility]),
    },
    {
      label: caseWords.received,
      children:
        subject.dispatched_at === null
          ? null
          : say(subject.received ? caseWords.isReceived : caseWords.isNotReceived),
    },
    { label: caseWords.reportedAt, children: instant(subject.reported_at) },
    { label: caseWords.dispatchedAt, children: instant(subject.dispatched_at) },
    { label: caseWords.closedAt, children: instant(subject.closed_at) },
    { label: caseWords.suspendedUntil, children: instant(subject.suspended_until) },
    { label: caseWords.counts, children: counts.join(' / ') },
    {
      label: caseWords.mergedInto,
      children: mergedInto === null ? null : <CaseLink id={mergedInto} />,
    },
    { label: caseWords.description, children: subject.description === '' ? null : subject.description },
  ];
  return (
    <section className="page-section">
      <Descriptions
        size="small"
        column={{ xs: 1, sm: 2, lg: 2, xl: 3 }}
        items={facts
          .filter(({ children }) => children !== null)
          .map(({ label, children }) => ({ key: label.en, label: say(label), children }))}
      />
    </section>
  );
}
