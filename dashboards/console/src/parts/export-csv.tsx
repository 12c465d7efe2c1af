// A table as a CSV file for a spreadsheet: asks for all of it, then hands the file over, or says why it could not.
import { DownloadOutlined } from '@ant-design/icons';
import { App, Button } from 'antd';
import { useState } from 'react';
import type { CsvCell } from '../../../../core/csv-line.ts';
import { messageOf } from '../../../../core/error.ts';
import { deviceWords } from '../words/device-words.ts';
import { useSpeech } from '../words/language.tsx';
import { csvText } from './csv-file.ts';
import { saveFile } from './save-file.ts';

type Line = readonly CsvCell[];

interface ExportCsvProps {
  readonly head: Line;
  /** Of the file, without its ending; when it is asked for. */
  name(): string;
  lines(): Promise<readonly Line[]>;
}

export function ExportCsv({ head, name, lines }: ExportCsvProps) {
  const { say } = useSpeech();
  const { message } = App.useApp();
  const [isBusy, setBusy] = useState(false);

  async function save() {
    setBusy(true);
    try {
      saveFile(`${name()}.csv`, csvText([head, ...(await lines())]), 'text/csv');
    } catch (thrown) {
      message.error(`${say(deviceWords.exportFailed)}: ${messageOf(thrown)}`);
    } finally {
      setBusy(false);
    }
  }

  return (
    <Button icon={<DownloadOutlined />} loading={isBusy} onClick={save}>
      {say(deviceWords.exportCsv)}
    </Button>
  );
}
