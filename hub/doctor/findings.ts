// Every check of the doctor, in the order in which one rests on another.

import { SluiceError, wordsOf } from '../../core/error.ts';
import type { Label } from '../../core/label.ts';
import { readSettings, type Settings } from '../config.ts';
import { readRelease } from '../release.ts';
import { checkCertificate } from './certificate.ts';
import { checkDataFolder, checkDiskSpace } from './data-checks.ts';
import { checkDatabase } from './database-checks.ts';
import { checks, type Finding, failed, ok } from './finding.ts';
import { checkPorts } from './port-checks.ts';

/** Never throws: what keeps a check from being done is a finding too. */
export async function findings(
  env: Readonly<Record<string, string | undefined>>,
): Promise<readonly Finding[]> {
  let settings: Settings;
  try {
    settings = readSettings(env);
  } catch (thrown) {
    return [findingOf(checks.settings, thrown)];
  }
  const now = Date.now();
  const found = [ok(checks.settings, { zh: '可以使用', en: 'can be used' })];
  const all: readonly (readonly [Label, () => Finding[] | Promise<Finding[]>])[] = [
    [checks.definitions, () => [checkDefinitions()]],
    [checks.dataFolder, () => [checkDataFolder(settings.data_dir)]],
    [checks.diskSpace, () => [checkDiskSpace(settings.data_dir)]],
    [checks.database, () => checkDatabase(settings.data_dir, now)],
    [checks.ports, () => checkPorts(settings)],
    [checks.certificate, () => checkCertificate(settings, now)],
  ];
  for (const [name, check] of all) {
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
  return ok(checks.definitions, {
    zh: `此版本自带 ${rules.length} 条规则和 ${profiles.length} 个设备型号`,
    en: `${rules.length} rules and ${profiles.length} profiles come with this release`,
  });
}

function findingOf(check: Label, thrown: unknown): Finding {
  const hint = thrown instanceof SluiceError ? thrown.words.hint : null;
  return failed(check, wordsOf(thrown), hint ?? { zh: '见上述信息', en: 'see the message' });
}
