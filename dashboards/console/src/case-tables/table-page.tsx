// One case table: its text, what stands against a change, how it differs from the release's, and what others did to it
// meanwhile.
import { useState } from 'react';
import { useParams } from 'react-router';
import { secondMs } from '../../../../core/time.ts';
import { useHubAnswer } from '../api-client/queries.tsx';
import { AnswerState } from '../parts/answer-state.tsx';
import { PageBody } from '../parts/page-body.tsx';
import { VersionConflict } from '../parts/version-conflict.tsx';
import { useSpeech } from '../words/language.tsx';
import { versionWords } from '../words/rule-words.ts';
import { tableTitles, tableWords } from '../words/table-words.ts';
import { type TableAnswer, TableEditor } from './table-editor.tsx';
import { tableText } from './table-text.ts';
import { WhoseTag } from './whose-tag.tsx';
import '../rules/rules.css';

/** So that a change by someone else is seen while this one is written. */
const askEveryMs = 10 * secondMs;

export function TablePage() {
  const { name = '' } = useParams();
  const { say } = useSpeech();
  const asked = useHubAnswer<TableAnswer>(`/case-tables/${encodeURIComponent(name)}`, {
    refetchInterval: askEveryMs,
  });
  const table = asked.data;
  return (
    <PageBody
      title={say(tableTitles[name] ?? { zh: name, en: name })}
      mark={
        table !== undefined && (
          <span className="row-actions">
            <WhoseTag isOurs={table.edited} />
            <span className="quiet">
              {say(tableWords.table)} {name} · {say(versionWords(table.version))}
            </span>
          </span>
        )
      }
    >
      <AnswerState asked={asked}>{(answer) => <TableWork key={answer.name} table={answer} />}</AnswerState>
    </PageBody>
  );
}

function TableWork({ table }: { readonly table: TableAnswer }) {
  const { say } = useSpeech();
  const [base, setBase] = useState(table);
  const [text, setText] = useState(() => tableText(table.definition));
  const isUntouched = text === tableText(base.definition);
  const take = (newer: TableAnswer, kept?: string) => {
    setBase(newer);
    setText(kept ?? tableText(newer.definition));
  };
  // Somebody else's version simply appears where nothing was written here yet.
  if (table.version > base.version && isUntouched) take(table);
  const isHeld = table.version > base.version && !isUntouched;
  return (
    <>
      {isHeld && (
        <VersionConflict
          title={say(tableWords.conflict)}
          newer={table}
          before={tableText(base.definition)}
          theirs={tableText(table.definition)}
          onTakeTheirs={() => take(table)}
          onKeepMine={() => take(table, text)}
        />
      )}
      <TableEditor base={base} text={text} isHeld={isHeld} onText={setText} onSaved={take} />
    </>
  );
}
