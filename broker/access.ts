// Who may publish and read what, first match: devices below their own topics, accounts by the filters that
// they were given, everything else refused. Accounts are looked up each time, so a change counts at once.
import type { Credentials } from '../core/ports.ts';
import { filterCovers, isTopic, topicMatches } from './topic-filter.ts';

/** Who logged in. */
export interface Identity {
  readonly kind: 'device' | 'account';
  /** Device id or account name. */
  readonly name: string;
}

/** Topics that every device writes alike: the broker must not carry one device's to another. */
const sharedPrefix = 'v1/devices/me/';

/** That a UTF-16 code unit takes. */
const utf8BytesMax = 3;

export interface TopicLimits {
  /** Longest topic or filter, bytes of UTF-8. */
  readonly topicBytes: number;
  /** Deepest topic or filter, levels. */
  readonly topicLevels: number;
}

export class Access {
  readonly #credentials: Credentials;
  readonly #limits: TopicLimits;

  constructor(credentials: Credentials, limits: TopicLimits) {
    this.#credentials = credentials;
    this.#limits = limits;
  }

  mayPublish(who: Identity, topic: string): boolean {
    if (!isTopic(topic) || !this.#isWithinLimits(topic)) return false;
    if (topic === '$SYS' || topic.startsWith('$SYS/')) return false;
    if (who.kind === 'device') return isBelow(`devices/${who.name}/`, topic) || isBelow(sharedPrefix, topic);
    return (
      this.#credentials.account(who.name)?.publish.some((filter) => topicMatches(filter, topic)) ?? false
    );
  }

  maySubscribe(who: Identity, filter: string): boolean {
    if (!this.#isWithinLimits(filter)) return false;
    return this.#readable(who).some((granted) => filterCovers(granted, filter));
  }

  /** Whether a message may go to a reader. `from`: who published it over MQTT, `null` for the hub and retained messages. */
  mayReceive(who: Identity, topic: string, from: string | null): boolean {
    if (who.kind === 'device' && topic.startsWith(sharedPrefix)) return from === who.name;
    return this.#readable(who).some((granted) => topicMatches(granted, topic));
  }

  /** Whether messages may be kept for a reader that is away. */
  mayQueue(who: Identity, filter: string): boolean {
    if (who.kind === 'device' && filter.startsWith(sharedPrefix)) return false;
    return this.maySubscribe(who, filter);
  }

  /** Whether every device publishes on `topic`, each for itself. */
  isShared(topic: string): boolean {
    return topic.startsWith(sharedPrefix);
  }

  #isWithinLimits(topic: string): boolean {
    const { topicBytes, topicLevels } = this.#limits;
    // Bytes that were no UTF-8 have grown to three each, so the length of the packet is no bound.
    const isShort = topic.length * utf8BytesMax <= topicBytes || Buffer.byteLength(topic) <= topicBytes;
    return isShort && levelsOf(topic) <= topicLevels;
  }

  #readable(who: Identity): readonly string[] {
    if (who.kind === 'device') return [`devices/${who.name}/commands`, `${sharedPrefix}#`];
    return this.#credentials.account(who.name)?.subscribe ?? [];
  }
}

function levelsOf(topic: string): number {
  let levels = 1;
  for (let at = topic.indexOf('/'); at >= 0; at = topic.indexOf('/', at + 1)) levels += 1;
  return levels;
}

function isBelow(prefix: string, topic: string): boolean {
  return topic.length > prefix.length && topic.startsWith(prefix);
}
