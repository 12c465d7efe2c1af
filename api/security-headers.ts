// Headers that keep a browser from running, framing or guessing what it should not.
import type { FastifyInstance } from 'fastify';

/** Inline styles and blob workers are what Ant Design and MapLibre need; scripts come from the hub alone. */
const policy = [
  "default-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "worker-src 'self' blob:",
  "object-src 'none'",
  "base-uri 'self'",
  "form-action 'self'",
  "frame-ancestors 'self'",
];

export const securityHeaders = {
  'content-security-policy': policy.join('; '),
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'SAMEORIGIN',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(self), geolocation=(self), microphone=(), payment=(), usb=()',
} as const;

/** @param tiles addresses of an online map, whose hosts the page may fetch pictures from. */
function policyFor(tiles: readonly string[]): string {
  if (tiles.length === 0) return policy.join('; ');
  const origins = [...new Set(tiles.map((template) => new URL(template).origin))].join(' ');
  const opened = policy.map((rule) => (rule.startsWith('img-src') ? `${rule} ${origins}` : rule));
  return [...opened, `connect-src 'self' ${origins}`].join('; ');
}

export function installSecurityHeaders(app: FastifyInstance, tiles: readonly string[]): void {
  const headers = { ...securityHeaders, 'content-security-policy': policyFor(tiles) };
  app.addHook('onRequest', async (_request, reply) => {
    reply.headers(headers);
  });
}
