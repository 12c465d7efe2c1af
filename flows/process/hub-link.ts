// The hub as nodes of the palette meet it: events come, actions go. One for the process; it opens the channel on
// descriptor 3 that the supervisor gave it.
import { Socket } from 'node:net';
import split from 'split2';
import { type FromFlows, lineMax, type ToFlowsMessage } from '../messages.ts';
import { EventDelivery } from './event-delivery.ts';

/** What became of an action. */
export interface ActionAnswer {
  readonly ok: boolean;
  /** The subject as the API shows it, or the reason as text. */
  readonly value: unknown;
}

export interface ActionRequest {
  readonly key: string;
  readonly action: string;
  readonly flow: string;
  readonly body: unknown;
}

interface WaitingAction {
  readonly request: ActionRequest;
  readonly resolve: (answer: ActionAnswer) => void;
}

/** Actions that the hub works on at once; others wait here. */
const actionsAtOnce = 20;
/** Actions that may wait; more are a flow that runs away. */
const actionsWaitingMax = 1_000;

export class HubLink {
  readonly delivery: EventDelivery;
  readonly #say: (message: FromFlows) => void;
  readonly #waiting: WaitingAction[] = [];
  readonly #underWay = new Map<number, WaitingAction>();
  #lastId = 0;

  constructor(say: (message: FromFlows) => void) {
    this.#say = say;
    this.delivery = new EventDelivery(
      (id) => say({ type: 'taken', id }),
      (readings) => say({ type: 'wants', readings: [...readings] }),
    );
  }

  say(message: FromFlows): void {
    this.#say(message);
  }

  /** Asks the hub for something; it is done once for each key. */
  act(request: ActionRequest): Promise<ActionAnswer> {
    if (this.#waiting.length >= actionsWaitingMax) {
      const value = `${actionsWaitingMax} actions wait already: the flow asks faster than the hub may act`;
      return Promise.resolve({ ok: false, value });
    }
    return new Promise((resolve) => {
      this.#waiting.push({ request, resolve });
      this.#sendNext();
    });
  }

  answered(id: number, answer: ActionAnswer): void {
    this.#underWay.get(id)?.resolve(answer);
    this.#underWay.delete(id);
    this.#sendNext();
  }

  #sendNext(): void {
    while (this.#underWay.size < actionsAtOnce) {
      const next = this.#waiting.shift();
      if (next === undefined) return;
      this.#lastId += 1;
      this.#underWay.set(this.#lastId, next);
      this.#say({ type: 'act', id: this.#lastId, ...next.request });
    }
  }
}

/** Opens the channel; `take` gets what the link does not handle itself. */
export function openHubLink(take: (message: ToFlowsMessage) => void): HubLink {
  const channel = new Socket({ fd: 3 });
  const link = new HubLink((message) => channel.write(`${JSON.stringify(message)}\n`));
  const lines = channel.pipe(split(JSON.parse, { maxLength: lineMax }));
  lines.on('data', (message: ToFlowsMessage) => {
    if (message.type === 'batch') link.delivery.take(message.id, message.events);
    else if (message.type === 'answer') link.answered(message.id, message);
    else if (message.type === 'ping')
      link.say({ type: 'pong', id: message.id, rss: process.memoryUsage.rss() });
    else take(message);
  });
  // Without the hub there is nothing left to do.
  channel.on('close', () => process.exit(0));
  channel.on('error', () => process.exit(0));
  current = link;
  return link;
}

let current: HubLink | null = null;

/** The link of this process, for the nodes; `null` where the palette runs in some other Node-RED. */
export function hubLink(): HubLink | null {
  return current;
}

/** For tests of nodes that run without a hub's process. */
export function useHubLink(link: HubLink | null): void {
  current = link;
}
