// The page behind the link of a notice. A person's browser confirms by itself as the page opens; the robots that look
// at links for previews run no scripts, and so confirm nothing.
import { createHash } from 'node:crypto';
import { escapeHtml } from './escape-html.ts';

const script = "document.getElementById('confirm')?.requestSubmit()";
const scriptHash = createHash('sha256').update(script).digest('base64');

/** For this page in place of the hub's own policy: it may run this one script and send its form. */
export const receiptPagePolicy = [
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  `script-src 'sha256-${scriptHash}'`,
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

const style =
  'body{font:1.1rem/1.6 system-ui,sans-serif;max-width:34rem;margin:12vh auto;padding:0 1rem;color:#222}' +
  'button{font:inherit;padding:.6rem 1.4rem}small{color:#666}';

function page(title: string, body: string): string {
  return [
    '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex">',
    `<title>${escapeHtml(title)}</title><style>${style}</style></head><body>${body}</body></html>`,
  ].join('\n');
}

/** Asks for the confirmation, and gives it where scripts run. */
export function askReceiptPage(caseTitle: string, caseId: string): string {
  return page(
    caseTitle,
    `<h1>${escapeHtml(caseTitle)}</h1><p>案件 Case ${escapeHtml(caseId)}</p>` +
      '<form id="confirm" method="post"><button>确认收到 Confirm receipt</button></form>' +
      `<script>${script}</script>`,
  );
}

export function receivedPage(caseTitle: string, caseId: string): string {
  const link = `/cases/${encodeURIComponent(caseId)}`;
  return page(
    caseTitle,
    `<h1>已签收 Received</h1><p>${escapeHtml(caseTitle)}<br>案件 Case ${escapeHtml(caseId)}</p>` +
      `<p><a href="${link}">登录处置 Log in to handle it</a></p>`,
  );
}
