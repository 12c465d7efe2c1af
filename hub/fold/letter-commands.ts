// What people's commands do to supervision letters.
import type { LetterChange } from '../../cases/letter-book.ts';
import { letterJson } from '../../core/letter.ts';
import type { Refusal } from '../../core/ports.ts';
import type { Result } from '../../core/result.ts';
import { type CommandContext, type CommandOutcome, done, type Handlers, refused } from './command-handler.ts';

export const letterCommands: Handlers<'letter.draft' | 'letter.edit' | 'letter.sign' | 'letter.reply'> = {
  'letter.draft': ({ caseId, edit }, actor, context) =>
    changed(context.state.letters.draft(caseId, edit, actor, context.now), context),
  'letter.edit': ({ letterId, edit }, _actor, context) =>
    changed(context.state.letters.edit(letterId, edit, context.now), context),
  'letter.sign': ({ letterId, signer }, actor, context) =>
    changed(context.state.letters.sign(letterId, signer, actor, context.now), context),
  'letter.reply': ({ letterId, text }, actor, context) =>
    changed(context.state.letters.reply(letterId, text, actor, context.now), context),
};

function changed(
  answer: Result<LetterChange, Refusal>,
  { effects, caseChanged }: CommandContext,
): CommandOutcome {
  if (!answer.ok) return refused(answer.error);
  const { letter, subject } = answer.value;
  effects.letters.set(letter.id, letter);
  if (subject !== null) caseChanged(subject);
  return done(letterJson(letter));
}
