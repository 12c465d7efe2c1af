// Asks InfluxDB everything that the boards ask and tells what a panel, variable or annotation would lack.
import type { Dashboard, DataTransformerConfig, Panel, RowPanel, VariableModel } from '@grafana/schema';
import { assert } from '../core/error.ts';
import { boardFiles } from '../dashboards/grafana/board-list.ts';
import type { InfluxAnnotationTarget, InfluxTarget } from '../dashboards/grafana/builders/influx.ts';
import { type Frame, fieldOf, rowsIn, seriesFrames, tableFrames, transformed } from './grafana-frames.ts';
import { type Asker, all, ask, type Chosen, filledIn, type TimeRange } from './grafana-questions.ts';

export interface AskedRow {
  readonly board: string;
  /** Title of the panel or annotation, or `$` and the name of the variable. */
  readonly what: string;
  readonly rows: number;
}

export interface Checked {
  readonly table: readonly AskedRow[];
  readonly complaints: readonly string[];
}

/**
 * `toMs`: the right end of the time range. A board of one point is asked about each point in turn, until one has given
 * all that a panel needs.
 */
export async function checkBoards(influx: Asker, toMs: number): Promise<Checked> {
  const table: AskedRow[] = [];
  const complaints: string[] = [];
  for (const { language, name, dashboard } of boardFiles()) {
    const range = { toMs, fromMs: toMs - rangeMs(dashboard) };
    const board = `${name} (${language})`;
    const chosen: Record<string, string> = {};
    let points: readonly string[] = [''];
    for (const { variable, values } of await offers(influx, dashboard, range)) {
      table.push({ board, what: `$${variable.name}`, rows: values.length });
      if (values.length === 0) complaints.push(`${board}: nothing to choose for ${variable.name}`);
      chosen[variable.name] = variable.multi === true ? all : (values[0] ?? '');
      if (variable.name === 'point') points = values;
    }
    const report = async (what: string, look: (chosen: Chosen) => Promise<Look>) => {
      let best: Look = { rows: 0, complaints: ['nothing'] };
      for (const point of points) {
        best = await look({ ...chosen, point });
        if (best.complaints.length === 0) break;
      }
      table.push({ board, what, rows: best.rows });
      complaints.push(...best.complaints.map((text) => `${board}, ${what}: ${text}`));
    };
    for (const panel of panelsOf(dashboard)) {
      await report(panel.title ?? '', async (point) => {
        const frames = await answers(influx, panel, range, point);
        return { rows: rowsIn(frames), complaints: complaintsOf(panel, frames) };
      });
    }
    for (const { name: title, target } of dashboard.annotations?.list ?? []) {
      await report(title, async (point) => {
        const rows = await annotated(influx, target as InfluxAnnotationTarget, range, point);
        return { rows, complaints: rows === 0 ? ['nothing is marked'] : [] };
      });
    }
  }
  return { table, complaints };
}

interface Look {
  readonly rows: number;
  readonly complaints: readonly string[];
}

const hourMs = 3_600_000;

export function rangeMs({ time }: Dashboard): number {
  const match = /^now-(\d+)([hd])$/.exec(time?.from ?? '');
  assert(match !== null, 'a board begins some hours or days ago');
  return Number(match[1]) * (match[2] === 'd' ? 24 * hourMs : hourMs);
}

export function panelsOf(dashboard: Dashboard): Panel[] {
  return (dashboard.panels ?? []).filter((panel: Panel | RowPanel): panel is Panel => panel.type !== 'row');
}

interface Offer {
  readonly variable: VariableModel;
  readonly values: readonly string[];
}

async function offers(influx: Asker, dashboard: Dashboard, range: TimeRange): Promise<Offer[]> {
  const asked: Offer[] = [];
  for (const variable of dashboard.templating?.list ?? []) {
    const { query } = variable.query as { readonly query: string };
    asked.push({ variable, values: choices(await ask(influx, filledIn(query, range, {})), variable) });
  }
  return asked;
}

/** Values as Grafana takes them from the frames: the first column of text, taken apart by the regular expression. */
function choices(series: Awaited<ReturnType<typeof ask>>, { regex, name }: VariableModel): string[] {
  const texts = series.flatMap(({ values }) => values.map((row) => String(row[1])));
  if (regex === undefined || regex === '') return texts;
  const pattern = new RegExp(regex.slice(1, -1), 'u');
  return texts.map((text) => {
    const groups = pattern.exec(text)?.groups;
    assert(groups?.text !== undefined && groups.value !== undefined, `${name} takes "${text}" apart`);
    return groups.value;
  });
}

export async function answers(
  influx: Asker,
  panel: Panel,
  range: TimeRange,
  chosen: Chosen,
): Promise<Frame[]> {
  const frames: Frame[] = [];
  for (const target of (panel.targets ?? []) as unknown as readonly InfluxTarget[]) {
    const series = await ask(influx, filledIn(target.query, range, chosen));
    frames.push(
      ...(target.resultFormat === 'table' ? tableFrames(series) : seriesFrames(series, target.alias)),
    );
  }
  return transformed(frames, (panel.transformations ?? []) as DataTransformerConfig[]);
}

async function annotated(
  influx: Asker,
  target: InfluxAnnotationTarget,
  range: TimeRange,
  chosen: Chosen,
): Promise<number> {
  const [frame] = tableFrames(await ask(influx, filledIn(target.query, range, chosen)));
  const texts = fieldOf(frame, target.textColumn)?.values ?? [];
  const tags = fieldOf(frame, target.tagsColumn)?.values ?? [];
  return texts.filter((text, index) => typeof text === 'string' && typeof tags[index] === 'string').length;
}

const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);
const holdsNumbers = ({ fields }: Frame) =>
  fields.some(({ name, values }) => name !== 'Time' && values.some(isNumber));

/** What a panel of this type lacks in the answer. */
/** Counts that are 0 at most moments, asked as others are that are not. */
const oftenZero: ReadonlySet<string> = new Set(['Late', '迟报']);

function complaintsOf(panel: Panel, frames: readonly Frame[]): string[] {
  if (panel.type !== 'text' && rowsIn(frames) === 0)
    return oftenZero.has(panel.title ?? '') ? [] : ['nothing'];
  const named = (panel.fieldConfig?.overrides ?? []).map(({ matcher }) => String(matcher.options));
  const missing = named.filter((name) => !frames.some((frame) => fieldOf(frame, name) !== undefined));
  const complaints = missing.map((name) => `no field is called ${name}`);
  switch (panel.type) {
    case 'text':
      return [];
    case 'stat':
    case 'bargauge':
    case 'timeseries':
    case 'state-timeline':
      return frames.some(holdsNumbers) ? complaints : [...complaints, 'no number'];
    case 'table':
      return [...complaints, ...tableComplaints(panel, frames)];
    case 'geomap':
      return [...complaints, ...mapComplaints(panel, frames)];
    default:
      return [`nobody knows what a ${panel.type} needs`];
  }
}

function tableComplaints(panel: Panel, frames: readonly Frame[]): string[] {
  const complaints: string[] = [];
  if (frames.length !== 1) complaints.push(`${frames.length} frames`);
  const titles = (panel.fieldConfig?.overrides ?? []).flatMap(({ properties }) =>
    properties.filter(({ id }) => id === 'displayName').map(({ value }) => value),
  );
  const sortBy = (panel.options?.sortBy ?? []) as readonly { readonly displayName: string }[];
  for (const { displayName } of sortBy) {
    if (!titles.includes(displayName)) complaints.push(`sorted by ${displayName}, which no column is`);
  }
  for (const field of frames[0]?.fields ?? []) {
    if (field.values.every((value) => value === null)) complaints.push(`${field.name} is empty in every row`);
  }
  return complaints;
}

function mapComplaints(panel: Panel, frames: readonly Frame[]): string[] {
  const [frame] = frames;
  const layers = (panel.options?.layers ?? []) as readonly {
    readonly type: string;
    readonly location?: { readonly latitude: string; readonly longitude: string };
    readonly config: {
      readonly style: { readonly size: { field?: string }; readonly text?: { field: string } };
    };
  }[];
  return layers
    .filter(({ type }) => type === 'markers')
    .flatMap(({ location, config }) => [
      ...[location?.latitude, location?.longitude, config.style.size.field, config.style.text?.field],
    ])
    .filter((name) => name !== undefined)
    .filter((name) => !(fieldOf(frame, name)?.values ?? []).some((value) => value !== null))
    .map((name) => `no mark has ${name}`);
}
