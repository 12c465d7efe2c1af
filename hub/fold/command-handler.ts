// What a command's handler is given and gives back.
import type { Case } from '../../core/case.ts';
import type { CommandBody, CommandName } from '../../core/commands.ts';
import type { Effects } from '../../core/effects.ts';
import type { Actor } from '../../core/person.ts';
import type { CommandReply, Refusal } from '../../core/ports.ts';
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

export function refused(refusal: Refusal): CommandOutcome {
  return { reply: { ok: false, refusal }, changed: false };
}
