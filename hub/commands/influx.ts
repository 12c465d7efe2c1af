// `sluice influx backfill --from --to`: what the hub keeps, written to InfluxDB again; the hub may run meanwhile.
import { SluiceError } from '../../core/error.ts';
import type { CommittedEvent } from '../../core/ports.ts';
import { type EpochMs, formatInstant, parseInstant } from '../../core/time.ts';
import { backFill } from '../../outlets/influx/back-fill.ts';
import { changeKinds } from '../../outlets/influx/change-lines.ts';
import { connectInflux } from '../../outlets/influx/influx-connection.ts';
import { type OutletFeeds, openOutletFeeds } from '../../store/outlet-feeds.ts';
import { readSettings } from '../config.ts';
import { influxSettings } from '../outlets/influx-settings.ts';

/** Readings of one request. */
const partLength = 25_000;
const changesLength = 1_000;

export async function influxBackfillCommand(options: {
  readonly from?: string;
  readonly to?: string;
  readonly json?: boolean;
}): Promise<number> {
  const settings = readSettings(process.env);
  const influx = influxSettings(settings);
  if (influx === null) {
    throw new SluiceError('there is no InfluxDB to fill', {
      code: 'bad_setting',
      hint: 'set SLUICE_INFLUX_URL and what belongs to it',
    });
  }
  const from = instantOf('--from', options.from);
  const to = options.to === undefined ? Date.now() : instantOf('--to', options.to);
  if (from >= to) throw badOption('--from is not before --to', 'give a span of time');
  const feeds = openOutletFeeds(settings.data_dir);
  const isTerminal = process.stderr.isTTY === true;
  try {
    const counts = await backFill({
      ...{ connection: connectInflux(influx), places: feeds.places },
      setup: { database: influx.database, retentionMs: settings.influx_retention },
      readings: feeds.stored({ from, to, partLength }),
      changes: changesOf(feeds, from, to),
      onProgress({ readings, changes }, waits) {
        if (isTerminal)
          process.stderr.write(`\r${readings} readings, ${changes} changes${waits ? `; ${waits}` : ''}`);
      },
    });
    if (isTerminal) process.stderr.write('\n');
    const { readings, changes, refused, firstRefusal } = counts;
    if (options.json === true) console.log(JSON.stringify(counts));
    else {
      console.log(
        `${readings} readings and ${changes} changes from ${formatInstant(from)} to ${formatInstant(to)}`,
      );
      if (refused > 0) console.log(`${refused} points were refused, the first because: ${firstRefusal}`);
    }
    return refused === 0 ? 0 : 1;
  } finally {
    feeds.close();
  }
}

async function* changesOf(
  feeds: OutletFeeds,
  from: EpochMs,
  to: EpochMs,
): AsyncGenerator<readonly CommittedEvent[]> {
  const feed = feeds.events(changeKinds);
  let after = 0;
  for (;;) {
    const part = await feed.read(after, changesLength);
    if (part.length === 0) return;
    after = part.at(-1)?.id ?? after;
    yield part.filter(({ at }) => at >= from && at < to);
  }
}

function instantOf(option: string, text: string | undefined): EpochMs {
  const at = text === undefined ? null : (parseInstant(text) ?? parseInstant(`${text}T00:00:00Z`));
  if (at === null)
    throw badOption(`${option} is no instant`, 'write 2026-07-14 or 2026-07-14T03:00:00+08:00');
  return at;
}

function badOption(message: string, hint: string): SluiceError {
  return new SluiceError(message, { code: 'bad_option', hint });
}
