// Questions to InfluxDB, in the InfluxQL that 1.x, 2.x and 3 all answer.
import type { AnnotationQuery, DataQuery, VariableModel } from '@grafana/schema';

/** As the provisioned data source is called; see provisioning/datasources. */
export const dataSource = { type: 'influxdb', uid: 'sluice-influxdb' } as const;

/** Writes a variable of Grafana's own, such as `${hub_url}` or `${__data.fields.point}`, as it stands in the JSON. */
export function grafana(name: string): string {
  return `\${${name}}`;
}

export interface InfluxTarget extends DataQuery {
  readonly query: string;
  readonly rawQuery: true;
  readonly resultFormat: 'time_series' | 'table';
  /** Names the series: `$tag_…`, `$col`. */
  readonly alias?: string;
}

export interface InfluxAnnotationTarget extends InfluxTarget {
  readonly fromAnnotations: true;
  readonly textColumn: string;
  readonly tagsColumn: string;
}

/** Lines over time, one for each series. */
export function seriesTarget(refId: string, query: string, alias?: string): InfluxTarget {
  const named = alias === undefined ? {} : { alias };
  return { refId, datasource: dataSource, rawQuery: true, resultFormat: 'time_series', query, ...named };
}

/** One table: the time, the tags grouped by, the columns selected. */
export function tableTarget(refId: string, query: string): InfluxTarget {
  return { refId, datasource: dataSource, rawQuery: true, resultFormat: 'table', query };
}

/** Marks on the time axis. `textColumn` and `tagsColumn` name columns of the query. */
export function annotation(options: {
  readonly name: string;
  readonly query: string;
  readonly textColumn: string;
  readonly tagsColumn: string;
  readonly iconColor: string;
}): AnnotationQuery<InfluxAnnotationTarget> {
  const { name, query, textColumn, tagsColumn, iconColor } = options;
  return {
    name,
    datasource: dataSource,
    enable: true,
    iconColor,
    target: {
      ...tableTarget('Anno', query),
      fromAnnotations: true,
      textColumn,
      tagsColumn,
    },
  };
}

export interface QueryVariable {
  readonly name: string;
  readonly label: string;
  readonly query: string;
  /** With groups named `text` and `value`, splits what people read from what queries compare. */
  readonly regex?: string;
  /** Without it one value is chosen, never all. */
  readonly multi?: boolean;
  /** 0 shows it, 2 hides it. */
  readonly hide?: 0 | 2;
}

/** A choice from what InfluxDB knows. "All" takes also what carries no such tag. */
export function queryVariable(options: QueryVariable): VariableModel {
  const { name, label, query, regex = '', multi = false, hide = 0 } = options;
  return {
    type: 'query',
    name,
    label,
    hide,
    datasource: dataSource,
    query: { refId: `variable-${name}`, query },
    regex,
    refresh: 2,
    sort: 1,
    multi,
    includeAll: multi,
    ...(multi ? { allValue: '.*', current: { text: ['All'], value: ['$__all'] } } : {}),
  };
}
