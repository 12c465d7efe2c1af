// Several messages as one text within a limit: nothing is left out without saying how much.
import type { Language } from '../core/label.ts';
import type { Refused } from '../core/outlet.ts';
import type { CommittedEvent } from '../core/ports.ts';
import { severityRank } from '../core/severity.ts';
import { type TellingChoice, type ToldMessage, toldMessage } from './told-message.ts';

export interface Digest {
  readonly title: string;
  readonly text: string;
}

const encoder = new TextEncoder();

/**
 * `maxBytes`: of the text in UTF-8. `publicUrl`: base of the console, `null` leaves links out. Of several messages the
 * worst come first and are kept where not all fit.
 */
export function digestOf(
  messages: readonly ToldMessage[],
  options: { readonly language: Language; readonly maxBytes: number; readonly publicUrl: string | null },
): Digest {
  const { language, maxBytes, publicUrl } = options;
  const [first] = messages;
  if (first === undefined) return { title: '', text: '' };
  const link = ({ path }: ToldMessage) =>
    publicUrl === null || path === null ? '' : `\n${publicUrl}${path}`;
  if (messages.length === 1) {
    const ending = link(first);
    return {
      title: first.title,
      text: cut(`${first.title}\n${first.text}`, maxBytes - bytes(ending)) + ending,
    };
  }
  const title = language === 'zh' ? `${messages.length} 条消息` : `${messages.length} messages`;
  const worstFirst = messages
    .map((message, index) => ({ message, index }))
    .sort((a, b) => severityRank(b.message.severity) - severityRank(a.message.severity) || a.index - b.index);
  const more = (count: number) => (language === 'zh' ? `\n… 还有 ${count} 条` : `\n… and ${count} more`);
  const reserved = bytes(more(messages.length));
  let text = title;
  let told = 0;
  for (const { message } of worstFirst) {
    const line = `\n· ${message.title} ${message.text}`;
    const isLast = told === messages.length - 1;
    if (bytes(text) + bytes(line) > maxBytes - (isLast ? 0 : reserved)) break;
    text += line;
    told += 1;
  }
  return { title, text: told === messages.length ? text : text + more(messages.length - told) };
}

/** Sends what of the events is told as one digest, if there is any; what was refused for good. */
export async function deliverDigest(
  events: readonly CommittedEvent[],
  options: TellingChoice & { readonly maxBytes: number; readonly publicUrl: string | null },
  send: (key: string, digest: Digest) => Promise<Refused | null>,
): Promise<readonly Refused[]> {
  const messages = events.map((event) => toldMessage(event, options)).filter((message) => message !== null);
  const [first] = messages;
  if (first === undefined) return [];
  const refused = await send(`${first.id}+${messages.length}`, digestOf(messages, options));
  return refused === null ? [] : [refused];
}

export function bytes(text: string): number {
  return encoder.encode(text).length;
}

/** As many whole characters as fit. */
function cut(text: string, maxBytes: number): string {
  if (bytes(text) <= maxBytes) return text;
  let kept = '';
  let length = bytes('…');
  for (const character of text) {
    length += bytes(character);
    if (length > maxBytes) break;
    kept += character;
  }
  return `${kept}…`;
}
