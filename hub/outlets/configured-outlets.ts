// The outlets that the settings and the registry ask for: webhooks, mail, and for each unit its own address.
import type { EventOutlet } from '../../core/outlet.ts';
import type { Json } from '../../core/ports.ts';
import type { EpochMs } from '../../core/time.ts';
import { type MailServer, mailOutlet } from '../../outlets/mail/mail-outlet.ts';
import { formatOf } from '../../outlets/webhook/robots.ts';
import { webhookOutlet } from '../../outlets/webhook/webhook-outlet.ts';
import type { Settings } from '../config.ts';

export interface OutletContext {
  readonly settings: Settings;
  readonly now: () => EpochMs;
}

/** Mails a minute to one unit. */
const unitMailsPerMinute = 10;

/** Base of the console's pages for people elsewhere, without a slash at its end. */
export function publicUrlOf({ public_url }: Settings): string | null {
  return public_url?.replace(/\/+$/, '') ?? null;
}

export function mailServer({ outlets, smtp_password }: Settings): MailServer | null {
  const { mail } = outlets;
  if (mail === undefined) return null;
  const { host, port, secure, from, username = null, password = null } = mail;
  return { host, port, secure, from, username, password: smtp_password ?? password };
}

export function configuredOutlets({ settings, now }: OutletContext): EventOutlet[] {
  const { webhooks, mail } = settings.outlets;
  const publicUrl = publicUrlOf(settings);
  const server = mailServer(settings);
  const shared = { publicUrl, now, begins: 'now' } as const;
  const outlets = webhooks.map((hook) =>
    webhookOutlet({
      ...{ ...shared, name: `webhook:${hook.name}`, url: hook.url, secret: hook.secret ?? null },
      ...{ format: hook.format ?? formatOf(hook.url), perMinute: hook.per_minute ?? null },
      ...{ kinds: hook.kinds, minSeverity: hook.min_severity, language: hook.language },
    }),
  );
  if (mail === undefined || server === null || mail.to.length === 0) return outlets;
  const { to, kinds, min_severity: minSeverity, language, per_minute: perMinute } = mail;
  return [
    ...outlets,
    mailOutlet({ ...shared, name: 'mail', server, to, kinds, minSeverity, language, perMinute }),
  ];
}

/** What a unit's row in the registry asks for. */
export interface UnitOutlet {
  readonly name: string;
  /** Changes when the outlet must be made anew. */
  readonly address: string;
  make(begins: EventOutlet['begins']): EventOutlet;
}

export function unitOutlets(unit: Json, { settings, now }: OutletContext): UnitOutlet[] {
  const { id, webhook, email } = unit as { id: string; webhook: string | null; email: string | null };
  const publicUrl = publicUrlOf(settings);
  const choice = {
    language: settings.outlets.unit_language,
    minSeverity: 'blue',
    kinds: ['notice'],
  } as const;
  const wanted: UnitOutlet[] = [];
  if (webhook !== null && URL.canParse(webhook) && /^https?:/.test(webhook)) {
    const { url, secret } = withoutSecret(webhook);
    const name = `unit:${id}:webhook`;
    const options = { ...choice, name, url, secret, publicUrl, now, unitId: id, perMinute: null };
    const format = formatOf(url);
    wanted.push({ name, address: webhook, make: (begins) => webhookOutlet({ ...options, format, begins }) });
  }
  const server = mailServer(settings);
  const to = addressesOf(email);
  if (server !== null && to.length > 0) {
    const name = `unit:${id}:mail`;
    const options = { ...choice, name, server, to, publicUrl, unitId: id, perMinute: unitMailsPerMinute };
    wanted.push({ name, address: to.join(), make: (begins) => mailOutlet({ ...options, begins }) });
  }
  return wanted;
}

/** The fragment, which no request carries, is the secret: `https://oapi.dingtalk.com/robot/send?access_token=…#SEC…`. */
function withoutSecret(address: string): { readonly url: string; readonly secret: string | null } {
  const url = new URL(address);
  const secret = url.hash.slice(1);
  url.hash = '';
  return { url: url.href, secret: secret === '' ? null : decodeURIComponent(secret) };
}

/** One or several addresses in a cell of the registry. */
function addressesOf(email: string | null): string[] {
  return (email ?? '').split(/[;,\s]+/).filter((address) => /^[^@\s]+@[^@\s]+$/.test(address));
}
