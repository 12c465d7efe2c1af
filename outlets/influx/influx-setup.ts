// Makes the database and, in InfluxDB 1.x, what keeps it small: a retention policy for readings as they came, one for
// rollups, and the continuous query between them. What a person has set otherwise is left alone.
import { influxPolicies, readingsRollup } from '../../core/influx-schema.ts';
import { dayMs, type EpochMs, hourMs } from '../../core/time.ts';
import type { InfluxConnection } from './influx-connection.ts';

const rollupQuery = 'sluice_readings_1h';
/** The continuous query looks back so far for readings that came late; older ones are rolled up on delivery. */
export const rollupLookbackMs = 6 * hourMs;

export interface InfluxSetup {
  readonly database: string;
  /** How long raw points are kept, ms; `null` for ever. */
  readonly retentionMs: number | null;
}

/** Of the server's version: 2.x and 3 have their buckets made by those who run them. */
export function isVersionOne(version: string): boolean {
  return /^v?1\./.test(version);
}

/** Harmless when repeated. Whether the server is a 1.x, which rolls up. */
export async function setUpInflux(connection: InfluxConnection, setup: InfluxSetup): Promise<boolean> {
  if (!isVersionOne(await connection.version())) return false;
  const db = quoted(setup.database);
  const { raw, rollup } = influxPolicies;
  const run = (influxql: string) => connection.query(influxql, { post: true });
  await run(`CREATE DATABASE ${db}`);
  const policies = (await connection.query(`SHOW RETENTION POLICIES ON ${db}`)).map(({ name }) => name);
  if (!policies.includes(raw)) {
    const duration =
      setup.retentionMs === null ? 'INF' : `${Math.max(1, Math.round(setup.retentionMs / hourMs))}h`;
    await run(`CREATE RETENTION POLICY ${quoted(raw)} ON ${db} DURATION ${duration} REPLICATION 1 DEFAULT`);
  }
  if (!policies.includes(rollup)) {
    await run(
      `CREATE RETENTION POLICY ${quoted(rollup)} ON ${db} DURATION INF REPLICATION 1 SHARD DURATION 52w`,
    );
  }
  const queries = await connection.query('SHOW CONTINUOUS QUERIES');
  if (!queries.some(({ name }) => name === rollupQuery)) {
    await run(
      `CREATE CONTINUOUS QUERY ${quoted(rollupQuery)} ON ${db} RESAMPLE EVERY 1h FOR ${rollupLookbackMs / hourMs + 1}h ` +
        `BEGIN ${rollupSelect(setup.database)} GROUP BY time(1h), * END`,
    );
  }
  return true;
}

/** Rolls up again the hours from one instant to another, a day at a time. */
export async function rollUpAgain(
  connection: InfluxConnection,
  database: string,
  from: EpochMs,
  to: EpochMs,
  signal?: AbortSignal,
): Promise<void> {
  const everyMs = readingsRollup.everyMs;
  for (let start = Math.floor(from / everyMs) * everyMs; start < to; start += dayMs) {
    const end = Math.min(start + dayMs, Math.ceil(to / everyMs) * everyMs);
    await connection.query(
      `${rollupSelect(database)} WHERE time >= ${start}ms AND time < ${end}ms GROUP BY time(1h), *`,
      { post: true, ...(signal ? { signal } : {}) },
    );
  }
}

function rollupSelect(database: string): string {
  const target = `${quoted(database)}.${quoted(influxPolicies.rollup)}.${quoted(readingsRollup.name)}`;
  const source = `${quoted(database)}.${quoted(influxPolicies.raw)}."readings"`;
  return `SELECT min(*), max(*), mean(*), sum("rain_mm") AS "sum_rain_mm" INTO ${target} FROM ${source}`;
}

function quoted(name: string): string {
  return `"${name.replace(/[\\"]/g, '\\$&')}"`;
}
