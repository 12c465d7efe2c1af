// Who subscribed to what, level by level, so that a message finds its subscribers without trying every filter.

interface Level<Key, Value> {
  readonly below: Map<string, Level<Key, Value>>;
  readonly subscribers: Map<Key, Value>;
}

function newLevel<Key, Value>(): Level<Key, Value> {
  return { below: new Map(), subscribers: new Map() };
}

export class FilterTree<Key, Value> {
  readonly #root = newLevel<Key, Value>();
  #size = 0;

  /** Subscriptions in the tree. */
  get size(): number {
    return this.#size;
  }

  /** Adds a subscription, in place of the same subscriber's older one to the same filter. */
  add(filter: string, subscriber: Key, subscription: Value): void {
    let level = this.#root;
    for (const word of filter.split('/')) {
      let next = level.below.get(word);
      if (next === undefined) {
        next = newLevel();
        level.below.set(word, next);
      }
      level = next;
    }
    if (!level.subscribers.has(subscriber)) this.#size += 1;
    level.subscribers.set(subscriber, subscription);
  }

  remove(filter: string, subscriber: Key): void {
    const path: { readonly level: Level<Key, Value>; readonly word: string }[] = [];
    let level = this.#root;
    for (const word of filter.split('/')) {
      path.push({ level, word });
      const next = level.below.get(word);
      if (next === undefined) return;
      level = next;
    }
    if (level.subscribers.delete(subscriber)) this.#size -= 1;
    for (const step of path.reverse()) {
      if (level.subscribers.size > 0 || level.below.size > 0) return;
      step.level.below.delete(step.word);
      level = step.level;
    }
  }

  /** Every subscription whose filter matches `topic`; a subscriber with overlapping filters comes more than once. */
  match(topic: string): Value[] {
    const found: Value[] = [];
    visit(this.#root, topic, 0, ({ subscribers }) => {
      found.push(...subscribers.values());
      return false;
    });
    return found;
  }

  /** Whether any filter matches `topic`. */
  has(topic: string): boolean {
    return this.#size > 0 && visit(this.#root, topic, 0, isTaken);
  }
}

function isTaken({ subscribers }: Level<unknown, unknown>): boolean {
  return subscribers.size > 0;
}

/**
 * Goes through the levels at which a filter ends that matches `topic` from its character `at` on, until `stop` says
 * true. Whether it did.
 */
function visit<Key, Value>(
  level: Level<Key, Value>,
  topic: string,
  at: number,
  stop: (end: Level<Key, Value>) => boolean,
): boolean {
  // `#` also matches its parent level [MQTT 3.1.1, 4.7.1.2].
  const rest = level.below.get('#');
  if (rest !== undefined && stop(rest)) return true;
  if (at > topic.length) return stop(level);
  const slashAt = topic.indexOf('/', at);
  const endAt = slashAt === -1 ? topic.length : slashAt;
  const exact = level.below.size === 0 ? undefined : level.below.get(topic.slice(at, endAt));
  if (exact !== undefined && visit(exact, topic, endAt + 1, stop)) return true;
  const any = level.below.get('+');
  return any !== undefined && visit(any, topic, endAt + 1, stop);
}
