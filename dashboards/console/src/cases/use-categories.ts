// The categories of cases and their conditions, by the hub's tables.
import { useMemo } from 'react';
import { useHubAnswer } from '../api-client/queries.tsx';
import type { Category, ConditionSets, TableAnswer } from './category-tables.ts';

export function useCaseTable<Definition>(name: string) {
  return useHubAnswer<TableAnswer<Definition>>(`/case-tables/${name}`);
}

/** By code; empty until they have come. */
export function useCategories(): ReadonlyMap<string, Category> {
  const asked = useCaseTable<Readonly<Record<string, Category>>>('categories');
  return useMemo(() => new Map(Object.entries(asked.data?.definition ?? {})), [asked.data]);
}

/** The conditions that a category may have, by name; `undefined` until they have come. */
export function useConditions(code: string): ConditionSets[string] | undefined {
  const categories = useCategories();
  const sets = useCaseTable<ConditionSets>('condition_sets').data?.definition;
  // A code that is not listed has those of its class, then those of `other`, as the hub resolves it.
  const category =
    categories.get(code) ?? categories.get(code.split('-')[0] ?? '') ?? categories.get('other');
  return category === undefined ? undefined : sets?.[category.conditions];
}
