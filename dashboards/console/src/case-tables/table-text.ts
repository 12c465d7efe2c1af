// A case table as text for people, and the way back from what is wrong in it to the line where that stands.

import { stringify } from 'yaml';
import { sameInBoth } from '../../../../core/said.ts';
import { readYaml } from '../../../../core/yaml-mistakes.ts';
import type { ToldMistake } from '../rules/rule-answers.ts';

const lineWidth = 100;

export function tableText(definition: unknown): string {
  return stringify(definition, { lineWidth });
}

export interface TableFlaw {
  /** Path with dots, from the table's name on. */
  readonly field: string;
  readonly detail: string;
}

export interface ReadTable {
  readonly definition: unknown;
  /** None where it is YAML. */
  readonly mistakes: readonly ToldMistake[];
}

export function readTable(text: string): ReadTable {
  const { value, mistakes } = readYaml('', text);
  return { definition: value, mistakes };
}

/** The hub's complaints at the lines that they are about, or of the nearest key above. */
export function mistakesAt(text: string, flaws: readonly TableFlaw[]): readonly ToldMistake[] {
  const file = readYaml('', text);
  for (const { field, detail } of flaws) {
    file.blame(field.split('.').slice(1), sameInBoth(detail));
  }
  return file.mistakes;
}
