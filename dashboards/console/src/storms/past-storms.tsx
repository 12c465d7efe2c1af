// Rainstorms so far, with what came of each.
import { hubNow } from '../api-client/hub-clock.ts';
import { useHubList } from '../api-client/queries.tsx';
import { AnswerState, NothingYet } from '../parts/answer-state.tsx';
import { LoadMore } from '../parts/load-more.tsx';
import { RowTable } from '../parts/row-table.tsx';
import { Moment } from '../parts/time-mark.tsx';
import { durationWords } from '../words/durations.ts';
import { depthInCm, noFigure } from '../words/figures.ts';
import { useSpeech } from '../words/language.tsx';
import { stormWords, triggerWords } from '../words/storm-words.ts';
import type { PastStormAnswer } from './storm-answers.ts';

export function PastStorms() {
  const { say } = useSpeech();
  const asked = useHubList<PastStormAnswer>('/rainstorms');
  const storms = asked.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <section className="page-section" aria-label={say(stormWords.past)}>
      <h2>{say(stormWords.past)}</h2>
      <AnswerState asked={asked}>
        {() =>
          storms.length === 0 ? (
            <NothingYet text={say(stormWords.nonePast)} />
          ) : (
            <StormTable storms={storms} />
          )
        }
      </AnswerState>
      <LoadMore asked={asked} />
    </section>
  );
}

function StormTable({ storms }: { readonly storms: readonly PastStormAnswer[] }) {
  const { say } = useSpeech();
  const lasted = ({ began_at: began, ended_at: ended }: PastStormAnswer) => {
    const span = say(durationWords((ended === null ? hubNow() : Date.parse(ended)) - Date.parse(began)));
    return ended === null ? `${span}, ${say(stormWords.goesOn)}` : span;
  };
  return (
    <RowTable<PastStormAnswer>
      rows={storms}
      columns={[
        { title: say(stormWords.began), render: (_, { began_at: at }) => <Moment at={at} /> },
        { title: say(stormWords.lasted), render: (_, storm) => lasted(storm) },
        { title: say(stormWords.trigger), render: (_, { trigger }) => say(triggerWords[trigger]) },
        { title: say(stormWords.alarms), dataIndex: 'alarms', align: 'right' },
        { title: say(stormWords.cases), dataIndex: 'cases', align: 'right' },
        { title: say(stormWords.flooded), dataIndex: 'flooded_points', align: 'right' },
        {
          title: say(stormWords.deepest),
          align: 'right',
          render: (_, { deepest_mm: deepest }) => (deepest === null ? noFigure : `${depthInCm(deepest)} cm`),
        },
        { title: say(stormWords.hastened), dataIndex: 'hastened', align: 'right' },
      ]}
    />
  );
}
