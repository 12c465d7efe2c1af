// The cases at a point, newest first, as rows that lead to them.
import type { CaseAnswer } from '../api-client/answers.ts';
import { itemsOf, useHubList } from '../api-client/queries.tsx';
import { SeverityTag } from '../lists/severity-counts.tsx';
import { deviceWords } from '../words/device-words.ts';
import { useSpeech } from '../words/language.tsx';
import { pageWords } from '../words/page-words.ts';
import { caseStateWords } from '../words/words.ts';
import { AnswerState } from './answer-state.tsx';
import { CaseLink } from './links.tsx';
import { LoadMore } from './load-more.tsx';
import { RowTable } from './row-table.tsx';
import { Moment } from './time-mark.tsx';
import { useUnitNames } from './use-names.ts';

export function CaseList({ pointId }: { readonly pointId: string }) {
  const { language, say } = useSpeech();
  const { nameOf } = useUnitNames();
  const asked = useHubList<CaseAnswer>(`/cases?point_id=${encodeURIComponent(pointId)}`);
  const cases = itemsOf(asked.data);
  return (
    <section className="page-section">
      <h2>{say(deviceWords.casesHere)}</h2>
      <AnswerState asked={asked}>
        {() =>
          cases.length === 0 ? (
            <p className="quiet">{say(deviceWords.noCases)}</p>
          ) : (
            <RowTable<CaseAnswer>
              rows={cases}
              columns={[
                {
                  title: say(pageWords.severity),
                  render: (_, { severity }) => <SeverityTag severity={severity} />,
                },
                { title: say(pageWords.case), render: (_, { id }) => <CaseLink id={id} /> },
                { title: say(pageWords.about), render: (_, { titles }) => titles[language] },
                { title: say(pageWords.state), render: (_, { state }) => say(caseStateWords[state]) },
                {
                  title: say(deviceWords.unit),
                  render: (_, { unit_id: unit }) => (unit === null ? null : nameOf(unit)),
                },
                { title: say(pageWords.time), render: (_, { reported_at: at }) => <Moment at={at} /> },
              ]}
            />
          )
        }
      </AnswerState>
      <LoadMore asked={asked} />
    </section>
  );
}
