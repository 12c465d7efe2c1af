// Who changed what, when and from where.
import { Button, Table } from 'antd';
import { Link } from 'react-router';
import { useHubList } from '../api-client/queries.tsx';
import { siteMoment, siteMomentText } from '../look/site-moment.ts';
import { AnswerState, NothingYet } from '../parts/answer-state.tsx';
import { ChoiceFilter, FilterBar, TextFilter } from '../parts/filter-bar.tsx';
import { LoadMore } from '../parts/load-more.tsx';
import { MomentField } from '../parts/moment-field.tsx';
import { PageBody } from '../parts/page-body.tsx';
import { Moment } from '../parts/time-mark.tsx';
import { filterQuery, useFilters } from '../parts/use-filters.ts';
import { auditActions, auditActionWords, auditWords } from '../words/audit-words.ts';
import { useSpeech } from '../words/language.tsx';
import { pageWords } from '../words/page-words.ts';
import { AuditDifference } from './audit-difference.tsx';
import { type AuditEntry, subjectPage } from './audit-entry.ts';
import { AuditState, CheckAudit, useAuditCheck } from './audit-state.tsx';

const filterNames = ['by', 'action', 'subject', 'from', 'to'] as const;

export function AuditPage() {
  const { say } = useSpeech();
  const [filters, setFilter, clear] = useFilters(filterNames);
  const check = useAuditCheck();
  const isFiltered = Object.keys(filters).length > 0;
  // In the address stands what the site's clocks show.
  const moment = (text: string | undefined) => (text === undefined ? null : siteMoment(text));
  const [from, to] = [moment(filters.from), moment(filters.to)];
  const query = filterQuery({
    ...filters,
    from: from === null ? undefined : String(from),
    to: to === null ? undefined : String(to),
  });
  const asked = useHubList<AuditEntry>(`/audit${query}`);
  const entries = asked.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <PageBody
      title={say(pageWords.audit)}
      actions={
        <>
          <CheckAudit check={check} />
          <Button href={`/api/v1/audit.csv${query}`} download>
            {say(auditWords.export)}
          </Button>
        </>
      }
    >
      <AuditState check={check} />
      <FilterBar {...(isFiltered ? { onClear: clear } : {})}>
        <TextFilter label={say(auditWords.who)} value={filters.by} onChange={(by) => setFilter('by', by)} />
        <ChoiceFilter
          label={say(auditWords.what)}
          value={filters.action}
          options={auditActions.map((value) => ({ value, label: say(auditActionWords(value)) }))}
          onChange={(action) => setFilter('action', action)}
        />
        <TextFilter
          label={say(auditWords.subject)}
          value={filters.subject}
          onChange={(subject) => setFilter('subject', subject)}
        />
        <MomentField
          label={say(auditWords.since)}
          value={from}
          onChange={(at) => setFilter('from', at === null ? undefined : siteMomentText(at))}
        />
        <MomentField
          label={say(auditWords.until)}
          value={to}
          onChange={(at) => setFilter('to', at === null ? undefined : siteMomentText(at))}
        />
      </FilterBar>
      <AnswerState asked={asked}>
        {() =>
          entries.length === 0 ? (
            <NothingYet text={say(isFiltered ? pageWords.noneMatch : auditWords.none)} />
          ) : (
            <AuditTable entries={entries} />
          )
        }
      </AnswerState>
      <LoadMore asked={asked} />
    </PageBody>
  );
}

function AuditTable({ entries }: { readonly entries: readonly AuditEntry[] }) {
  const { say } = useSpeech();
  return (
    <Table<AuditEntry>
      rowKey="id"
      size="small"
      pagination={false}
      scroll={{ x: 'max-content' }}
      dataSource={[...entries]}
      expandable={{ expandedRowRender: (entry) => <AuditDifference entry={entry} /> }}
      columns={[
        { title: say(pageWords.time), render: (_, { at }) => <Moment at={at} /> },
        { title: say(auditWords.who), dataIndex: 'by' },
        { title: say(auditWords.where), dataIndex: 'from' },
        {
          title: say(auditWords.what),
          render: (_, { action }) => <span title={action}>{say(auditActionWords(action))}</span>,
        },
        { title: say(auditWords.subject), render: (_, entry) => <Subject entry={entry} /> },
        { title: '#', dataIndex: 'id', align: 'right' },
      ]}
    />
  );
}

function Subject({ entry }: { readonly entry: AuditEntry }) {
  const page = subjectPage(entry);
  return page === null ? <span>{entry.subject}</span> : <Link to={page}>{entry.subject}</Link>;
}
