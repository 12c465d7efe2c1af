// `sluice start`: the hub for real.
import { readSettings } from '../config.ts';
import { hubLog } from '../hub-log.ts';
import { runHub } from '../run-hub.ts';

export async function startCommand(): Promise<number> {
  const settings = readSettings(process.env);
  const log = hubLog(settings.log_level);
  return runHub({
    settings,
    log,
    async whileRunning({ madePassword }) {
      if (madePassword === null) return;
      // Not through the log, which is kept: this is shown once.
      process.stderr.write(`\nLog in as admin with the password ${madePassword}\nIt is shown this once.\n\n`);
    },
  });
}
