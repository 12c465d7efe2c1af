// Takes what flows ask for at a rate that the hub and its people can bear, and answers each; a process that asks on
// without waiting for answers is ended.
import { wordsOf } from '../core/error.ts';
import { wordsOfIssues } from '../core/issue-words.ts';
import { about, inOneText } from '../core/said.ts';
import { type FlowActionName, type FlowsAction, type FlowsAnswer, flowActionBodies } from './flow-actions.ts';
import type { FromFlows, ToFlows } from './messages.ts';

type ActMessage = Extract<FromFlows, { readonly type: 'act' }>;

export interface ActionDeskOptions {
  readonly act: (action: FlowsAction) => Promise<FlowsAnswer>;
  readonly answer: (message: ToFlows['answer']) => void;
  /** More unanswered than a process that waits can have. */
  readonly overrun: () => void;
}

/** Actions a second, lasting. */
const ratePerSecond = 50;
/** Unanswered ones: the palette itself asks for 20 at once. */
const unansweredMax = 200;

export class ActionDesk {
  readonly #options: ActionDeskOptions;
  #unanswered = 0;
  /** Answers of an earlier process go nowhere. */
  #life = 0;
  /** When the next action may begin, on the monotonic clock, ms. */
  #nextAt = 0;

  constructor(options: ActionDeskOptions) {
    this.#options = options;
  }

  processEnded(): void {
    this.#life += 1;
    this.#unanswered = 0;
  }

  take(message: ActMessage): void {
    if (this.#unanswered >= unansweredMax) {
      this.#options.overrun();
      return;
    }
    this.#unanswered += 1;
    const life = this.#life;
    void this.#do(message).then((answer) => {
      if (life !== this.#life) return;
      this.#unanswered -= 1;
      const value = answer.ok ? answer.value : inOneText(answer.reason);
      this.#options.answer({ type: 'answer', id: message.id, ok: answer.ok, value });
    });
  }

  async #do({ action, key, flow, body }: ActMessage): Promise<FlowsAnswer> {
    if (!Object.hasOwn(flowActionBodies, action)) {
      return { ok: false, reason: { zh: `没有动作 ${action}`, en: `there is no action ${action}` } };
    }
    const name = action as FlowActionName;
    const parsed = flowActionBodies[name].safeParse(body);
    if (!parsed.success) {
      const field = parsed.error.issues[0]?.path.map(String).join('.') ?? '';
      return { ok: false, reason: about(field, wordsOfIssues(parsed.error, body)) };
    }
    await this.#turn();
    try {
      return await this.#options.act({ name, key, flow, body: parsed.data });
    } catch (thrown) {
      return { ok: false, reason: wordsOf(thrown) };
    }
  }

  /** Resolves when the rate allows another one; a second's worth may come at once. */
  #turn(): Promise<void> {
    const now = performance.now();
    this.#nextAt = Math.max(this.#nextAt, now - 1_000) + 1_000 / ratePerSecond;
    const waitMs = this.#nextAt - now;
    if (waitMs <= 0) return Promise.resolve();
    return new Promise((resolve) => setTimeout(resolve, waitMs).unref());
  }
}
