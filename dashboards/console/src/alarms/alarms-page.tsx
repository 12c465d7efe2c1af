// Alarms of all time: filtered, many acknowledged at once, by keyboard as well as by pointer.
import { useNavigate } from 'react-router';
import { severities } from '../../../../core/severity.ts';
import type { AlarmAnswer } from '../api-client/answers.ts';
import { useHubList } from '../api-client/queries.tsx';
import { useMayOperate } from '../app/use-user.tsx';
import { AnswerState, NothingYet } from '../parts/answer-state.tsx';
import { ChoiceFilter, FilterBar, TextFilter } from '../parts/filter-bar.tsx';
import { LoadMore } from '../parts/load-more.tsx';
import { PageBody } from '../parts/page-body.tsx';
import { PointSelect } from '../parts/point-select.tsx';
import { filterQuery, useFilters } from '../parts/use-filters.ts';
import { useRuleNames } from '../parts/use-names.ts';
import { alarmWords } from '../words/alarm-words.ts';
import { useSpeech } from '../words/language.tsx';
import { pageWords } from '../words/page-words.ts';
import { severityWords } from '../words/words.ts';
import { AlarmTable } from './alarm-table.tsx';
import { SelectedActions, useAlarmsToActOn } from './selected-actions.tsx';
import { useRowKeys } from './use-row-keys.ts';

const filterNames = ['condition', 'severity', 'rule_id', 'point_id', 'device_id', 'suppressed_by'] as const;

export function AlarmsPage() {
  const { say } = useSpeech();
  const [filters, setFilter, clear] = useFilters(filterNames);
  const rules = useRuleNames();
  const asked = useHubList<AlarmAnswer>(`/alarms${filterQuery(filters)}`);
  const alarms = asked.data?.pages.flatMap((page) => page.items) ?? [];
  const isFiltered = Object.keys(filters).length > 0;
  const navigate = useNavigate();
  const mayOperate = useMayOperate();
  const actions = useAlarmsToActOn(() => keys.clearSelection());
  const keys = useRowKeys(alarms, {
    open: (alarm) => navigate(`/alarms/${encodeURIComponent(alarm.id)}`),
    ...(mayOperate
      ? {
          acknowledge: (alarm) => actions.acknowledge(meant(alarm)),
          shelve: (alarm) => actions.ask('shelve', meant(alarm)),
          comment: (alarm) => actions.ask('comment', meant(alarm)),
        }
      : {}),
  });
  const selected = alarms.filter(({ id }) => keys.selected.has(id));
  /** What a key is about: the selection, or the row that is looked at where there is none. */
  function meant(alarm: AlarmAnswer): readonly AlarmAnswer[] {
    return selected.length > 0 ? selected : [alarm];
  }
  return (
    <PageBody
      title={say(pageWords.alarms)}
      actions={mayOperate && <SelectedActions selected={selected} actions={actions} />}
    >
      <FilterBar {...(isFiltered ? { onClear: clear } : {})}>
        <ChoiceFilter
          label={say(alarmWords.condition)}
          value={filters.condition}
          options={(['active', 'cleared'] as const).map((value) => ({
            value,
            label: say(alarmWords[value]),
          }))}
          onChange={(value) => setFilter('condition', value)}
        />
        <ChoiceFilter
          label={say(pageWords.severity)}
          value={filters.severity}
          options={severities.map((value) => ({ value, label: say(severityWords[value]) }))}
          onChange={(value) => setFilter('severity', value)}
        />
        <ChoiceFilter
          label={say(alarmWords.rule)}
          value={filters.rule_id}
          options={rules.choices}
          onChange={(value) => setFilter('rule_id', value)}
        />
        <PointSelect
          className="filter-text"
          label={say(pageWords.point)}
          placeholder={say(pageWords.point)}
          allowClear
          value={filters.point_id}
          onChange={(value) => setFilter('point_id', value)}
        />
        {filters.suppressed_by !== undefined && (
          <TextFilter
            label={say(alarmWords.heldBack)}
            value={filters.suppressed_by}
            onChange={(value) => setFilter('suppressed_by', value)}
          />
        )}
        <TextFilter
          label={say(pageWords.device)}
          value={filters.device_id}
          onChange={(value) => setFilter('device_id', value)}
        />
      </FilterBar>
      <p className="quiet">{say(alarmWords.keys)}</p>
      <AnswerState asked={asked}>
        {() =>
          alarms.length === 0 ? (
            <NothingYet text={say(isFiltered ? pageWords.noneMatch : alarmWords.noAlarms)} />
          ) : (
            <AlarmTable alarms={alarms} keys={keys} />
          )
        }
      </AnswerState>
      <LoadMore asked={asked} />
    </PageBody>
  );
}
