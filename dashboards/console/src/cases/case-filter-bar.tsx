// The filters above the cases.
import type { CaseState } from '../../../../core/case.ts';
import { useUser } from '../app/use-user.tsx';
import { useLiveState } from '../live/use-live.tsx';
import { severitiesWorstFirst } from '../look/severity-look.ts';
import { ChoiceFilter, FilterBar, TextFilter, ToggleFilter } from '../parts/filter-bar.tsx';
import { caseWords } from '../words/case-words.ts';
import { useSpeech } from '../words/language.tsx';
import { pageWords } from '../words/page-words.ts';
import { caseStateWords, severityWords } from '../words/words.ts';
import type { CaseFilters, caseFilterNames } from './case-filter.ts';
import { useCategories } from './use-categories.ts';

const states = Object.keys(caseStateWords) as readonly CaseState[];

interface CaseFilterBarProps {
  readonly filters: CaseFilters;
  /** The board has a column for each state. */
  readonly hasStates: boolean;
  onChange(name: (typeof caseFilterNames)[number], value: string | undefined): void;
  onClear(): void;
}

export function CaseFilterBar({ filters, hasStates, onChange, onClear }: CaseFilterBarProps) {
  const { language, say } = useSpeech();
  const { role } = useUser();
  const units = useLiveState((state) => state.units);
  const categories = useCategories();
  const choice = (name: (typeof caseFilterNames)[number]) => ({
    value: filters[name],
    onChange: (value: string | undefined) => onChange(name, value),
  });
  const isFiltered = Object.keys(filters).length > 0;
  return (
    <FilterBar {...(isFiltered ? { onClear } : {})}>
      <TextFilter label={say(caseWords.text)} {...choice('text')} />
      {hasStates && (
        <>
          <ChoiceFilter
            label={say(caseWords.scope)}
            {...choice('scope')}
            options={(['ended', 'all'] as const).map((value) => ({ value, label: say(caseWords[value]) }))}
          />
          <ChoiceFilter
            label={say(pageWords.state)}
            {...choice('state')}
            options={states.map((value) => ({ value, label: say(caseStateWords[value]) }))}
          />
        </>
      )}
      {role !== 'crew' && (
        <ChoiceFilter
          label={say(caseWords.unit)}
          {...choice('unit')}
          options={[...units.values()].map(({ id, name }) => ({ value: id, label: name }))}
        />
      )}
      <ChoiceFilter
        label={say(caseWords.category)}
        {...choice('category')}
        options={[...categories].map(([code, { title }]) => ({
          value: code,
          label: `${code} ${title[language]}`,
        }))}
      />
      <ChoiceFilter
        label={say(pageWords.severity)}
        {...choice('severity')}
        options={severitiesWorstFirst.map((value) => ({ value, label: say(severityWords[value]) }))}
      />
      <ToggleFilter label={say(caseWords.overdueOnly)} {...choice('overdue')} />
      {role !== 'crew' && <ToggleFilter label={say(caseWords.mine)} {...choice('mine')} />}
    </FilterBar>
  );
}
