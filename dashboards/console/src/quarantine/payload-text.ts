// A payload as people read it: JSON with its lines, other text as it is, bytes in hexadecimal.
import type { QuarantinedMessage } from '../api-client/quarantine-answers.ts';

/** Characters that are shown of one. */
const shownMost = 20_000;

export function payloadText({
  payload,
  payload_base64: base64,
}: Pick<QuarantinedMessage, 'payload' | 'payload_base64'>): {
  readonly text: string;
  readonly isText: boolean;
} {
  if (payload === null) return { text: hexOf(base64), isText: false };
  return { text: prettyJson(payload).slice(0, shownMost), isText: true };
}

/** Text that is no JSON stays as it is. */
export function prettyJson(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

/** Sixteen bytes a line. */
function hexOf(base64: string): string {
  const pairs = Array.from(atob(base64).slice(0, shownMost / 3), (char) =>
    char.charCodeAt(0).toString(16).padStart(2, '0'),
  );
  return Array.from({ length: Math.ceil(pairs.length / 16) }, (_, row) =>
    pairs.slice(row * 16, row * 16 + 16).join(' '),
  ).join('\n');
}
