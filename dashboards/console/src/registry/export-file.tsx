// What the hub has, as a file that comes in again; its list stands on a page of its own.
import { Button } from 'antd';
import { Link } from 'react-router';
import { useSpeech } from '../words/language.tsx';
import { registryWords } from '../words/registry-words.ts';
import type { RegistryKind } from './registry-kind.ts';

export function ExportFile({ kind }: { readonly kind: RegistryKind }) {
  const { say } = useSpeech();
  const address = `/api/v1/exports/${kind}`;
  return (
    <section className="page-section">
      <h2>{say(registryWords.export)}</h2>
      <p className="quiet">{say(registryWords.exportHint)}</p>
      <div className="registry-actions">
        <Button href={`${address}?excel=true`} download={`${kind}.csv`}>
          {say(registryWords.exportExcel)}
        </Button>
        <Button href={address} download={`${kind}.csv`}>
          {say(registryWords.exportPlain)}
        </Button>
        {kind !== 'units' && <Link to={`/${kind}`}>{say(registryWords.toList)}</Link>}
      </div>
    </section>
  );
}
