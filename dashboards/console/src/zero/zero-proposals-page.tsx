// Gauges whose zero has wandered: what the hub proposes, and what people decided.
import { itemsOf, useHubList } from '../api-client/queries.tsx';
import { AnswerState, NothingYet } from '../parts/answer-state.tsx';
import { ChoiceFilter, FilterBar } from '../parts/filter-bar.tsx';
import { LoadMore } from '../parts/load-more.tsx';
import { PageBody } from '../parts/page-body.tsx';
import { filterQuery, useFilters } from '../parts/use-filters.ts';
import { useSpeech } from '../words/language.tsx';
import { pageWords } from '../words/page-words.ts';
import { zeroStateWords, zeroWords } from '../words/zero-words.ts';
import { type ZeroProposalAnswer, ZeroTable } from './zero-table.tsx';

const filterNames = ['state', 'device_id'] as const;

export function ZeroProposalsPage() {
  const { say } = useSpeech();
  const [filters, setFilter, clear] = useFilters(filterNames);
  const isFiltered = Object.keys(filters).length > 0;
  const asked = useHubList<ZeroProposalAnswer>(`/zero-proposals${filterQuery(filters)}`);
  const proposals = itemsOf(asked.data);
  return (
    <PageBody title={say(pageWords.zeroProposals)}>
      <p className="quiet">{say(zeroWords.hint)}</p>
      <FilterBar {...(isFiltered ? { onClear: clear } : {})}>
        <ChoiceFilter
          label={say(pageWords.state)}
          value={filters.state}
          options={Object.entries(zeroStateWords).map(([value, label]) => ({ value, label: say(label) }))}
          onChange={(value) => setFilter('state', value)}
        />
      </FilterBar>
      <AnswerState asked={asked}>
        {() =>
          proposals.length === 0 ? (
            <NothingYet text={say(isFiltered ? pageWords.noneMatch : zeroWords.none)} />
          ) : (
            <ZeroTable proposals={proposals} />
          )
        }
      </AnswerState>
      <LoadMore asked={asked} />
    </PageBody>
  );
}
