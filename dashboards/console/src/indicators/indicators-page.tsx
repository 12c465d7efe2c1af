// How units work: the rates of a period with what they are made of, the score, a picture of one of them, and the
// reports of months.

import { dayMs } from '../../../../core/time.ts';
import { hubNow } from '../api-client/hub-clock.ts';
import { useHubAnswer } from '../api-client/queries.tsx';
import { useMayOperate, useUser } from '../app/use-user.tsx';
import { siteDayStart } from '../look/site-moment.ts';
import { AnswerState, NothingYet } from '../parts/answer-state.tsx';
import { ChoiceFilter, FilterBar } from '../parts/filter-bar.tsx';
import { PageBody } from '../parts/page-body.tsx';
import { lastDays, monthBefore, PeriodFilter } from '../parts/period-filter.tsx';
import { filterQuery, useFilters } from '../parts/use-filters.ts';
import { useUnitNames } from '../parts/use-names.ts';
import { dayOf } from '../words/figures.ts';
import { indicatorWords } from '../words/indicator-words.ts';
import { useSpeech } from '../words/language.tsx';
import { IndicatorTable } from './indicator-table.tsx';
import type { IndicatorsAnswer } from './indicators-answer.ts';
import { MonthlyReport } from './monthly-report.tsx';
import { RateSection } from './rate-section.tsx';

const filterNames = ['from', 'to', 'unit'] as const;

export function IndicatorsPage() {
  const { say } = useSpeech();
  const [filters, setFilter, clear, change] = useFilters(filterNames);
  const { role } = useUser();
  const mayReport = useMayOperate();
  const { choices } = useUnitNames();
  const today = dayOf(hubNow());
  const period = { ...lastDays(today, 30), ...filters };
  const query = filterQuery({
    from: String(siteDayStart(period.from)),
    // What falls due later today is not owed yet.
    ...(period.to < today ? { to: String(siteDayStart(period.to) + dayMs) } : {}),
    unit: filters.unit,
  });
  const asked = useHubAnswer<IndicatorsAnswer>(`/indicators${query}`, { keepsBefore: true });
  return (
    <PageBody title={say(indicatorWords.indicators)}>
      <FilterBar {...(Object.keys(filters).length > 0 ? { onClear: clear } : {})}>
        <PeriodFilter
          label={say(indicatorWords.period)}
          period={period}
          today={today}
          presets={[
            { label: indicatorWords.thisMonth, period: monthBefore(today, 0) },
            { label: indicatorWords.lastMonth, period: monthBefore(today, 1) },
            { label: indicatorWords.days30, period: lastDays(today, 30) },
          ]}
          onChange={(chosen) => change({ from: chosen?.from, to: chosen?.to })}
        />
        {role !== 'crew' && (
          <ChoiceFilter
            label={say(indicatorWords.unit)}
            value={filters.unit}
            options={choices}
            onChange={(value) => setFilter('unit', value)}
          />
        )}
      </FilterBar>
      <AnswerState asked={asked}>
        {(answer) =>
          answer.items.length === 0 ? (
            <NothingYet text={say(indicatorWords.none)} />
          ) : (
            <>
              <RateSection answer={answer} />
              <IndicatorTable answer={answer} />
            </>
          )
        }
      </AnswerState>
      {mayReport && <MonthlyReport today={today} unit={filters.unit} />}
    </PageBody>
  );
}
