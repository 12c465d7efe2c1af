// What a crew did on the phone and the hub does not know yet. It is kept until the hub has answered.
import type { Label } from '../../../../core/label.ts';
import type { EpochMs } from '../../../../core/time.ts';
import { dayAndTime } from '../words/figures.ts';

/** What a crew may do to a case of its unit, as `cases/workflow.ts` has it, in the order of the buttons. */
export const crewActions = ['accept', 'handle', 'comment', 'extend', 'return'] as const;
export type CrewAction = (typeof crewActions)[number];

/** The body of the request, the same at every attempt: the hub recognises a repetition by its key and its body. */
export interface ActionBody {
  readonly action: CrewAction;
  readonly note?: string;
  readonly reason?: string;
  readonly photos?: readonly string[];
}

/** The hub's refusal, which a person has to look at: sending the same again would change nothing. */
export interface Trouble {
  /** `conflict`: the case has moved on meanwhile. */
  readonly kind: 'conflict' | 'refused';
  /** The hub's words. */
  readonly detail: string;
}

export interface PendingAction {
  /** Reports have one. */
  readonly kind?: undefined;
  /** Counts up: the order in which they are sent. */
  readonly order: number;
  /** Sent as the `Idempotency-Key`. */
  readonly key: string;
  /** Under whose login it was recorded, and is sent. */
  readonly username: string;
  readonly caseId: string;
  readonly caseTitles: Label;
  readonly action: CrewAction;
  /** The reason or the note. */
  readonly words: string;
  readonly photos: readonly Blob[];
  /** Addresses of the photos that the hub has taken in so far. */
  readonly photoUrls: readonly string[];
  readonly recordedAt: EpochMs;
  /** `null` until the first attempt. */
  readonly body: ActionBody | null;
  readonly trouble: Trouble | null;
}

export type NewAction = Pick<PendingAction, 'caseId' | 'caseTitles' | 'action' | 'words' | 'photos'>;

/** Later than this, the words say when it was done, for the hub's own clock tells when it heard of it. */
const promptMs = 120_000;

/** Added to what is sent late; empty where it is not. */
export function lateWords(recordedAt: EpochMs, now: EpochMs): string {
  if (now - recordedAt <= promptMs) return '';
  const at = dayAndTime(recordedAt);
  return `（现场登记于 ${at}，联网后上报 / recorded on site at ${at}, sent later）`;
}

export function bodyOf(pending: PendingAction, now: EpochMs): ActionBody {
  const { action, photoUrls } = pending;
  const words = `${pending.words}${lateWords(pending.recordedAt, now)}`.trim();
  const field = action === 'return' || action === 'extend' ? 'reason' : 'note';
  return {
    action,
    ...(words === '' ? {} : { [field]: words }),
    ...(photoUrls.length === 0 ? {} : { photos: photoUrls }),
  };
}
