// The registry as files: what the hub has leaves as CSV, what a city has comes in, row by row with its mistakes.
import { Segmented } from 'antd';
import { useUser } from '../app/use-user.tsx';
import { PageBody } from '../parts/page-body.tsx';
import { useFilters } from '../parts/use-filters.ts';
import { useSpeech } from '../words/language.tsx';
import { pageWords } from '../words/page-words.ts';
import { registryWords } from '../words/registry-words.ts';
import { ExportFile } from './export-file.tsx';
import { ImportSection } from './import-section.tsx';
import { registryKinds } from './registry-kind.ts';
import { UnitTable } from './unit-table.tsx';
import './registry.css';

const filterNames = ['kind'] as const;

export function RegistryPage() {
  const { say } = useSpeech();
  const { role } = useUser();
  const [filters, setFilter] = useFilters(filterNames);
  const kind = registryKinds.find((known) => known === filters.kind) ?? 'units';
  return (
    <PageBody title={say(pageWords.registry)}>
      <Segmented
        className="registry-kinds"
        aria-label={say(registryWords.kind)}
        value={kind}
        onChange={(value) => setFilter('kind', value)}
        options={registryKinds.map((value) => ({ value, label: say(registryWords[value]) }))}
      />
      <p className="quiet">{say(registryWords.order)}</p>
      {role === 'admin' ? (
        <ImportSection key={kind} kind={kind} />
      ) : (
        <p className="quiet">{say(registryWords.adminOnly)}</p>
      )}
      <ExportFile kind={kind} />
      {kind === 'units' && <UnitTable />}
    </PageBody>
  );
}
