// Cases as rows of a table.
import { Table, type TableColumnsType } from 'antd';
import { useMemo } from 'react';
import type { RowKeys } from '../alarms/use-row-keys.ts';
import type { ShownCase } from '../api-client/answers.ts';
import { LiveDueMark } from '../lists/due-mark.tsx';
import { SeverityTag } from '../lists/severity-counts.tsx';
import { useHeldItems } from '../lists/use-held-items.ts';
import { useLiveState } from '../live/use-live.tsx';
import { CaseLink } from '../parts/links.tsx';
import { caseWords } from '../words/case-words.ts';
import { dayAndTime } from '../words/figures.ts';
import { useSpeech } from '../words/language.tsx';
import { pageWords } from '../words/page-words.ts';
import { caseStateWords, waitingWords, words } from '../words/words.ts';
import '../lists/lists.css';

const keyOf = (subject: ShownCase) => subject.id;

interface CaseTableProps {
  readonly cases: readonly ShownCase[];
  readonly keys: RowKeys;
  readonly maySelect: boolean;
}

export function CaseTable({ cases, keys, maySelect }: CaseTableProps) {
  const { language, say } = useSpeech();
  const units = useLiveState((state) => state.units);
  const { rows, waiting, onPointer } = useHeldItems(cases, keyOf);
  const columns = useMemo<TableColumnsType<ShownCase>>(
    () => [
      {
        title: say(pageWords.severity),
        render: (_, { severity }) => <SeverityTag severity={severity} />,
        width: 84,
      },
      { title: say(pageWords.case), render: (_, { id }) => <CaseLink id={id} /> },
      { title: say(caseWords.title), render: (_, { titles }) => titles[language] },
      {
        title: say(pageWords.state),
        render: (_, { state, extension_requested: asksForMore }) => (
          <>
            {say(caseStateWords[state])}
            {asksForMore && <span className="is-near"> · {say(caseWords.extensionRequested)}</span>}
          </>
        ),
      },
      {
        title: say(caseWords.unit),
        render: (_, { unit_id: unit }) => units.get(unit ?? '')?.name ?? unit ?? say(words.noUnit),
      },
      { title: say(caseWords.due), render: (_, subject) => <LiveDueMark subject={subject} /> },
      {
        title: say(caseWords.reportedAt),
        render: (_, { reported_at: at }) => <time dateTime={at}>{dayAndTime(Date.parse(at))}</time>,
      },
    ],
    [language, say, units],
  );
  return (
    <div
      onPointerEnter={(event) => event.pointerType === 'mouse' && onPointer(true)}
      onPointerLeave={() => onPointer(false)}
    >
      {waiting > 0 && <p className="list-note">{say(waitingWords(waiting))}</p>}
      <Table<ShownCase>
        rowKey="id"
        size="small"
        pagination={false}
        scroll={{ x: 'max-content' }}
        columns={columns}
        dataSource={[...rows]}
        rowClassName={(_, index) => (index === keys.current ? 'row-current' : '')}
        {...(maySelect
          ? {
              rowSelection: {
                selectedRowKeys: [...keys.selected],
                onChange: (ids) => keys.select(ids.map(String)),
              },
            }
          : {})}
      />
    </div>
  );
}
