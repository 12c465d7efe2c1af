// A rule as the API shows it: what it does in words, and how it stands to the release's.
import type { Label } from '../core/label.ts';
import type { Json } from '../core/ports.ts';
import { readYaml, wordsOfMissing } from '../core/yaml-mistakes.ts';
import { type Rule, ruleSchema } from '../rules/rule-definition.ts';
import { ruleWords } from '../rules/rule-words.ts';

/** `release`: as it comes with the release. `changed`: the city made it its own. `own`: the release has none of this id. */
export const ruleOrigins = ['release', 'changed', 'own'] as const;
type RuleOrigin = (typeof ruleOrigins)[number];

/** A definition that this release cannot read, kept by a newer one, has no words. */
export function withWords(rule: Json, releaseRules: readonly Rule[]): Json {
  const parsed = ruleSchema.safeParse(rule.definition);
  return {
    ...rule,
    words: parsed.success ? ruleWords(parsed.data) : [],
    origin: originOf(parsed.data, String(rule.id), releaseRules),
  };
}

/** What the rule of an explained alarm did, with the settings that applied to it; none where this release cannot tell. */
export function wordsOfExplained(alarm: Json): readonly Label[] {
  const { rule_kind: kind, settings } = alarm.explanation as Json;
  const { rule_id: id, titles: title, category } = alarm;
  const parsed = ruleSchema.safeParse({ ...(settings as Json), id, title, category, kind });
  return parsed.success ? ruleWords(parsed.data) : [];
}

function originOf(rule: Rule | undefined, id: string, releaseRules: readonly Rule[]): RuleOrigin {
  const released = releaseRules.find((candidate) => candidate.id === id);
  if (released === undefined) return 'own';
  return JSON.stringify(released) === JSON.stringify(rule) ? 'release' : 'changed';
}

/** Each mistake by line and key, as `sluice rules check` names them, in both languages. */
export function checkRule(text: string, id: string | undefined): Json {
  const yaml = readYaml('', text);
  if (yaml.mistakes.length === 0) {
    const parsed = ruleSchema.safeParse(yaml.value, { error: wordsOfMissing });
    if (!parsed.success) yaml.blameIssues([], yaml.value, parsed.error.issues);
    else if (id !== undefined && parsed.data.id !== id) {
      yaml.blame(['id'], {
        zh: `规则编号是 ${id}，不能更改；需要其他编号请新建规则`,
        en: `the rule's id is ${id} and stays so; add a new rule for another id`,
      });
    } else return { definition: parsed.data, words: ruleWords(parsed.data), mistakes: [] };
  }
  const mistakes = yaml.mistakes.map(({ line, key, mend }) => ({ line, key, mend }));
  return { definition: null, words: [], mistakes };
}
