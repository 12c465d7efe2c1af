// What Grafana does to answers before it shows them, since InfluxQL neither joins nor groups by a field.
import type { DataTransformerConfig } from '@grafana/schema';

/** Keeps the named fields, so that several answers can be joined without their times. */
export function keepFields(names: readonly string[]): DataTransformerConfig {
  return { id: 'filterFieldsByName', options: { include: { names: [...names] } } };
}

/** Rows of several answers with the same value of `key` become one row. */
export function joinBy(key: string, fields: readonly string[]): DataTransformerConfig[] {
  return [keepFields([key, ...fields]), { id: 'joinByField', options: { byField: key, mode: 'outer' } }];
}

/** Leaves out rows in which a field is empty. */
export function onlyWith(field: string): DataTransformerConfig {
  const filters = [{ fieldName: field, config: { id: 'isNotNull', options: {} } }];
  return { id: 'filterByValue', options: { type: 'include', match: 'all', filters } };
}

type Reduction = 'lastNotNull' | 'count';

/** Name of a field of `groupRows` that was reduced. */
export function reducedName(field: string, reduction: Reduction): string {
  return `${field} (${reduction})`;
}

/** Rows with the same value of `key` become one, each of the other fields by its reduction. */
export function groupRows(
  key: string,
  fields: readonly string[],
  reduction: Reduction,
): DataTransformerConfig {
  const reduced = fields.map((field) => [field, { aggregations: [reduction], operation: 'aggregate' }]);
  return {
    id: 'groupBy',
    options: {
      fields: { [key]: { aggregations: [], operation: 'groupby' }, ...Object.fromEntries(reduced) },
    },
  };
}
