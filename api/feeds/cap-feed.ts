// Alerts as an Atom feed (RFC 4287): one entry for each alarm with its newest message whole within, and those that
// are over until their last message would have expired, so that whoever reads now and then hears of the end.
import { severityRank } from '../../core/severity.ts';
import { type EpochMs, formatInstant } from '../../core/time.ts';
import type { XmlElement } from '../xml/xml-text.ts';
import { type CapIssuer, capAlert, capHeadline } from './cap-alert.ts';
import { type CapMessage, capMessages } from './cap-messages.ts';
import type { PublicAlarm } from './public-alarms.ts';

/** Entries of one feed: the worst come first, should there ever be more. */
const maxEntries = 500;

export const capMediaType = 'application/cap+xml';
const atomNamespace = 'http://www.w3.org/2005/Atom';

export interface CapFeedOptions {
  readonly issuer: CapIssuer;
  /** Address of the feed itself. */
  readonly address: string;
  readonly now: EpochMs;
  /** When nothing has been alerted yet. */
  readonly startedAt: EpochMs;
}

interface Entry {
  readonly alarm: PublicAlarm;
  readonly message: CapMessage;
}

function rank({ message }: Entry): number {
  return severityRank(message.step.severity);
}

/** Address of an alert beside its feed. */
function alertAddress(feed: string, { identifier }: CapMessage): string {
  return new URL(`cap/${encodeURIComponent(identifier)}.xml`, feed).href;
}

export function capFeed(alarms: readonly PublicAlarm[], options: CapFeedOptions): XmlElement {
  const { issuer, address, now, startedAt } = options;
  const entries = alarms
    .flatMap((alarm): Entry[] => {
      const messages = capMessages(alarm, now);
      const message = messages.at(-1);
      if (message === undefined) return [];
      const isForgotten = message.type === 'Cancel' && (messages.at(-2)?.expiresAt ?? 0) <= now;
      return isForgotten ? [] : [{ alarm, message }];
    })
    .sort((a, b) => rank(b) - rank(a))
    .slice(0, maxEntries)
    .sort((a, b) => b.message.sentAt - a.message.sentAt);
  return {
    feed: {
      '@xmlns': atomNamespace,
      id: `urn:sluice:alerts:${issuer.sender}`,
      title: `${issuer.centre} 预警 Alerts`,
      updated: formatInstant(entries[0]?.message.sentAt ?? startedAt),
      author: { name: issuer.centre },
      generator: 'Sluice',
      link: { '@rel': 'self', '@type': 'application/atom+xml', '@href': address },
      entry: entries.map(({ alarm, message }) => entryOf(alarm, message, issuer, address)),
    },
  };
}

function entryOf(alarm: PublicAlarm, message: CapMessage, issuer: CapIssuer, feed: string): XmlElement {
  const headline = capHeadline(alarm, message);
  const address = alertAddress(feed, message);
  return {
    id: `urn:sluice:alert:${message.identifier}`,
    title: `${headline.zh} / ${headline.en}`,
    updated: formatInstant(message.sentAt),
    published: formatInstant(alarm.shownAt),
    link: { '@rel': 'alternate', '@type': capMediaType, '@href': address },
    summary: `${headline.zh} / ${headline.en}`,
    category: { '@term': message.type },
    content: { '@type': capMediaType, ...capAlert(alarm, message, issuer) },
  };
}
