// Writes lines so that a bad one stands alone: what the server does not take whole is halved until only the lines
// that it will never take are left.
import type { Refused } from '../../core/outlet.ts';
import type { InfluxConnection } from './influx-connection.ts';

/** Rejects where the server is away; lines may be written then, and are harmless when written again. */
export async function writeLines(
  connection: Pick<InfluxConnection, 'write'>,
  lines: readonly string[],
  precision: 'ms' | 'ns',
  signal?: AbortSignal,
): Promise<Refused[]> {
  if (lines.length === 0) return [];
  const refusal = await connection.write(lines, precision, signal);
  if (refusal === null) return [];
  const isAll = lines.length === 1 || refusal.dropped === lines.length;
  if (isAll)
    return lines.map((line) => ({ key: line, payload: `${precision} ${line}`, reason: refusal.reason }));
  const half = lines.length >> 1;
  const first = await writeLines(connection, lines.slice(0, half), precision, signal);
  return [...first, ...(await writeLines(connection, lines.slice(half), precision, signal))];
}

/** Tries the payload of a refused line again. */
export async function rewriteLine(
  connection: Pick<InfluxConnection, 'write'>,
  { key, payload }: Refused,
  signal?: AbortSignal,
): Promise<Refused | null> {
  const [, precision, line = ''] = /^(ms|ns) (.*)$/s.exec(payload) ?? [];
  const [refused] = await writeLines(connection, [line], precision === 'ns' ? 'ns' : 'ms', signal);
  return refused === undefined ? null : { ...refused, key };
}
