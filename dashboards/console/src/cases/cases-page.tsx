// Cases: as a board by state that is live, or as a list of all that ever were. What is looked for stands in the address.
import { DownloadOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Segmented } from 'antd';
import { Link, useNavigate } from 'react-router';
import { useRowKeys } from '../alarms/use-row-keys.ts';
import type { ShownCase } from '../api-client/answers.ts';
import { useHubList } from '../api-client/queries.tsx';
import { useUser } from '../app/use-user.tsx';
import { AnswerState, NothingYet } from '../parts/answer-state.tsx';
import { LoadMore } from '../parts/load-more.tsx';
import { PageBody } from '../parts/page-body.tsx';
import { filterQuery, useFilters } from '../parts/use-filters.ts';
import { caseWords } from '../words/case-words.ts';
import { useSpeech } from '../words/language.tsx';
import { pageWords } from '../words/page-words.ts';
import { CaseBoard } from './case-board.tsx';
import { type CaseFilters, caseFilterNames, caseQuery } from './case-filter.ts';
import { CaseFilterBar } from './case-filter-bar.tsx';
import { CaseTable } from './case-table.tsx';
import { SelectedCases } from './selected-cases.tsx';

const viewNames = ['view'] as const;

export function CasesPage() {
  const { language, say } = useSpeech();
  const user = useUser();
  const [{ view = 'board' }, setView] = useFilters(viewNames);
  const [filters, setFilter, clear] = useFilters(caseFilterNames);
  const isBoard = view === 'board';
  const file = `/api/v1/cases.csv${filterQuery({ ...caseQuery(filters, user), language })}`;
  return (
    <PageBody
      title={say(pageWords.cases)}
      actions={
        <>
          <Segmented
            aria-label={say(caseWords.view)}
            value={view}
            onChange={(chosen) => setView('view', chosen === 'board' ? undefined : chosen)}
            options={(['board', 'list'] as const).map((value) => ({ value, label: say(caseWords[value]) }))}
          />
          <Button icon={<DownloadOutlined />} href={file} download>
            {say(caseWords.exportCsv)}
          </Button>
          {user.role !== 'viewer' && (
            <Link to="/cases/new">
              <Button type="primary" icon={<PlusOutlined />} tabIndex={-1}>
                {say(caseWords.newCase)}
              </Button>
            </Link>
          )}
        </>
      }
    >
      <CaseFilterBar filters={filters} hasStates={!isBoard} onChange={setFilter} onClear={clear} />
      {isBoard ? <CaseBoard filters={filters} /> : <CaseList filters={filters} />}
    </PageBody>
  );
}

function CaseList({ filters }: { readonly filters: CaseFilters }) {
  const { say } = useSpeech();
  const user = useUser();
  const navigate = useNavigate();
  const asked = useHubList<ShownCase>(`/cases${filterQuery(caseQuery(filters, user))}`);
  const cases = asked.data?.pages.flatMap((page) => page.items) ?? [];
  const keys = useRowKeys(cases, {
    open: (subject) => navigate(`/cases/${encodeURIComponent(subject.id)}`),
  });
  const mayAct = user.role !== 'viewer';
  const isFiltered = Object.keys(filters).length > 0;
  return (
    <>
      <p className="quiet">{say(caseWords.keys)}</p>
      {mayAct && (
        <SelectedCases cases={cases.filter(({ id }) => keys.selected.has(id))} onDone={keys.clearSelection} />
      )}
      <AnswerState asked={asked}>
        {() =>
          cases.length === 0 ? (
            <NothingYet text={say(isFiltered ? pageWords.noneMatch : caseWords.noCases)} />
          ) : (
            <CaseTable cases={cases} keys={keys} maySelect={mayAct} />
          )
        }
      </AnswerState>
      <LoadMore asked={asked} />
    </>
  );
}
