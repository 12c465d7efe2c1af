// The database: whether it is whole and of this release, and whether its last record agrees with the machine's clock.
import { SluiceError } from '../../core/error.ts';
import { type EpochMs, formatInstant, minuteMs } from '../../core/time.ts';
import { inspectStore } from '../../store/inspect-store.ts';
import { type Finding, failed, ok, warning } from './finding.ts';

/** A year in which this release did not exist yet. */
const releasedAfter: EpochMs = Date.UTC(2025, 0, 1);

export function checkDatabase(dataDir: string, now: EpochMs): Finding[] {
  const clock = 'set the machine’s clock and keep it with NTP (timedatectl set-ntp true)';
  const inspected = inspect(dataDir);
  if ('finding' in inspected) {
    const isRight = now > releasedAfter;
    const words = `the clock shows ${formatInstant(now)}`;
    return [inspected.finding, isRight ? ok('clock', words) : failed('clock', words, clock)];
  }
  const { damage, records, lastAt } = inspected;
  const whole = damage === null;
  const database = whole
    ? ok('database', `whole, ${records} records in the journal`)
    : failed(
        'database',
        `damaged: ${damage}`,
        'stop the hub, move the data folder away and restore a backup',
      );
  const isBehind = lastAt !== null && lastAt > now + minuteMs;
  const isWrong = now < releasedAfter || isBehind;
  const shown = `the clock shows ${formatInstant(now)}`;
  const last = lastAt === null ? '' : `, the last commit was at ${formatInstant(lastAt)}`;
  return [database, isWrong ? failed('clock', `${shown}${last}`, clock) : ok('clock', `${shown}${last}`)];
}

function inspect(dataDir: string): ReturnType<typeof inspectStore> | { readonly finding: Finding } {
  try {
    return inspectStore(dataDir);
  } catch (thrown) {
    if (!(thrown instanceof SluiceError)) throw thrown;
    const { code, message } = thrown;
    if (code === 'database_missing') {
      return { finding: ok('database', 'none yet; the first start makes it') };
    }
    if (code === 'database_older') {
      return {
        finding: warning('database', message, 'make a backup, then start the hub: it brings it up to date'),
      };
    }
    return { finding: failed('database', message, thrown.hint ?? 'restore a backup') };
  }
}
