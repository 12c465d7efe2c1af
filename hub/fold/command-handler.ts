// What a command's handler is given and gives back.

import type { z } from 'zod';
import type { Case } from '../../core/case.ts';
import type { CommandBody, CommandName } from '../../core/commands.ts';
import type { Effects } from '../../core/effects.ts';
import { wordsOfIssues } from '../../core/issue-words.ts';
import type { Label } from '../../core/label.ts';
import type { Actor } from '../../core/person.ts';
import type { CommandReply, Refusal } from '../../core/ports.ts';
import { about } from '../../core/said.ts';
import type { EpochMs } from '../../core/time.ts';
import type { FoldState } from './fold-state.ts';

export interface CommandContext {
  readonly state: FoldState;
  readonly effects: Effects;
  readonly now: EpochMs;
  readonly position: number;
  caseChanged(subject: Case): void;
}

export interface CommandOutcome {
  readonly reply: CommandReply;
  /** Whether the state changed, so that the command belongs into the journal. */
  readonly changed: boolean;
}

export type Handler<Name extends CommandName> = (
  body: CommandBody<Name>,
  actor: Actor,
  context: CommandContext,
) => CommandOutcome;

/** A handler for each of these commands. */
export type Handlers<Name extends CommandName> = { readonly [Key in Name]: Handler<Key> };

export function done(value: unknown): CommandOutcome {
  return { reply: { ok: true, value }, changed: true };
}

/** Of the first thing in `input` that a schema found; `whole` names the input itself. */
export function unfit(error: z.core.$ZodError, input: unknown, whole: Label): Refusal {
  const field = error.issues[0]?.path.map(String).join('.') ?? '';
  const detail = about(field === '' ? whole : field, wordsOfIssues(error, input));
  return { kind: 'invalid', field, detail };
}

export function refused(refusal: Refusal): CommandOutcome {
  return { reply: { ok: false, refusal }, changed: false };
}
