// The text of a table with what stands against it, how it differs, and the way into force.
import { useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Skeleton } from 'antd';
import { lazy, Suspense, useMemo, useState } from 'react';
import { messageOf } from '../../../../core/error.ts';
import { hasCode, send } from '../api-client/request.ts';
import { useMayOperate, useUser } from '../app/use-user.tsx';
import { TextDifference } from '../parts/text-difference.tsx';
import { useSpeech } from '../words/language.tsx';
import { pageWords } from '../words/page-words.ts';
import { mistakeWords, ruleWords } from '../words/rule-words.ts';
import { tableWords } from '../words/table-words.ts';
import { readTable, tableText } from './table-text.ts';
import { type CheckedTable, useTableCheck } from './use-table-check.ts';

export interface TableAnswer {
  readonly name: string;
  readonly version: number;
  readonly edited: boolean;
  readonly changed_at: string;
  readonly changed_by: string;
  readonly definition: unknown;
  readonly released: unknown;
}

const YamlEditor = lazy(async () => ({ default: (await import('../rules/yaml-editor.tsx')).YamlEditor }));

interface TableEditorProps {
  readonly base: TableAnswer;
  readonly text: string;
  /** Whether somebody else's version must be dealt with first. */
  readonly isHeld: boolean;
  onText(text: string): void;
  onSaved(saved: TableAnswer): void;
}

export function TableEditor({ base, text, isHeld, onText, onSaved }: TableEditorProps) {
  const { say } = useSpeech();
  const mayCheck = useMayOperate();
  const maySave = useUser().role === 'admin';
  const savedText = tableText(base.definition);
  const releasedText = tableText(base.released);
  const isChanged = text !== savedText;
  return (
    <section className="page-section" aria-label={say(ruleWords.definition)}>
      <div className="rule-tools">
        {isChanged && <Button onClick={() => onText(savedText)}>{say(ruleWords.undo)}</Button>}
        {maySave && text !== releasedText && (
          <Button onClick={() => onText(releasedText)}>{say(tableWords.backToRelease)}</Button>
        )}
      </div>
      <Suspense fallback={<Skeleton active paragraph={{ rows: 12 }} />}>
        {mayCheck ? (
          <Checked {...{ base, text, onText, onSaved }} isDisabled={!isChanged || isHeld || !maySave} />
        ) : (
          <YamlEditor label={say(ruleWords.editor)} text={text} mistakes={[]} isReadOnly onChange={onText} />
        )}
      </Suspense>
      {!maySave && <p className="quiet">{say(tableWords.readOnly)}</p>}
      {isChanged && (
        <>
          <h3>{say(ruleWords.difference)}</h3>
          <TextDifference before={savedText} after={text} label={say(ruleWords.difference)} />
        </>
      )}
      {releasedText !== text && (
        <details className="release-difference">
          <summary>{say(ruleWords.releaseDifference)}</summary>
          <TextDifference before={releasedText} after={text} label={say(ruleWords.releaseDifference)} />
        </details>
      )}
    </section>
  );
}

type CheckedProps = Omit<TableEditorProps, 'isHeld'> & { readonly isDisabled: boolean };

function Checked({ base, text, isDisabled, onText, onSaved }: CheckedProps) {
  const { say } = useSpeech();
  const { message, modal } = App.useApp();
  const client = useQueryClient();
  const [isSending, setSending] = useState(false);
  const checked = useTableCheck(base.name, text);
  const isGood = checked.isFresh && checked.mistakes.length === 0;
  const marks = useMemo(
    () => checked.mistakes.map((told) => ({ ...told, mend: say(told.mend) })),
    [checked.mistakes, say],
  );

  async function save() {
    setSending(true);
    try {
      const body = { definition: readTable(text).definition, version: base.version };
      const saved = await send<TableAnswer>('PUT', `/case-tables/${encodeURIComponent(base.name)}`, body);
      message.success(`${say(ruleWords.saved)} ${saved.version}`);
      onSaved(saved);
    } catch (thrown) {
      // The page asks for what they saved and shows it beside this text.
      if (!hasCode(thrown, 'conflict')) message.error(messageOf(thrown));
    }
    setSending(false);
    await client.invalidateQueries({ queryKey: ['case-tables'] });
  }

  return (
    <>
      <YamlEditor
        label={say(ruleWords.editor)}
        text={text}
        mistakes={marks}
        isReadOnly={false}
        onChange={onText}
      />
      <TableCheck checked={checked} />
      <div className="dialog-buttons">
        <Button
          type="primary"
          loading={isSending}
          disabled={isDisabled || !isGood}
          onClick={() =>
            modal.confirm({
              title: say(pageWords.save),
              content: say(tableWords.saveAsk),
              okText: say(pageWords.save),
              cancelText: say(pageWords.cancel),
              onOk: save,
            })
          }
        >
          {say(pageWords.save)}
        </Button>
      </div>
    </>
  );
}

function TableCheck({ checked }: { readonly checked: CheckedTable }) {
  const { say } = useSpeech();
  const { mistakes, isFresh, error } = checked;
  if (error !== null && error !== undefined) {
    return <Alert type="error" showIcon title={`${say(ruleWords.checkFailed)}: ${messageOf(error)}`} />;
  }
  if (mistakes.length === 0) {
    return (
      <p aria-live="polite" className={isFresh ? 'mark-good' : 'quiet'}>
        {say(isFresh ? tableWords.goodTable : ruleWords.checking)}
      </p>
    );
  }
  return (
    <section className="rule-mistakes" aria-live="polite" aria-label={say(ruleWords.mistakes)}>
      <h3>{say(ruleWords.mistakes)}</h3>
      <ul>
        {mistakes.map(({ line, key, mend }) => (
          <li key={`${line} ${key} ${mend.en}`}>
            <b>{say(mistakeWords(line, key))}</b> {say(mend)}
          </li>
        ))}
      </ul>
    </section>
  );
}
