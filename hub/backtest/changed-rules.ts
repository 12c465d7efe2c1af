// The rules that a back-test tries, in the place of the journal's own changes of the same rules.
import { commandPayloadSchema } from '../../core/commands.ts';
import { commandRecord, type JournalRecord, payloadJson, tickRecord } from '../../core/record.ts';
import type { EpochMs } from '../../core/time.ts';
import type { Rule } from '../../rules/rule-definition.ts';
import { ownCommand, type World } from './world.ts';

export class ChangedRules {
  readonly #rules: ReadonlyMap<string, Rule>;

  constructor(rules: readonly Rule[]) {
    this.#rules = new Map(rules.map((rule) => [rule.id, rule]));
  }

  /** Puts them in force. */
  put(world: World, at: EpochMs): void {
    if (!world.fold.isStarted) return;
    for (const rule of this.#rules.values()) {
      world.apply(ownCommand(at, 'rule.put', { ruleId: rule.id, definition: { ...rule } }));
    }
  }

  /** The record without what it changes in these rules. */
  keepOut(record: JournalRecord): JournalRecord {
    if (record.kind !== 'command') return record;
    if (record.topic === 'rule.put') {
      const { ruleId } = bodyOf(record) as { readonly ruleId: string };
      return this.#rules.has(ruleId) ? tickRecord(record.receivedAt) : record;
    }
    if (record.topic !== 'hub.start') return record;
    const payload = commandPayloadSchema.parse(payloadJson(record.payload));
    const body = payload.body as { readonly rules: readonly { readonly id?: unknown }[] };
    const rules = body.rules.map((rule) => this.#rules.get(String(rule.id)) ?? rule);
    const kept = { ...payload, body: { ...body, rules } };
    return commandRecord(record.receivedAt, record.by, record.topic, kept);
  }
}

function bodyOf(record: JournalRecord): unknown {
  return commandPayloadSchema.parse(payloadJson(record.payload)).body;
}
