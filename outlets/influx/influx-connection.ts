// The one way that InfluxDB 1.x, 2.x and 3 all take: line protocol to /write, InfluxQL to /query, Basic authentication.
// The official client is the transport only: its own retry buffer loses what is in it when the server stays away.
import { HttpError, InfluxDB } from '@influxdata/influxdb-client';
import { messageOf, SluiceError } from '../../core/error.ts';
import { OutletPause } from '../../core/outlet.ts';

export interface InfluxSettings {
  readonly url: string;
  /** Database of 1.x, or the bucket of 2.x and 3, which have a database of its name. */
  readonly database: string;
  readonly username: string | null;
  /** Of 1.x; the API token of 2.x and 3. */
  readonly password: string | null;
  /** Socket timeout, ms: a server that hangs is as good as one that is away. */
  readonly timeoutMs?: number;
}

/** A row of a query: its columns and tags by name. */
export type InfluxRow = Readonly<Record<string, string | number | boolean | null>>;

/** What the server said to a part of what was written. */
export interface WriteRefusal {
  readonly reason: string;
  /** How many lines it says that it dropped; `null` where it does not say. */
  readonly dropped: number | null;
}

export interface InfluxConnection {
  /**
   * Writes lines: `null` where all were taken, else why not all could be; those that could are written, or are
   * when written again without the others. Rejects where the server is away, busy or lets nobody in.
   */
  write(lines: readonly string[], precision: 'ms' | 'ns', signal?: AbortSignal): Promise<WriteRefusal | null>;
  /** Rows of all series. Rejects also where the error comes with status 200. */
  query(
    influxql: string,
    options?: { readonly post?: boolean; readonly signal?: AbortSignal },
  ): Promise<InfluxRow[]>;
  /** Version as the server gives it, such as `1.6.7` or `v2.7.4`. */
  version(): Promise<string>;
}

const defaultTimeoutMs = 20_000;
/** Bodies from here on are compressed, bytes; a loopback or a small batch is not worth it. */
const gzipThreshold = 64 * 1024;

/** Statuses that say that these lines will never be taken: bad syntax, a wrong type, too much at once. */
const refusedStatuses: ReadonlySet<number> = new Set([400, 413, 422]);

interface QueryAnswer {
  readonly error?: string;
  readonly results?: readonly {
    readonly error?: string;
    readonly series?: readonly {
      readonly name?: string;
      readonly tags?: Readonly<Record<string, string>>;
      readonly columns: readonly string[];
      readonly values?: readonly (readonly (string | number | boolean | null)[])[];
    }[];
  }[];
}

export function connectInflux(settings: InfluxSettings): InfluxConnection {
  const { url, database, username, password, timeoutMs = defaultTimeoutMs } = settings;
  const client = new InfluxDB({
    url: url.replace(/\/+$/, ''),
    timeout: timeoutMs,
    headers: password === null ? {} : { authorization: basic(username ?? 'sluice', password) },
  });
  const { transport } = client;
  const db = encodeURIComponent(database);

  return {
    async write(lines, precision, signal) {
      const path = `/write?db=${db}&precision=${precision}`;
      const options = {
        method: 'POST',
        gzipThreshold: isLocal(url) ? Number.POSITIVE_INFINITY : gzipThreshold,
      };
      try {
        await transport.request(path, lines.join('\n'), { ...options, ...(signal ? { signal } : {}) });
        return null;
      } catch (thrown) {
        const refusal = refusalOf(thrown);
        // What is older than the database keeps would be dropped there anyway.
        if (refusal !== null && /beyond retention policy/.test(refusal.reason)) return null;
        if (refusal !== null) return refusal;
        throw failureOf(thrown, database);
      }
    },
    async query(influxql, { post = false, signal } = {}) {
      const path = `/query?db=${db}&epoch=ms&q=${encodeURIComponent(influxql)}`;
      let answer: QueryAnswer;
      try {
        answer = await transport.request(path, '', {
          method: post ? 'POST' : 'GET',
          headers: { accept: 'application/json' },
          ...(signal ? { signal } : {}),
        });
      } catch (thrown) {
        throw failureOf(thrown, database);
      }
      return rowsOf(answer);
    },
    async version() {
      let version = '';
      try {
        await transport.request('/ping', '', { method: 'GET' }, (headers) => {
          version = String(headers['x-influxdb-version'] ?? '');
        });
      } catch (thrown) {
        throw failureOf(thrown, database);
      }
      return version;
    },
  };
}

function basic(username: string, password: string): string {
  return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
}

function isLocal(url: string): boolean {
  return ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(url).hostname);
}

function rowsOf(answer: QueryAnswer): InfluxRow[] {
  const error = answer.error ?? answer.results?.find((result) => result.error !== undefined)?.error;
  if (error !== undefined) throw new SluiceError(`InfluxDB: ${error}`, { code: 'influx_query' });
  const series = answer.results?.flatMap((result) => result.series ?? []) ?? [];
  return series.flatMap(({ tags, columns, values }) =>
    (values ?? []).map((row) => ({
      ...tags,
      ...Object.fromEntries(columns.map((column, i) => [column, row[i] ?? null])),
    })),
  );
}

function refusalOf(thrown: unknown): WriteRefusal | null {
  if (!(thrown instanceof HttpError) || !refusedStatuses.has(thrown.statusCode)) return null;
  const reason = reasonOf(thrown);
  const dropped = /dropped=(\d+)/.exec(reason)?.[1];
  return { reason, dropped: dropped === undefined ? null : Number(dropped) };
}

function reasonOf({ body, json, message }: HttpError): string {
  const said = json as { error?: unknown; message?: unknown } | undefined;
  const reason = said?.error ?? said?.message ?? (body === undefined || body === '' ? message : body);
  return String(reason).slice(0, 1_000);
}

function failureOf(thrown: unknown, database: string): Error {
  if (!(thrown instanceof HttpError)) {
    const said = messageOf(thrown);
    const message = { zh: `InfluxDB 没有回应：${said}`, en: `InfluxDB does not answer: ${said}` };
    return new SluiceError(message, {
      code: 'influx_away',
      retryable: true,
      cause: thrown,
    });
  }
  const { statusCode } = thrown;
  const said = reasonOf(thrown);
  const message = {
    zh: `InfluxDB 回应 ${statusCode}：${said}`,
    en: `InfluxDB answered ${statusCode}: ${said}`,
  };
  if (statusCode === 429 || statusCode === 503) {
    const seconds = Number(thrown.retryAfter?.() ?? 0);
    return new OutletPause(message, Number.isFinite(seconds) && seconds > 0 ? seconds : 1_000);
  }
  const hint =
    statusCode === 401 || statusCode === 403
      ? {
          zh: '请检查 SLUICE_INFLUX_TOKEN，或 SLUICE_INFLUX_USERNAME 和 _PASSWORD，以及它们的写入权限',
          en: 'see SLUICE_INFLUX_TOKEN, or SLUICE_INFLUX_USERNAME and _PASSWORD, and what they may write to',
        }
      : {
          zh: `请确认有名为 ${database} 的数据库或存储桶`,
          en: `see that there is a database or bucket ${database}`,
        };
  return new SluiceError(message, { code: `influx_${statusCode}`, retryable: true, hint, cause: thrown });
}
