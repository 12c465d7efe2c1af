// The catalogue: every rule with what it does, where it comes from and who changed it last.
import { Button, Table, Tag } from 'antd';
import { Link } from 'react-router';
import type { ListAnswer } from '../api-client/answers.ts';
import { useHubAnswer } from '../api-client/queries.tsx';
import { useUser } from '../app/use-user.tsx';
import { AnswerState, NothingYet } from '../parts/answer-state.tsx';
import { ChoiceFilter, FilterBar } from '../parts/filter-bar.tsx';
import { PageBody } from '../parts/page-body.tsx';
import { useFilters } from '../parts/use-filters.ts';
import { dayAndTime } from '../words/figures.ts';
import { useSpeech } from '../words/language.tsx';
import { pageWords } from '../words/page-words.ts';
import { ruleKinds, ruleKindWords, ruleOriginWords, ruleWords } from '../words/rule-words.ts';
import { Sentences } from './check-state.tsx';
import type { RuleAnswer, RuleOrigin } from './rule-answers.ts';
import './rules.css';

const filterNames = ['kind', 'origin', 'enabled'] as const;
const origins = ['release', 'changed', 'own'] as const satisfies readonly RuleOrigin[];

export function RulesPage() {
  const { say } = useSpeech();
  const mayAdd = useUser().role === 'admin';
  const [filters, setFilter, clear] = useFilters(filterNames);
  const asked = useHubAnswer<ListAnswer<RuleAnswer>>('/rules');
  const isFiltered = Object.keys(filters).length > 0;
  const fits = ({ definition, origin }: RuleAnswer) =>
    (filters.kind === undefined || definition.kind === filters.kind) &&
    (filters.origin === undefined || origin === filters.origin) &&
    (filters.enabled === undefined || String(definition.enabled) === filters.enabled);
  return (
    <PageBody
      title={say(pageWords.rules)}
      actions={
        mayAdd && (
          <Link to="/rules/new">
            <Button>{say(ruleWords.addRule)}</Button>
          </Link>
        )
      }
    >
      <FilterBar {...(isFiltered ? { onClear: clear } : {})}>
        <ChoiceFilter
          label={say(ruleWords.kind)}
          value={filters.kind}
          options={ruleKinds.map((value) => ({ value, label: say(ruleKindWords(value)) }))}
          onChange={(value) => setFilter('kind', value)}
        />
        <ChoiceFilter
          label={say(ruleWords.origin)}
          value={filters.origin}
          options={origins.map((value) => ({ value, label: say(ruleOriginWords[value]) }))}
          onChange={(value) => setFilter('origin', value)}
        />
        <ChoiceFilter
          label={say(pageWords.state)}
          value={filters.enabled}
          options={[
            { value: 'true', label: say(ruleWords.enabled) },
            { value: 'false', label: say(ruleWords.disabled) },
          ]}
          onChange={(value) => setFilter('enabled', value)}
        />
      </FilterBar>
      <AnswerState asked={asked}>
        {({ items }) => {
          const shown = items.filter(fits);
          return shown.length === 0 ? (
            <NothingYet text={say(isFiltered ? pageWords.noneMatch : ruleWords.none)} />
          ) : (
            <RuleTable rules={shown} />
          );
        }}
      </AnswerState>
    </PageBody>
  );
}

function RuleTable({ rules }: { readonly rules: readonly RuleAnswer[] }) {
  const { language, say } = useSpeech();
  return (
    <Table<RuleAnswer>
      rowKey="id"
      size="small"
      pagination={false}
      scroll={{ x: 900 }}
      dataSource={[...rules]}
      columns={[
        {
          title: say(pageWords.rule),
          width: 210,
          render: (_, { id, definition }) => (
            <>
              <Link to={`/rules/${encodeURIComponent(id)}`}>{definition.title[language]}</Link>
              <br />
              <code className="quiet">{id}</code>
            </>
          ),
        },
        {
          title: say(ruleWords.kind),
          width: 110,
          render: (_, { definition }) => say(ruleKindWords(definition.kind)),
        },
        { title: say(ruleWords.does), render: (_, { words }) => <Sentences words={words} /> },
        {
          title: say(pageWords.state),
          width: 130,
          render: (_, { definition, origin }) => (
            <>
              <span className={definition.enabled ? 'mark-good' : 'mark-bad'}>
                {say(definition.enabled ? ruleWords.enabled : ruleWords.disabled)}
              </span>
              <br />
              <Tag color={origin === 'release' ? 'default' : 'blue'}>{say(ruleOriginWords[origin])}</Tag>
            </>
          ),
        },
        {
          title: say(ruleWords.changed),
          width: 190,
          render: (_, { version, changed_at: at, changed_by: by }) => (
            <>
              <time dateTime={at}>{dayAndTime(Date.parse(at))}</time>
              <br />
              <span className="quiet">
                {by} · {say(ruleWords.version)} {version}
              </span>
            </>
          ),
        },
      ]}
    />
  );
}
