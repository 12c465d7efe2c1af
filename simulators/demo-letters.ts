// The demo's centre and its slow crews: a case that went to the inspection office gets a supervision letter, and the
// crew that it wakes replies.
import type { DemoApi } from './demo-api.ts';

const signer = '王建国';
const reply = '已组织力量处置完毕。因泵车调度延误造成超时,今后雨天在此处预置泵车。';

/** The part of a case that decides. */
export interface WatchedCase {
  readonly id: string;
  readonly category: string;
  readonly timeline: readonly { readonly action: string }[];
}

/** Every fourth case but those of equipment lies until a letter comes. */
export function lies({ id, category, timeline }: WatchedCase): boolean {
  const isSlow = Number(id.slice(-4)) % 4 === 3 && !category.startsWith('90');
  return isSlow && !timeline.some(({ action }) => action === 'letter');
}

export function needsLetter({ timeline }: WatchedCase): boolean {
  const escalations = timeline.filter(({ action }) => action === 'escalation').length;
  return escalations >= 2 && !timeline.some(({ action }) => action === 'letter');
}

/** The number of the letter that was sent; `null` where the hub refused it. */
export async function sendLetter(operator: DemoApi, caseId: string): Promise<string | null> {
  const letters = `/cases/${encodeURIComponent(caseId)}/letters`;
  const draft = await operator.post(letters, {});
  if (draft.status !== 201 || typeof draft.body.id !== 'string') return null;
  const signed = await operator.post(`${letters}/${encodeURIComponent(draft.body.id)}/sign`, { signer });
  return signed.status === 200 && typeof signed.body.number === 'string' ? signed.body.number : null;
}

/** Replies to whatever letters of the case wait for it. */
export async function replyToLetters(crew: DemoApi, caseId: string): Promise<void> {
  const letters = `/cases/${encodeURIComponent(caseId)}/letters`;
  const { body } = await crew.get(letters);
  const items = Array.isArray(body.items) ? (body.items as { id: string; state: string }[]) : [];
  for (const { id, state } of items) {
    if (state === 'signed') await crew.post(`${letters}/${encodeURIComponent(id)}/reply`, { text: reply });
  }
}
