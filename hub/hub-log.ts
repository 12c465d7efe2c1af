// The hub's log: JSON lines for machines, readable lines where a person sits at a terminal.
import { isatty } from 'node:tty';
import { type Logger, pino } from 'pino';
import pretty from 'pino-pretty';

export type HubLog = Logger;

export function hubLog(level: string): HubLog {
  const options = { level, base: null, timestamp: pino.stdTimeFunctions.isoTime };
  if (!isatty(1)) return pino(options, pino.destination({ dest: 1, sync: true }));
  return pino(
    options,
    pretty({ destination: 1, sync: true, translateTime: 'SYS:HH:MM:ss.l', ignore: 'pid,hostname' }),
  );
}
