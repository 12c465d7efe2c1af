// Availability over a period, by the unit that answers, by profile or by device.
import { uptimeGroups } from '../../../../core/figure-requests.ts';
import { dayMs } from '../../../../core/time.ts';
import { hubNow } from '../api-client/hub-clock.ts';
import { useHubAnswer } from '../api-client/queries.tsx';
import { siteDayStart } from '../look/site-moment.ts';
import { AnswerState, NothingYet } from '../parts/answer-state.tsx';
import { ChoiceFilter, FilterBar } from '../parts/filter-bar.tsx';
import { PageBody } from '../parts/page-body.tsx';
import { lastDays, PeriodFilter } from '../parts/period-filter.tsx';
import { useFilters } from '../parts/use-filters.ts';
import { dayOf } from '../words/figures.ts';
import { useSpeech } from '../words/language.tsx';
import { pageWords } from '../words/page-words.ts';
import { uptimeWords, worstOfWords } from '../words/uptime-words.ts';
import { ExportUptime } from './export-uptime.tsx';
import { type UptimeAnswer, UptimeTable } from './uptime-table.tsx';

const filterNames = ['group', 'from', 'to'] as const;
/** Of a hundred thousand devices people look at those that were up least. */
const mostShown = 1_000;

export function UptimePage() {
  const { say } = useSpeech();
  const [filters, setFilter, clear, change] = useFilters(filterNames);
  const { group = 'unit' } = filters;
  const today = dayOf(hubNow());
  const { from, to } = { ...lastDays(today, 30), ...filters };
  const query = new URLSearchParams({
    ...{ group, from: String(siteDayStart(from)) },
    to: String(siteDayStart(to) + dayMs),
  });
  const asked = useHubAnswer<UptimeAnswer>(`/uptime?${query}&worst=${mostShown}`, { keepsBefore: true });
  return (
    <PageBody
      title={say(pageWords.uptime)}
      actions={
        asked.data !== undefined && (
          <ExportUptime name={`uptime-${group}-${from}-${to}`} group={group} query={`${query}`} />
        )
      }
    >
      <FilterBar {...(Object.keys(filters).length > 0 ? { onClear: clear } : {})}>
        <ChoiceFilter
          label={say(uptimeWords.group)}
          value={group}
          options={uptimeGroups.map((value) => ({ value, label: say(uptimeWords[value]) }))}
          onChange={(value) => setFilter('group', value)}
        />
        <PeriodFilter
          label={say(uptimeWords.period)}
          period={{ from, to }}
          today={today}
          presets={[
            { label: uptimeWords.last7, period: lastDays(today, 7) },
            { label: uptimeWords.last30, period: lastDays(today, 30) },
          ]}
          onChange={(period) => change({ from: period?.from, to: period?.to })}
        />
      </FilterBar>
      <p className="quiet">{say(uptimeWords.hint)}</p>
      <AnswerState asked={asked}>
        {({ items, total }) =>
          items.length === 0 ? (
            <NothingYet text={say(uptimeWords.none)} />
          ) : (
            <>
              {items.length < total && <p>{say(worstOfWords(items.length, total))}</p>}
              <UptimeTable items={items} group={group} />
            </>
          )
        }
      </AnswerState>
    </PageBody>
  );
}
