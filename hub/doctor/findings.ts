// Every check of the doctor, in the order in which one rests on another.
import { messageOf, SluiceError } from '../../core/error.ts';
import { readSettings, type Settings } from '../config.ts';
import { readRelease } from '../release.ts';
import { checkCertificate } from './certificate.ts';
import { checkDataFolder, checkDiskSpace } from './data-checks.ts';
import { checkDatabase } from './database-checks.ts';
import { type Finding, failed, ok } from './finding.ts';
import { checkPorts } from './port-checks.ts';

/** Never throws: what keeps a check from being done is a finding too. */
export async function findings(
  env: Readonly<Record<string, string | undefined>>,
): Promise<readonly Finding[]> {
  let settings: Settings;
  try {
    settings = readSettings(env);
  } catch (thrown) {
    return [findingOf('settings', thrown)];
  }
  const now = Date.now();
  const found = [ok('settings', 'can be used')];
  const checks: readonly (readonly [string, () => Finding[] | Promise<Finding[]>])[] = [
    ['definitions', () => [checkDefinitions()]],
    ['data folder', () => [checkDataFolder(settings.data_dir)]],
    ['disk space', () => [checkDiskSpace(settings.data_dir)]],
    ['database', () => checkDatabase(settings.data_dir, now)],
    ['ports', () => checkPorts(settings)],
    ['certificate', () => checkCertificate(settings, now)],
  ];
  for (const [name, check] of checks) {
    try {
      found.push(...(await check()));
    } catch (thrown) {
      found.push(findingOf(name, thrown));
    }
  }
  return found;
}

function checkDefinitions(): Finding {
  const { rules, profiles } = readRelease();
  return ok('definitions', `${rules.length} rules and ${profiles.length} profiles come with this release`);
}

function findingOf(check: string, thrown: unknown): Finding {
  const hint = thrown instanceof SluiceError ? thrown.hint : null;
  return failed(check, messageOf(thrown), hint ?? 'see the message');
}
