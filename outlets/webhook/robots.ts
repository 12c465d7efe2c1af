// Group robots of DingTalk, Feishu and WeCom: how a text is put, signed and limited, and what their answers mean.
import { createHmac } from 'node:crypto';
import type { EpochMs } from '../../core/time.ts';
import type { Digest } from '../digest.ts';
import type { PostRequest } from './post.ts';

export interface Robot {
  /** Messages a minute that it takes. */
  readonly perMinute: number;
  /** Of the text, UTF-8. */
  readonly maxBytes: number;
  request(url: string, secret: string | null, digest: Digest, now: EpochMs): PostRequest;
  /** Answers with status 200 carry an error too: its code, 0 where all is well. */
  codeOf(answer: Readonly<Record<string, unknown>>): number;
  /** Codes that mean: too many, later. */
  readonly tooManyCodes: ReadonlySet<number>;
}

export const robots = {
  /** https://open.dingtalk.com/document/orgapp/custom-robots-send-group-messages */
  dingtalk: {
    perMinute: 20,
    maxBytes: 15_000,
    request(url, secret, { text }, now) {
      const signed = new URL(url);
      if (secret !== null) {
        signed.searchParams.set('timestamp', String(now));
        signed.searchParams.set('sign', hmac(secret, `${now}\n${secret}`));
      }
      return json(signed.href, { msgtype: 'text', text: { content: text } });
    },
    codeOf: ({ errcode }) => Number(errcode ?? 0),
    tooManyCodes: new Set([130_101, 410_100]),
  },
  /** https://open.feishu.cn/document/client-docs/bot-v3/add-custom-bot */
  feishu: {
    perMinute: 100,
    maxBytes: 15_000,
    request(url, secret, { text }, now) {
      const timestamp = String(Math.floor(now / 1_000));
      // The text that is signed is the key here, and what is signed is empty.
      const signature = secret === null ? {} : { timestamp, sign: hmac(`${timestamp}\n${secret}`, '') };
      return json(url, { ...signature, msg_type: 'text', content: { text } });
    },
    codeOf: ({ code, StatusCode }) => Number(code ?? StatusCode ?? 0),
    tooManyCodes: new Set([9_499, 11_232]),
  },
  /** https://developer.work.weixin.qq.com/document/path/91770 */
  wecom: {
    perMinute: 20,
    maxBytes: 2_048,
    request: (url, _secret, { text }) => json(url, { msgtype: 'text', text: { content: text } }),
    codeOf: ({ errcode }) => Number(errcode ?? 0),
    tooManyCodes: new Set([45_009]),
  },
} as const satisfies Readonly<Record<string, Robot>>;

export const webhookFormats = ['json', 'dingtalk', 'feishu', 'wecom'] as const;
export type WebhookFormat = (typeof webhookFormats)[number];

/** Of an address that says nothing else, as those of units in the registry. */
export function formatOf(url: string): WebhookFormat {
  const { hostname } = new URL(url);
  if (hostname === 'oapi.dingtalk.com') return 'dingtalk';
  if (hostname === 'open.feishu.cn' || hostname === 'open.larksuite.com') return 'feishu';
  return hostname === 'qyapi.weixin.qq.com' ? 'wecom' : 'json';
}

function hmac(key: string, text: string): string {
  return createHmac('sha256', key).update(text).digest('base64');
}

function json(url: string, body: unknown): PostRequest {
  return { url, body: JSON.stringify(body), headers: {} };
}
