// Reasons as an answer shows them: in the language of whoever asks.
import type { Language } from '../core/label.ts';
import type { Json } from '../core/ports.ts';
import type { Rejection } from '../core/result.ts';

/** What has `reasons`, such as a message in quarantine. */
export function withReasonsIn(language: Language, subject: Json): Json {
  const reasons = subject.reasons as readonly Rejection[];
  return { ...subject, reasons: reasons.map(({ reason, detail }) => ({ reason, detail: detail[language] })) };
}
