// Who subscribed to what, level by level, so that a message finds its subscribers without trying every filter.

/** A subscription with the fields that aedes keeps; those of MQTT 5 are carried along. */
export interface Subscription {
  readonly topic: string;
  readonly qos: number;
  readonly [option: string]: unknown;
}

export type Subscriber = Subscription & { readonly clientId: string };

interface Level {
  readonly below: Map<string, Level>;
  readonly subscribers: Map<string, Subscriber>;
}

function newLevel(): Level {
  return { below: new Map(), subscribers: new Map() };
}

export class FilterTree {
  readonly #root = newLevel();
  #size = 0;

  /** Subscriptions in the tree. */
  get size(): number {
    return this.#size;
  }

  /** Adds a subscription, in place of the same client's older one to the same filter. */
  add(clientId: string, subscription: Subscription): void {
    let level = this.#root;
    for (const word of subscription.topic.split('/')) {
      let next = level.below.get(word);
      if (next === undefined) {
        next = newLevel();
        level.below.set(word, next);
      }
      level = next;
    }
    if (!level.subscribers.has(clientId)) this.#size += 1;
    level.subscribers.set(clientId, { ...subscription, clientId });
  }

  remove(clientId: string, filter: string): void {
    const path: { readonly level: Level; readonly word: string }[] = [];
    let level = this.#root;
    for (const word of filter.split('/')) {
      path.push({ level, word });
      const next = level.below.get(word);
      if (next === undefined) return;
      level = next;
    }
    if (level.subscribers.delete(clientId)) this.#size -= 1;
    for (const step of path.reverse()) {
      if (level.subscribers.size > 0 || level.below.size > 0) return;
      step.level.below.delete(step.word);
      level = step.level;
    }
  }

  /** Every subscription whose filter matches `topic`; a client with overlapping filters comes more than once. */
  match(topic: string): Subscriber[] {
    const found: Subscriber[] = [];
    collect(this.#root, topic.split('/'), 0, found);
    return found;
  }
}

function collect(level: Level, words: readonly string[], at: number, found: Subscriber[]): void {
  // `#` also matches its parent level [MQTT 3.1.1, 4.7.1.2].
  const rest = level.below.get('#');
  if (rest !== undefined) found.push(...rest.subscribers.values());
  const word = words[at];
  if (word === undefined) {
    found.push(...level.subscribers.values());
    return;
  }
  const exact = level.below.get(word);
  if (exact !== undefined) collect(exact, words, at + 1, found);
  const any = level.below.get('+');
  if (any !== undefined) collect(any, words, at + 1, found);
}
