// The tables that cases follow: what each is for, whose it is, when it was changed.
import { Link } from 'react-router';
import type { ListAnswer } from '../api-client/answers.ts';
import { useHubAnswer } from '../api-client/queries.tsx';
import { AnswerState } from '../parts/answer-state.tsx';
import { PageBody } from '../parts/page-body.tsx';
import { RowTable } from '../parts/row-table.tsx';
import { Moment } from '../parts/time-mark.tsx';
import { useSpeech } from '../words/language.tsx';
import { tableTitles, tableWords } from '../words/table-words.ts';
import type { TableAnswer } from './table-editor.tsx';
import { WhoseTag } from './whose-tag.tsx';

export function CaseTablesPage() {
  const { say } = useSpeech();
  const asked = useHubAnswer<ListAnswer<TableAnswer>>('/case-tables');
  return (
    <PageBody title={say(tableWords.tables)}>
      <p className="quiet">{say(tableWords.hint)}</p>
      <AnswerState asked={asked}>
        {({ items }) => (
          <RowTable<TableAnswer>
            rowKey="name"
            rows={items}
            columns={[
              {
                title: say(tableWords.table),
                render: (_, { name }) => <Link to={`/case-tables/${name}`}>{name}</Link>,
              },
              {
                title: say(tableWords.whatFor),
                render: (_, { name }) => say(tableTitles[name] ?? { zh: name, en: name }),
              },
              {
                title: say(tableWords.whose),
                render: (_, { edited }) => <WhoseTag isOurs={edited} />,
              },
              {
                title: say(tableWords.changed),
                render: (_, { edited, changed_by: by, changed_at: at }) =>
                  edited && (
                    <>
                      {by} · <Moment at={at} />
                    </>
                  ),
              },
            ]}
          />
        )}
      </AnswerState>
    </PageBody>
  );
}
