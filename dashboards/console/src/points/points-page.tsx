// All points: found by their words, kind and basin, with what is wrong there and what was last measured.
import { Button } from 'antd';
import { Link } from 'react-router';
import type { ListedPointAnswer } from '../api-client/answers.ts';
import { itemsOf, useHubList } from '../api-client/queries.tsx';
import { useUser } from '../app/use-user.tsx';
import { SeverityTag } from '../lists/severity-counts.tsx';
import { AnswerState, NothingYet } from '../parts/answer-state.tsx';
import { ChoiceFilter, FilterBar, TextFilter } from '../parts/filter-bar.tsx';
import { PointLink } from '../parts/links.tsx';
import { LoadMore } from '../parts/load-more.tsx';
import { PageBody } from '../parts/page-body.tsx';
import { RowTable } from '../parts/row-table.tsx';
import { Age } from '../parts/time-mark.tsx';
import { filterQuery, useFilters } from '../parts/use-filters.ts';
import { useBasins, useUnitNames } from '../parts/use-names.ts';
import { mainReading } from '../point/chart-metric.ts';
import { deviceWords } from '../words/device-words.ts';
import { metricFigure, noFigure } from '../words/figures.ts';
import { useSpeech } from '../words/language.tsx';
import { pageWords } from '../words/page-words.ts';
import { pointWords } from '../words/point-words.ts';
import { pointKindWords, words } from '../words/words.ts';

const filterNames = ['search', 'kind', 'basin'] as const;

export function PointsPage() {
  const { say } = useSpeech();
  const [filters, setFilter, clear] = useFilters(filterNames);
  const basins = useBasins();
  const asked = useHubList<ListedPointAnswer>(`/points${filterQuery(filters)}`);
  const points = itemsOf(asked.data);
  const isFiltered = Object.keys(filters).length > 0;
  return (
    <PageBody title={say(pageWords.points)}>
      <FilterBar {...(isFiltered ? { onClear: clear } : {})}>
        <TextFilter
          label={say(pointWords.search)}
          value={filters.search}
          onChange={(value) => setFilter('search', value)}
        />
        <ChoiceFilter
          label={say(pointWords.kind)}
          value={filters.kind}
          options={Object.entries(pointKindWords).map(([value, label]) => ({ value, label: say(label) }))}
          onChange={(value) => setFilter('kind', value)}
        />
        <ChoiceFilter
          label={say(words.basin)}
          value={filters.basin}
          options={basins}
          onChange={(value) => setFilter('basin', value)}
        />
      </FilterBar>
      <AnswerState asked={asked}>
        {() =>
          points.length > 0 ? (
            <PointTable points={points} />
          ) : isFiltered ? (
            <NothingYet text={say(pageWords.noneMatch)} />
          ) : (
            <NoPoints />
          )
        }
      </AnswerState>
      <LoadMore asked={asked} />
    </PageBody>
  );
}

function PointTable({ points }: { readonly points: readonly ListedPointAnswer[] }) {
  const { language, say } = useSpeech();
  const { nameOf } = useUnitNames();
  return (
    <RowTable<ListedPointAnswer>
      rows={points}
      columns={[
        { title: say(pointWords.name), render: (_, { id, name }) => <PointLink id={id} name={name} /> },
        { title: say(pointWords.kind), render: (_, { kind }) => say(pointKindWords[kind]) },
        {
          title: say(pointWords.worstAlarm),
          render: (_, { worst_alarm: worst }) =>
            worst === null ? null : (
              <Link to={`/alarms/${encodeURIComponent(worst.id)}`}>
                <SeverityTag severity={worst.severity} />
              </Link>
            ),
        },
        {
          title: say(pointWords.latest),
          align: 'right',
          render: (_, point) => {
            const reading = mainReading(point);
            return reading === undefined ? noFigure : metricFigure(reading.metric, reading.value, language);
          },
        },
        {
          title: say(deviceWords.measuredAt),
          render: (_, point) => <Age at={mainReading(point)?.measured_at ?? null} />,
        },
        { title: say(words.basin), dataIndex: 'basin' },
        {
          title: say(deviceWords.unit),
          render: (_, { maintainer_unit: maintainer, owner_unit: owner }) => {
            const unit = maintainer ?? owner;
            return unit === null ? noFigure : nameOf(unit);
          },
        },
        { title: say(words.address), dataIndex: 'address' },
        { title: say(words.componentCode), dataIndex: 'component_code' },
      ]}
    />
  );
}

function NoPoints() {
  const { say } = useSpeech();
  const { role } = useUser();
  return (
    <NothingYet text={say(pointWords.noPoints)}>
      {role === 'admin' && (
        <Link to="/registry?kind=points">
          <Button type="primary">{say(deviceWords.toRegistry)}</Button>
        </Link>
      )}
    </NothingYet>
  );
}
