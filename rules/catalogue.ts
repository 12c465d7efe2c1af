// Reads a catalogue of rules from YAML; a mistake is named by file, line, key and the mend.
import { fail, ok, type Result } from '../core/result.ts';
import { readYaml, wordsOfMissing, type YamlMistake } from '../core/yaml-mistakes.ts';
import { type Rule, ruleSchema } from './rule-definition.ts';

/** The rules of a catalogue file, in its order, or every mistake in it. Never throws. */
export function parseCatalogue(file: string, text: string): Result<Rule[], YamlMistake[]> {
  const yaml = readYaml(file, text);
  const { mistakes } = yaml;
  if (mistakes.length > 0) return fail(mistakes);
  const entries = listOfRules(yaml.value);
  if (entries === null) {
    yaml.blame(['rules'], {
      zh: '规则应写成此键下的列表，旁边不能有其他内容',
      en: 'write the rules as a list under this key, and nothing beside it',
    });
    return fail(mistakes);
  }

  const rules: Rule[] = [];
  const seen = new Map<string, number>();
  for (const [index, entry] of entries.entries()) {
    const parsed = ruleSchema.safeParse(entry, { error: wordsOfMissing });
    if (!parsed.success) {
      yaml.blameIssues(['rules', index], entry, parsed.error.issues);
      continue;
    }
    const { id } = parsed.data;
    const first = seen.get(id);
    if (first === undefined) seen.set(id, index);
    else {
      yaml.blame(['rules', index, 'id'], {
        zh: `${id} 已是 rules[${first}] 的编号；编号不能重复`,
        en: `${id} is already the id of rules[${first}]; ids are unique`,
      });
    }
    rules.push(parsed.data);
  }
  return mistakes.length > 0 ? fail(mistakes) : ok(rules);
}

function listOfRules(value: unknown): readonly unknown[] | null {
  if (typeof value !== 'object' || value === null || Object.keys(value).join() !== 'rules') return null;
  const { rules } = value as { readonly rules: unknown };
  return Array.isArray(rules) ? rules : null;
}
