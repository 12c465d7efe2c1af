// What a try or an import came to: counts, the rows that are to be mended, the secrets of new devices.
import { Alert, Button, Statistic } from 'antd';
import { useSpeech } from '../words/language.tsx';
import { registryWords } from '../words/registry-words.ts';
import type { ImportAnswer } from './import-file.ts';
import { RejectedRows } from './rejected-rows.tsx';
import type { ImportDraft } from './use-import.ts';

export function ImportOutcome({ draft }: { readonly draft: ImportDraft }) {
  const { say } = useSpeech();
  const { tried, imported, isStale, isBusy } = draft;
  if (imported !== null) {
    return (
      <div className="registry-outcome">
        <Alert type="success" showIcon title={say(registryWords.done)} />
        <Counts answer={imported} />
        {imported.rejected.length > 0 && <RejectedRows draft={draft} rejected={imported.rejected} />}
      </div>
    );
  }
  if (tried === null) return null;
  const usable = tried.created + tried.updated + tried.unchanged;
  const hasMistakes = tried.rejected.length > 0;
  return (
    <div className="registry-outcome">
      <h3>{say(registryWords.wouldBe)}</h3>
      <Counts answer={tried} />
      {hasMistakes && <RejectedRows draft={draft} rejected={tried.rejected} />}
      <Button
        {...(hasMistakes ? {} : { type: 'primary' })}
        disabled={usable === 0 || isStale}
        loading={isBusy}
        onClick={() => draft.run(false)}
      >
        {say(hasMistakes ? registryWords.importGood : registryWords.importAll)}
      </Button>
    </div>
  );
}

function Counts({ answer }: { readonly answer: ImportAnswer }) {
  const { say } = useSpeech();
  return (
    <div className="figures">
      {(['created', 'updated', 'unchanged'] as const).map((name) => (
        <Statistic key={name} title={say(registryWords[name])} value={answer[name]} />
      ))}
      <Statistic
        title={say(registryWords.rejected)}
        value={answer.rejected.length}
        {...(answer.rejected.length > 0 ? { classNames: { content: 'mark-bad' } } : {})}
      />
    </div>
  );
}
