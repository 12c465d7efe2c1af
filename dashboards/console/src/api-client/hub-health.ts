// Whether the hub takes and commits.
import { askedLanguage } from '../words/page-language.ts';

/** Why it does not, in the hub's words; `null` while it does. Rejects where it cannot be asked. */
export async function readHubHealth(signal: AbortSignal): Promise<string | null> {
  const response = await fetch('/readyz', { signal, headers: { 'accept-language': askedLanguage() } });
  if (response.ok) return null;
  const document: { detail?: unknown; reasons?: unknown } = await response.json().catch(() => ({}));
  if (Array.isArray(document.reasons) && document.reasons.length > 0) return document.reasons.join('; ');
  return typeof document.detail === 'string' ? document.detail : `HTTP ${response.status}`;
}
