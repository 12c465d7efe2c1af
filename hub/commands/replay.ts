// `sluice replay --verify`: rebuilds alarms and cases from the journal and compares them with what the hub shows.
import { SluiceError } from '../../core/error.ts';
import { openStore } from '../../store/open-store.ts';
import { readSettings } from '../config.ts';
import { prepareDataFolder } from '../data-folder.ts';
import { verifyJournal } from '../verify-journal.ts';

export async function replayCommand(options: {
  readonly verify?: boolean;
  readonly json?: boolean;
}): Promise<number> {
  if (options.verify !== true) {
    throw new SluiceError('say what to do with the journal', { code: 'bad_option', hint: 'add --verify' });
  }
  const settings = readSettings(process.env);
  prepareDataFolder(settings.data_dir);
  const journal = openStore({ dataDir: settings.data_dir });
  try {
    const isTerminal = process.stderr.isTTY === true;
    const found = verifyJournal(journal, (position) => {
      if (isTerminal) process.stderr.write(`\r${position} of ${journal.position} records`);
    });
    if (isTerminal) process.stderr.write('\n');
    if (options.json === true) console.log(JSON.stringify(found));
    else {
      for (const difference of found.differences) console.log(difference);
      const { records, alarms, cases } = found;
      const verdict = found.differences.length === 0 ? 'agree' : `${found.differences.length} differ`;
      console.log(`${records} records replayed, ${alarms} alarms and ${cases} cases: ${verdict}`);
    }
    return found.differences.length === 0 ? 0 : 1;
  } finally {
    journal.close();
  }
}
