// The state of a file on its way in: its text, what the last try said, what was imported.
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { useLive } from '../live/use-live.tsx';
import { withLine } from './csv-lines.ts';
import { type ImportAnswer, importFile } from './import-file.ts';
import type { RegistryKind } from './registry-kind.ts';

export interface ImportDraft {
  readonly text: string;
  readonly isUtf8: boolean;
  readonly isBusy: boolean;
  readonly failure: unknown;
  /** What would happen with the text as it was tried; `null` before the first try. */
  readonly tried: ImportAnswer | null;
  /** Whether the text has changed since. */
  readonly isStale: boolean;
  readonly imported: ImportAnswer | null;
  /** Of all devices made since the page was opened: they are told once, so another try must not lose them. */
  readonly secrets: NonNullable<ImportAnswer['secrets']>;
  setText(text: string, isUtf8: boolean): void;
  mendLine(line: number, replacement: string): void;
  run(isTrial: boolean): Promise<void>;
}

export function useImport(kind: RegistryKind): ImportDraft {
  const client = useQueryClient();
  const { reload } = useLive();
  const [file, setFile] = useState({ text: '', isUtf8: true });
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const [tried, setTried] = useState<{ readonly text: string; readonly answer: ImportAnswer } | null>(null);
  const [imported, setImported] = useState<ImportAnswer | null>(null);

  const [secrets, setSecrets] = useState<ImportDraft['secrets']>([]);

  const setText = useCallback((text: string, isUtf8: boolean) => {
    setFile({ text, isUtf8 });
    setImported(null);
    setFailure(null);
    if (text === '') setTried(null);
  }, []);
  const mendLine = useCallback((line: number, replacement: string) => {
    setFile((before) => ({ ...before, text: withLine(before.text, line, replacement) }));
  }, []);

  async function run(isTrial: boolean) {
    setBusy(true);
    setFailure(null);
    try {
      const { text } = file;
      const answer = await importFile(kind, text, isTrial);
      if (isTrial) {
        setImported(null);
        setTried({ text, answer });
      } else {
        setTried(null);
        setImported(answer);
        setSecrets((known) => [...known, ...(answer.secrets ?? [])]);
        for (const subject of ['units', 'points', 'devices', 'device-counts']) {
          void client.invalidateQueries({ queryKey: [subject] });
        }
        reload();
      }
    } catch (thrown) {
      setFailure(thrown);
    } finally {
      setBusy(false);
    }
  }

  return {
    ...file,
    ...{ isBusy, failure, imported, secrets, setText, mendLine, run },
    tried: tried?.answer ?? null,
    isStale: tried !== null && tried.text !== file.text,
  };
}
