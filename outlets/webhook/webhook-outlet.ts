// An outlet to an address: each change on its own for programs, gathered into one text for a group's robot.
import { messageOf, SluiceError } from '../../core/error.ts';
import { type EventOutlet, OutletPause, type Refused } from '../../core/outlet.ts';
import { type EpochMs, minuteMs } from '../../core/time.ts';
import { deliverDigest } from '../digest.ts';
import { pacer } from '../pacer.ts';
import { type TellingChoice, toldMessage } from '../told-message.ts';
import { type PostRequest, post } from './post.ts';
import { type Robot, robots, type WebhookFormat } from './robots.ts';
import { eventBody, signedRequest } from './signed-event.ts';

export interface WebhookOptions extends TellingChoice {
  readonly name: string;
  readonly url: string;
  readonly format: WebhookFormat;
  readonly secret: string | null;
  /** Deliveries a minute; `null` takes what the format allows. */
  readonly perMinute: number | null;
  readonly publicUrl: string | null;
  readonly begins: EventOutlet['begins'];
  readonly now: () => EpochMs;
  /** How long one delivery may take, ms. */
  readonly timeoutMs?: number;
}

/** Changes of one delivery, and so of one digest. */
const digestLength = 50;
const eventsPerMinute = 600;

export function webhookOutlet(options: WebhookOptions): EventOutlet {
  const { name, format, kinds, begins } = options;
  const send = format === 'json' ? eventSender(options) : robotSender(options, robots[format]);
  return { name, kinds, begins, batchLength: digestLength, ...send };
}

type Sender = Pick<EventOutlet, 'deliver' | 'redeliver'>;

function eventSender(options: WebhookOptions): Sender {
  const { url, secret, now, timeoutMs } = options;
  const mayLeave = pacer(options.perMinute ?? eventsPerMinute);

  async function sent(id: string, body: string, signal: AbortSignal): Promise<Refused | null> {
    await mayLeave(signal);
    const { refused } = await post(signedRequest(url, secret, { id, body }, now()), signal, timeoutMs);
    return refused === null ? null : { key: id, payload: body, reason: refused };
  }

  return {
    async deliver(events, signal) {
      const refused: Refused[] = [];
      for (const event of events) {
        const message = toldMessage(event, options);
        if (message === null) continue;
        const letter = await sent(message.id, eventBody(message, event), signal);
        if (letter !== null) refused.push(letter);
      }
      return refused;
    },
    redeliver: ({ key, payload }, signal) => sent(key, payload, signal),
  };
}

function robotSender(options: WebhookOptions, robot: Robot): Sender {
  const { url, secret, now, timeoutMs } = options;
  const mayLeave = pacer(options.perMinute ?? robot.perMinute);

  async function sent(key: string, text: string, signal: AbortSignal): Promise<Refused | null> {
    await mayLeave(signal);
    const request: PostRequest = robot.request(url, secret, { title: '', text }, now());
    const answer = await post(request, signal, timeoutMs);
    const refused = answer.refused ?? robotRefusal(robot, answer.text);
    return refused === null ? null : { key, payload: text, reason: refused };
  }

  return {
    deliver: (events, signal) =>
      deliverDigest(events, { ...options, maxBytes: robot.maxBytes }, (key, { text }) =>
        sent(key, text, signal),
      ),
    redeliver: ({ key, payload }, signal) => sent(key, payload, signal),
  };
}

/** What a robot says with status 200. Throws where it is about how it is set up, or wants it later. */
function robotRefusal(robot: Robot, text: string): string | null {
  let answer: Record<string, unknown>;
  try {
    answer = JSON.parse(text) as Record<string, unknown>;
  } catch (thrown) {
    const said = messageOf(thrown);
    const message = { zh: `那里没有机器人回应：${said}`, en: `no robot answers there: ${said}` };
    throw new SluiceError(message, {
      code: 'webhook_away',
      retryable: true,
    });
  }
  const code = robot.codeOf(answer);
  if (code === 0) return null;
  const words = String(answer.errmsg ?? answer.msg ?? '');
  const said = { zh: `机器人回应 ${code}：${words}`, en: `the robot answered ${code}: ${words}` };
  if (robot.tooManyCodes.has(code)) throw new OutletPause(said, minuteMs);
  throw new SluiceError(said, {
    code: 'webhook_robot',
    retryable: true,
    hint: {
      zh: '请检查机器人的地址、密钥，以及它允许的关键词和来源地址',
      en: "see the robot's address, its secret, and the words and addresses that it admits",
    },
  });
}
