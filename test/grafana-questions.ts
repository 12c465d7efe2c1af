// Asks InfluxDB what a board asks, with what is chosen above it put in as Grafana's data source does it.
import { assert } from '../core/error.ts';
import type { InfluxSeries } from './grafana-frames.ts';

export interface Asker {
  readonly url: string;
  readonly database: string;
  readonly username: string;
  readonly password: string;
}

export interface TimeRange {
  readonly fromMs: number;
  readonly toMs: number;
}

/** A chosen value, several of them, or `All`. */
export type Chosen = Readonly<Record<string, string | readonly string[]>>;

export const all = 'All';

/** The query as it goes to InfluxDB. */
export function filledIn(query: string, range: TimeRange, chosen: Chosen): string {
  const { fromMs, toMs } = range;
  // A thousand points across the panel, and never finer than the data source's `timeInterval`.
  const intervalS = Math.max(5, Math.ceil((toMs - fromMs) / 1_000 / 1_000));
  const filled = query
    .replaceAll('$timeFilter', `time >= ${fromMs}ms and time <= ${toMs}ms`)
    .replaceAll('$__interval', `${intervalS}s`)
    .replaceAll(`\${__to}`, String(toMs))
    .replaceAll(`\${__from}`, String(fromMs));
  return Object.entries(chosen).reduce(
    (text, [name, value]) => text.replaceAll(`$${name}`, written(value)),
    filled,
  );
}

function written(value: string | readonly string[]): string {
  if (value === all) return '.*';
  return typeof value === 'string' ? value : `(${value.map(escaped).join('|')})`;
}

function escaped(value: string): string {
  return value.replace(/[\\^$*+?.()|[\]{}/]/g, '\\$&');
}

/** Throws where InfluxDB finds a mistake in the query. */
export async function ask(asker: Asker, query: string): Promise<InfluxSeries[]> {
  const { url, database, username, password } = asker;
  const answer = await fetch(`${url}/query?db=${encodeURIComponent(database)}&epoch=ms`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}` },
    body: new URLSearchParams({ q: query }),
  });
  const body = (await answer.json()) as {
    readonly error?: string;
    readonly results?: readonly { readonly error?: string; readonly series?: InfluxSeries[] }[];
  };
  const error = body.error ?? body.results?.[0]?.error;
  assert(error === undefined, `InfluxDB takes ${query}: ${error}`);
  return body.results?.[0]?.series ?? [];
}
