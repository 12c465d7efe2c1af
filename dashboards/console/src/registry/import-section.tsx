// A registry file on its way in: chosen or pasted, tried, mended row by row, imported.
import { DownloadOutlined, InboxOutlined } from '@ant-design/icons';
import { Alert, Button, Input, Progress, Upload } from 'antd';
import { messageOf } from '../../../../core/error.ts';
import { csvText } from '../parts/csv-file.ts';
import { saveFile } from '../parts/save-file.ts';
import { useSpeech } from '../words/language.tsx';
import { registryWords, rowsWords } from '../words/registry-words.ts';
import { asCommas, decodeCsv, rowCount } from './csv-lines.ts';
import { ImportOutcome } from './import-outcome.tsx';
import { NewSecrets } from './new-secrets.tsx';
import { type RegistryKind, registryTemplates } from './registry-kind.ts';
import { useImport } from './use-import.ts';

/** Longer texts are not shown: the browser would be slow to draw them. */
const shownMost = 200_000;

export function ImportSection({ kind }: { readonly kind: RegistryKind }) {
  const { say } = useSpeech();
  const draft = useImport(kind);
  const { text, isBusy, failure } = draft;
  const isLong = text.length > shownMost;

  async function read(file: File) {
    const { text: found, isUtf8 } = decodeCsv(await file.arrayBuffer());
    draft.setText(asCommas(found), isUtf8);
  }

  return (
    <section className="page-section">
      <div className="section-head">
        <h2>
          {say(registryWords.import)} {kind}.csv
        </h2>
        <Button
          size="small"
          icon={<DownloadOutlined />}
          onClick={() => saveFile(`${kind}.csv`, csvText(registryTemplates[kind]), 'text/csv')}
        >
          {say(registryWords.template)}
        </Button>
      </div>
      <div className="registry-drop-area">
        <Upload.Dragger
          accept=".csv,text/csv"
          showUploadList={false}
          beforeUpload={(file) => {
            void read(file);
            return false;
          }}
        >
          <InboxOutlined className="registry-drop" />
          <p>{say(registryWords.drop)}</p>
        </Upload.Dragger>
      </div>
      {!draft.isUtf8 && <Alert type="warning" showIcon title={say(registryWords.decoded)} />}
      {isLong ? (
        <p className="quiet">{say(rowsWords(rowCount(text)))}</p>
      ) : (
        <Input.TextArea
          className="registry-text"
          aria-label={say(registryWords.paste)}
          placeholder={say(registryWords.paste)}
          autoSize={{ minRows: 4, maxRows: 14 }}
          spellCheck={false}
          value={text}
          onChange={(event) => draft.setText(asCommas(event.target.value), true)}
        />
      )}
      <div className="registry-actions">
        <Button type="primary" disabled={text.trim() === ''} loading={isBusy} onClick={() => draft.run(true)}>
          {say(draft.tried === null ? registryWords.check : registryWords.checkAgain)}
        </Button>
        {!isLong && text !== '' && <span className="quiet">{say(rowsWords(rowCount(text)))}</span>}
      </div>
      {isBusy && (
        <div role="status">
          <Progress percent={100} status="active" showInfo={false} />
          <p className="quiet">{say(registryWords.working)}</p>
        </div>
      )}
      {failure !== null && <Alert type="error" showIcon title={messageOf(failure)} />}
      <ImportOutcome draft={draft} />
      {draft.secrets.length > 0 && <NewSecrets secrets={draft.secrets} />}
    </section>
  );
}
