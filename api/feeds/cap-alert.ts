// A message as a CAP 1.2 alert, in Chinese and English.
import { Temporal } from 'temporal-polyfill';
import type { Label, Language } from '../../core/label.ts';
import type { EpochMs } from '../../core/time.ts';
import type { PublicSettings } from '../public-settings.ts';
import type { XmlElement } from '../xml/xml-text.ts';
import { capKindOf, capSeverities, capUrgencies, severityWords } from './cap-mapping.ts';
import type { CapMessage } from './cap-messages.ts';
import type { PublicAlarm } from './public-alarms.ts';

const capNamespace = 'urn:oasis:names:tc:emergency:cap:1.2';
const languages = { zh: 'zh-CN', en: 'en-US' } as const;

export interface CapIssuer extends Pick<PublicSettings, 'sender' | 'centre' | 'alertStatus'> {
  readonly timezone: string;
  /** A page where people can see more; `null` where there is none. */
  readonly web: string | null;
}

/** Whole seconds and an offset, which for UTC is -00:00. */
export function capTime(at: EpochMs, timezone: string): string {
  const text = Temporal.Instant.fromEpochMilliseconds(at).toString({
    timeZone: timezone,
    smallestUnit: 'second',
  });
  return text.replace(/\+00:00$/, '-00:00');
}

export function capHeadline({ title, place }: PublicAlarm, { type, step }: CapMessage): Label {
  const colour = severityWords[step.severity];
  return type === 'Cancel'
    ? { zh: `${place.name}${title.zh}解除`, en: `Over: ${title.en}, ${place.name}` }
    : {
        zh: `${place.name}${title.zh}${colour.zh}预警`,
        en: `${title.en}, ${place.name}: ${colour.en} warning`,
      };
}

export function capAlert(alarm: PublicAlarm, message: CapMessage, issuer: CapIssuer): XmlElement {
  const time = (at: EpochMs) => capTime(at, issuer.timezone);
  const references = message.references.map(
    ({ identifier, sentAt }) => `${issuer.sender},${identifier},${time(sentAt)}`,
  );
  const status = issuer.alertStatus;
  return {
    alert: {
      '@xmlns': capNamespace,
      identifier: message.identifier,
      sender: issuer.sender,
      sent: time(message.sentAt),
      status: status.charAt(0).toUpperCase() + status.slice(1),
      msgType: message.type,
      scope: 'Public',
      // CAP wants a word about what is no real alert.
      note: status === 'actual' ? undefined : issuer.centre,
      references: references.length > 0 ? references.join(' ') : undefined,
      info: (['zh', 'en'] as const).map((language) => info(language, alarm, message, issuer)),
    },
  };
}

function info(
  language: Language,
  alarm: PublicAlarm,
  message: CapMessage,
  { timezone, centre, web }: CapIssuer,
): XmlElement {
  const { place, unit, isSilence } = alarm;
  const { step } = message;
  const isOver = message.type === 'Cancel';
  const kind = capKindOf(alarm.category);
  const headline = capHeadline(alarm, message)[language];
  const measuredAt = capTime(step.at, timezone);
  const measured = isSilence
    ? { zh: `${headline}。至 ${measuredAt} 已无信号。`, en: `${headline}. No signal by ${measuredAt}.` }
    : {
        zh: `${headline}。${measuredAt} 测得 ${step.value} ${unit}。`,
        en: `${headline}. Measured at ${measuredAt}: ${step.value} ${unit}.`,
      };
  return {
    language: languages[language],
    category: kind.categories,
    event: alarm.title[language],
    responseType: isOver ? ['AllClear'] : kind.responses,
    urgency: isOver ? 'Past' : capUrgencies[step.severity],
    severity: capSeverities[step.severity],
    certainty: step.confident && !isSilence ? 'Observed' : 'Possible',
    eventCode: { valueName: 'urn:sluice:rule', value: alarm.ruleId },
    effective: capTime(message.sentAt, timezone),
    onset: capTime(alarm.raisedAt, timezone),
    expires: capTime(message.expiresAt, timezone),
    senderName: centre,
    headline,
    description: isOver ? headline : measured[language],
    instruction: isOver ? undefined : kind.instruction[language],
    web: web ?? undefined,
    parameter: [
      { valueName: 'urn:sluice:severity', value: step.severity },
      { valueName: `urn:sluice:value:${unit}`, value: step.value },
    ],
    area: {
      areaDesc: place.address === null ? place.name : `${place.name}（${place.address}）`,
      circle: `${place.lat},${place.lon} ${kind.radius_km}`,
    },
  };
}
