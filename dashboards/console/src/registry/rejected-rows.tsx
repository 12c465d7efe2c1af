// Each mistake with its line, column and reason, beside the row itself, which can be mended there.
import { Input, Table } from 'antd';
import { useSpeech } from '../words/language.tsx';
import { moreMistakesWords, registryWords } from '../words/registry-words.ts';
import { lineOf } from './csv-lines.ts';
import type { RejectedRow } from './import-file.ts';
import type { ImportDraft } from './use-import.ts';

/** Mistakes shown at a time. */
const shownMost = 100;

interface RejectedRowsProps {
  readonly draft: ImportDraft;
  readonly rejected: readonly RejectedRow[];
}

export function RejectedRows({ draft, rejected }: RejectedRowsProps) {
  const { say } = useSpeech();
  const hidden = rejected.length - shownMost;
  return (
    <>
      <Table<RejectedRow>
        rowKey={({ line, column, reason }) => `${line} ${column} ${reason}`}
        size="small"
        pagination={false}
        scroll={{ x: 'max-content' }}
        dataSource={rejected.slice(0, shownMost)}
        columns={[
          { title: say(registryWords.line), dataIndex: 'line', align: 'right' },
          { title: say(registryWords.column), render: (_, { column }) => <code>{column}</code> },
          {
            title: say(registryWords.why),
            render: (_, { reason }) => <span className="explained">{reason}</span>,
          },
          {
            title: say(registryWords.row),
            render: (_, { line }) => (
              <Input
                className="registry-row"
                aria-label={`${say(registryWords.line)} ${line}`}
                spellCheck={false}
                value={lineOf(draft.text, line)}
                onChange={(event) => draft.mendLine(line, event.target.value)}
                onPressEnter={() => draft.run(true)}
              />
            ),
          },
        ]}
      />
      {hidden > 0 && <p className="quiet">{say(moreMistakesWords(hidden))}</p>}
    </>
  );
}
