// The database: whether it is whole and of this release, and whether its last record agrees with the machine's clock.

import { SluiceError } from '../../core/error.ts';
import type { Label } from '../../core/label.ts';
import { type EpochMs, formatInstant, minuteMs } from '../../core/time.ts';
import { inspectStore } from '../../store/inspect-store.ts';
import { checks, type Finding, failed, ok, warning } from './finding.ts';

/** A year in which this release did not exist yet. */
const releasedAfter: EpochMs = Date.UTC(2025, 0, 1);

export function checkDatabase(dataDir: string, now: EpochMs): Finding[] {
  const clock = {
    zh: '请校准机器时钟，并用 NTP 保持（timedatectl set-ntp true）',
    en: 'set the machine’s clock and keep it with NTP (timedatectl set-ntp true)',
  };
  const inspected = inspect(dataDir);
  if ('finding' in inspected) {
    const isRight = now > releasedAfter;
    const words = shownBy(now, null);
    return [inspected.finding, isRight ? ok(checks.clock, words) : failed(checks.clock, words, clock)];
  }
  const { damage, records, lastAt } = inspected;
  const whole = damage === null;
  const database = whole
    ? ok(checks.database, {
        zh: `完好，日志中有 ${records} 条记录`,
        en: `whole, ${records} records in the journal`,
      })
    : failed(
        checks.database,
        { zh: `已损坏：${damage}`, en: `damaged: ${damage}` },
        {
          zh: '请停止平台，移走数据目录并恢复备份',
          en: 'stop the hub, move the data folder away and restore a backup',
        },
      );
  const isBehind = lastAt !== null && lastAt > now + minuteMs;
  const isWrong = now < releasedAfter || isBehind;
  const words = shownBy(now, lastAt);
  return [database, isWrong ? failed(checks.clock, words, clock) : ok(checks.clock, words)];
}

/** `lastAt`: of the last commit; `null` where there is none. */
function shownBy(now: EpochMs, lastAt: EpochMs | null): Label {
  const shown = formatInstant(now);
  const last =
    lastAt === null
      ? { zh: '', en: '' }
      : {
          zh: `，最后一次提交在 ${formatInstant(lastAt)}`,
          en: `, the last commit was at ${formatInstant(lastAt)}`,
        };
  return { zh: `时钟显示 ${shown}${last.zh}`, en: `the clock shows ${shown}${last.en}` };
}

function inspect(dataDir: string): ReturnType<typeof inspectStore> | { readonly finding: Finding } {
  try {
    return inspectStore(dataDir);
  } catch (thrown) {
    if (!(thrown instanceof SluiceError)) throw thrown;
    const { code, words } = thrown;
    if (code === 'database_missing') {
      const none = { zh: '还没有；第一次启动时创建', en: 'none yet; the first start makes it' };
      return { finding: ok(checks.database, none) };
    }
    if (code === 'database_older') {
      const mend = {
        zh: '请先备份，再启动平台：它会自动升级数据库',
        en: 'make a backup, then start the hub: it brings it up to date',
      };
      return { finding: warning(checks.database, words.message, mend) };
    }
    const restore = { zh: '请恢复备份', en: 'restore a backup' };
    return { finding: failed(checks.database, words.message, words.hint ?? restore) };
  }
}
