// What Grafana makes of an answer of InfluxDB before a panel shows it: frames, as the backend of its data source builds
// them (pkg/tsdb/influxdb/influxql/buffered/response_parser.go of 13.1), then the transformations that our boards use.
// Enough of it to tell whether a panel gets what it needs.
import type { DataTransformerConfig } from '@grafana/schema';
import { assert } from '../core/error.ts';

export type Cell = string | number | boolean | null;

export interface Field {
  readonly name: string;
  /** As shown, where it is another one: the alias of a series. */
  readonly displayName?: string;
  readonly values: readonly Cell[];
}

export interface Frame {
  readonly fields: readonly Field[];
}

export interface InfluxSeries {
  readonly name: string;
  readonly tags?: Readonly<Record<string, string>>;
  readonly columns: readonly string[];
  readonly values: readonly (readonly Cell[])[];
}

/** `resultFormat: table`: one frame of the time, the tags, the columns. */
export function tableFrames(series: readonly InfluxSeries[]): Frame[] {
  const [first] = series;
  if (first === undefined) return [];
  const rowsOf = (pick: (one: InfluxSeries, row: readonly Cell[]) => Cell) =>
    series.flatMap((one) => one.values.map((row) => pick(one, row)));
  const column = (index: number, name: string): Field => ({
    name,
    values: rowsOf((_one, row) => row[index] ?? null),
  });
  const [timeName = '', ...names] = first.columns;
  return [
    {
      fields: [
        column(0, timeName === 'time' ? 'Time' : timeName),
        ...Object.keys(first.tags ?? {}).map((tag) => ({
          name: tag,
          values: rowsOf((one) => one.tags?.[tag] ?? null),
        })),
        ...names.map((name, index) => column(index + 1, name)),
      ],
    },
  ];
}

/** `resultFormat: time_series`: a frame for each series and column, named by the alias. */
export function seriesFrames(series: readonly InfluxSeries[], alias: string | undefined): Frame[] {
  return series.flatMap((one) =>
    one.columns.slice(1).map((column, index) => ({
      fields: [
        { name: 'Time', values: one.values.map((row) => row[0] ?? null) },
        {
          name: 'Value',
          displayName: seriesName(one, column, alias),
          values: one.values.map((row) => row[index + 1] ?? null),
        },
      ],
    })),
  );
}

function seriesName(one: InfluxSeries, column: string, alias: string | undefined): string {
  if (alias === undefined || alias === '') {
    const tags = Object.entries(one.tags ?? {}).map(([tag, value]) => `${tag}: ${value}`);
    return tags.length === 0 ? `${one.name}.${column}` : `${one.name}.${column} { ${tags.join(', ')} }`;
  }
  return alias
    .replace(/\$tag_(\w+)/g, (_all, tag: string) => one.tags?.[tag] ?? '')
    .replaceAll('$col', column);
}

export function transformed(frames: readonly Frame[], steps: readonly DataTransformerConfig[]): Frame[] {
  return steps.reduce<Frame[]>(
    (current, step) => {
      const apply = transformers[step.id];
      assert(apply !== undefined, `transformation ${step.id} is known here`);
      return apply(current, step.options);
    },
    [...frames],
  );
}

export function fieldOf(frame: Frame | undefined, name: string): Field | undefined {
  return frame?.fields.find((field) => field.name === name || field.displayName === name);
}

function rowCount(frame: Frame): number {
  return frame.fields[0]?.values.length ?? 0;
}

// Options are what our own builders wrote, checked by the types there.
// biome-ignore lint/suspicious/noExplicitAny: the schema leaves them open
type Transformer = (frames: readonly Frame[], options: any) => Frame[];

const transformers: Readonly<Record<string, Transformer>> = {
  filterFieldsByName: (frames, { include }) =>
    frames.map(({ fields }) => ({ fields: fields.filter(({ name }) => include.names.includes(name)) })),

  organize: (frames, { indexByName }) =>
    frames.map(({ fields }) => ({
      fields: fields.toSorted((a, b) => (indexByName[a.name] ?? 99) - (indexByName[b.name] ?? 99)),
    })),

  filterByValue: (frames, { filters }) =>
    frames.map((frame) => {
      const tests = filters.map((filter: { fieldName: string; config: { id: string } }) => {
        assert(filter.config.id === 'isNotNull', 'rows are only left out where a field is empty');
        return fieldOf(frame, filter.fieldName);
      });
      const kept = (index: number) =>
        tests.every((field: Field | undefined) => (field?.values[index] ?? null) !== null);
      return {
        fields: frame.fields.map((field) => ({ ...field, values: field.values.filter((_v, i) => kept(i)) })),
      };
    }),

  joinByField: (frames, { byField }) => {
    // Grafana joins two frames and more; one stays as it is.
    if (frames.length < 2) return [...frames];
    const keys = [...new Set(frames.flatMap((frame) => fieldOf(frame, byField)?.values ?? []))];
    const joined = frames.flatMap((frame) => {
      const own = fieldOf(frame, byField)?.values ?? [];
      return frame.fields
        .filter(({ name }) => name !== byField)
        .map((field) => ({
          ...field,
          values: keys.map((key) => field.values[own.lastIndexOf(key)] ?? null),
        }));
    });
    return [{ fields: [{ name: byField, values: keys }, ...joined] }];
  },

  groupBy: (frames, { fields: how }) =>
    frames.map((frame) => {
      const entries = Object.entries(how) as [string, { operation: string; aggregations: string[] }][];
      const keyName = entries.find(([, { operation }]) => operation === 'groupby')?.[0] ?? '';
      const keys = fieldOf(frame, keyName)?.values ?? [];
      const groups = [...new Set(keys)];
      const reduced = entries.flatMap(([name, { aggregations }]) =>
        aggregations.map((reduction) => ({
          name: `${name} (${reduction})`,
          values: groups.map((group) => {
            const values = (fieldOf(frame, name)?.values ?? []).filter((_v, i) => keys[i] === group);
            if (reduction === 'count') return values.length;
            assert(reduction === 'lastNotNull', `reduction ${reduction} is known here`);
            return values.findLast((value) => value !== null) ?? null;
          }),
        })),
      );
      return { fields: [{ name: keyName, values: groups }, ...reduced] };
    }),
};

export function rowsIn(frames: readonly Frame[]): number {
  return frames.reduce((sum, frame) => sum + rowCount(frame), 0);
}
