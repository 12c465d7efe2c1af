// Mail: one for a change, one for many that came together. A delivery that is repeated has the same Message-ID.
import { createHash } from 'node:crypto';
import { createTransport, type Transporter } from 'nodemailer';
import { messageOf, SluiceError } from '../../core/error.ts';
import type { EventOutlet, Refused } from '../../core/outlet.ts';
import { deliverDigest } from '../digest.ts';
import { pacer } from '../pacer.ts';
import type { TellingChoice } from '../told-message.ts';

export interface MailServer {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte (port 465); else STARTTLS where the server offers it. */
  readonly secure: boolean;
  readonly username: string | null;
  readonly password: string | null;
  readonly from: string;
  /** How long a step of the conversation may take, ms. */
  readonly timeoutMs?: number;
}

export interface MailOptions extends TellingChoice {
  readonly name: string;
  readonly server: MailServer;
  readonly to: readonly string[];
  readonly perMinute: number;
  readonly publicUrl: string | null;
  readonly begins: EventOutlet['begins'];
}

const digestLength = 100;
const maxTextBytes = 100_000;
const defaultTimeoutMs = 15_000;

interface Letter {
  readonly subject: string;
  readonly text: string;
}

export function mailOutlet(options: MailOptions): EventOutlet {
  const { name, server, to, kinds, begins } = options;
  const mayLeave = pacer(options.perMinute);

  async function sent(key: string, letter: Letter, signal: AbortSignal): Promise<Refused | null> {
    await mayLeave(signal);
    const transport = transportTo(server);
    const givenUp = Promise.withResolvers<never>();
    const giveUp = () => givenUp.reject(signal.reason);
    signal.addEventListener('abort', giveUp, { once: true });
    try {
      const mail = { from: server.from, to: [...to], messageId: messageId(name, key, server), ...letter };
      await Promise.race([transport.sendMail(mail), givenUp.promise]);
      return null;
    } catch (thrown) {
      if (isRefused(thrown)) return { key, payload: JSON.stringify(letter), reason: messageOf(thrown) };
      const said = messageOf(thrown);
      const message = {
        zh: `${server.host} 没有接收邮件：${said}`,
        en: `${server.host} took no mail: ${said}`,
      };
      throw new SluiceError(message, {
        ...{ code: 'mail_away', retryable: true, cause: thrown },
        hint: {
          zh: '请检查 sluice.yaml 中的 outlets.mail 和 SLUICE_SMTP_PASSWORD',
          en: 'see outlets.mail in sluice.yaml and SLUICE_SMTP_PASSWORD',
        },
      });
    } finally {
      signal.removeEventListener('abort', giveUp);
      transport.close();
    }
  }

  return {
    ...{ name, kinds, begins, batchLength: digestLength },
    deliver: (events, signal) =>
      deliverDigest(events, { ...options, maxBytes: maxTextBytes }, (key, { title, text }) =>
        sent(key, { subject: `[Sluice] ${title}`, text }, signal),
      ),
    redeliver: ({ key, payload }, signal) => sent(key, JSON.parse(payload) as Letter, signal),
  };
}

function transportTo({
  host,
  port,
  secure,
  username,
  password,
  timeoutMs = defaultTimeoutMs,
}: MailServer): Transporter {
  return createTransport({
    ...{ host, port, secure },
    ...{
      connectionTimeout: timeoutMs,
      greetingTimeout: timeoutMs,
      socketTimeout: timeoutMs,
      dnsTimeout: timeoutMs,
    },
    ...(username === null || password === null ? {} : { auth: { user: username, pass: password } }),
  });
}

/** 5xx on the recipients or the content; a login that failed is about the settings. */
function isRefused(thrown: unknown): boolean {
  const { responseCode, code } = thrown as { readonly responseCode?: number; readonly code?: string };
  return code !== 'EAUTH' && responseCode !== undefined && responseCode >= 500;
}

function messageId(name: string, key: string, { from }: MailServer): string {
  const domain = /@([^>\s]+)/.exec(from)?.[1] ?? 'sluice.invalid';
  const digest = createHash('sha256').update(`${name} ${key}`).digest('hex').slice(0, 32);
  return `<${digest}@${domain}>`;
}
