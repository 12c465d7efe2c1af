// A supervision letter (督办函): drafted from a case's timeline, signed by a person, answered by the unit. Once it is
// signed nothing in it changes but the reply.
import { z } from 'zod';
import { idSchema } from './registry.ts';
import { type EpochMs, formatInstant, formatInstantOrNull } from './time.ts';

/** Why it is sent: a limit was missed, a leader asked for it, or what was found on the spot. */
export const letterKinds = ['timeout', 'leader', 'on_site'] as const;
export type LetterKind = (typeof letterKinds)[number];

export interface LetterFact {
  readonly at: EpochMs;
  readonly text: string;
}

export interface LetterUnit {
  readonly id: string;
  readonly name: string;
}

/** What a person may change in a draft. */
export const letterEditSchema = z.strictObject({
  kind: z.enum(letterKinds).optional(),
  subject: z.string().trim().min(1).max(200).optional(),
  facts: z
    .array(z.strictObject({ at: z.number(), text: z.string().trim().min(1).max(500) }))
    .min(1)
    .max(200)
    .optional(),
  basis: z.string().trim().min(1).max(2_000).optional(),
  requirement: z.string().trim().min(1).max(2_000).optional(),
  /** Epoch ms. */
  deadlineAt: z.number().optional(),
  copies: z.array(idSchema).max(20).optional(),
});
export type LetterEdit = z.infer<typeof letterEditSchema>;

export interface Letter {
  /** Of the draft: the case's id and a serial of its own. */
  readonly id: string;
  readonly caseId: string;
  readonly kind: LetterKind;
  /** From 1. */
  readonly level: number;
  readonly levelName: string;
  readonly state: 'draft' | 'signed' | 'replied';
  /** As printed; `null` until it is signed, so that no number is lost. */
  readonly number: string | null;
  readonly issuer: string;
  readonly addressee: LetterUnit;
  readonly copies: readonly LetterUnit[];
  readonly subject: string;
  readonly place: string;
  readonly facts: readonly LetterFact[];
  readonly basis: string;
  readonly requirement: string;
  readonly deadlineAt: EpochMs;
  readonly photos: readonly string[];
  readonly draftedAt: EpochMs;
  readonly draftedBy: string;
  readonly signedAt: EpochMs | null;
  readonly signedBy: string | null;
  /** The name that stands under the letter. */
  readonly signer: string | null;
  readonly reply: { readonly at: EpochMs; readonly by: string; readonly text: string } | null;
}

/** The letter as the API shows it. */
export function letterJson(letter: Letter) {
  return {
    id: letter.id,
    case_id: letter.caseId,
    kind: letter.kind,
    level: letter.level,
    level_name: letter.levelName,
    state: letter.state,
    number: letter.number,
    issuer: letter.issuer,
    unit_id: letter.addressee.id,
    addressee: letter.addressee,
    copies: letter.copies,
    subject: letter.subject,
    place: letter.place,
    facts: letter.facts.map(({ at, text }) => ({ at: formatInstant(at), text })),
    basis: letter.basis,
    requirement: letter.requirement,
    deadline_at: formatInstant(letter.deadlineAt),
    photos: letter.photos,
    drafted_at: formatInstant(letter.draftedAt),
    drafted_by: letter.draftedBy,
    signed_at: formatInstantOrNull(letter.signedAt),
    signed_by: letter.signedBy,
    signer: letter.signer,
    reply: letter.reply === null ? null : { ...letter.reply, at: formatInstant(letter.reply.at) },
  };
}
