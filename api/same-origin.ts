// Keeps another site's page from acting with the reader's cookie. A request that changes something and bears
// neither header comes from no browser of today and carries nobody's cookie unawares; so Go's
// http.CrossOriginProtection decides too.
import type { IncomingHttpHeaders } from 'node:http';

const safeMethods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Whether a request may use the cookie that came with it. Fetch Metadata decides; older browsers send Origin alone. */
export function isSameOrigin(method: string, headers: IncomingHttpHeaders): boolean {
  if (safeMethods.has(method)) return true;
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  const origin = headers.origin;
  if (origin === undefined) return true;
  return URL.canParse(origin) && new URL(origin).host === headers.host;
}
