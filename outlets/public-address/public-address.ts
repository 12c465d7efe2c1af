// Loudspeakers: an alarm in a zone is spoken where a rule may speak for itself, and waits for an operator's word where not.
// Everything said, and everything that was not, is kept with its reason.
import type {
  Announcement,
  AnnouncementAction,
  AnnouncementBook,
  AnnouncementDesk,
  AnnouncementRequest,
} from '../../core/announcement.ts';
import { SluiceError } from '../../core/error.ts';
import type { Label } from '../../core/label.ts';
import type { EventOutlet } from '../../core/outlet.ts';
import type { CommittedEvent } from '../../core/ports.ts';
import type { Severity } from '../../core/severity.ts';
import type { EpochMs } from '../../core/time.ts';
import {
  decide,
  hindranceOf,
  minuteOfDay,
  type SpeakingMoment,
  type SpeakingRules,
  zoneState,
} from './decide.ts';

export interface Zone {
  readonly name: string;
  readonly points: readonly string[];
  readonly basins: readonly string[];
  /** What is said; `{point}` stands for the point's name. */
  readonly text: string;
}

export interface PointPlace {
  readonly name: string;
  readonly basin: string | null;
}

export interface PublicAddressOptions {
  readonly rules: SpeakingRules;
  readonly zones: readonly Zone[];
  readonly timezone: string;
  readonly book: AnnouncementBook;
  readonly now: () => EpochMs;
  readonly placeOf: (pointId: string) => Promise<PointPlace | null>;
  /** Says it; `null` for a dry run. Rejects where the loudspeakers are away. */
  readonly speak: ((announcement: Announcement, signal: AbortSignal) => Promise<void>) | null;
  /** Into the audit log, before a rule speaks for itself. */
  readonly note: (announcement: Announcement) => Promise<void>;
}

/** Who decided where no person did. */
const byRules = 'rules';

/** How long an operator waits for the loudspeakers, ms. */
const confirmWithinMs = 15_000;

export interface PublicAddress {
  readonly outlet: EventOutlet;
  readonly desk: AnnouncementDesk;
}

export function publicAddress(options: PublicAddressOptions): PublicAddress {
  const { rules, zones, timezone, book, now, placeOf, speak, note } = options;

  /** What the audit log has already, while the loudspeakers are tried again. */
  const noted = new Set<string>();

  const momentIn = (zone: string): SpeakingMoment => ({
    now: now(),
    minuteOfDay: minuteOfDay(now(), timezone),
    lastSpoken: book.lastSpoken(zone),
  });

  async function say(announcement: Announcement, by: string, signal: AbortSignal): Promise<Announcement> {
    if (speak !== null) await speak(announcement, signal);
    const decision = speak === null ? 'dry_run' : 'spoken';
    const said: Announcement = { ...announcement, decision, decidedAt: now(), decidedBy: by };
    book.put(said);
    return said;
  }

  async function consider(event: CommittedEvent, zone: Zone, place: PointPlace | null, signal: AbortSignal) {
    const { body } = event;
    const id = `${zone.name}.${event.id}`;
    // Decided at an earlier attempt of the same delivery.
    if (book.find(id) !== null) return;
    const severity = body.severity as Severity;
    const cause = { ruleId: String(body.rule_id), severity, at: event.at };
    const decision = decide(cause, rules, momentIn(zone.name));
    if (decision === null) return;
    const pointId = typeof body.point_id === 'string' ? body.point_id : null;
    const text = zone.text.replaceAll('{point}', place?.name ?? (body.titles as Label).zh);
    const shared = { id, zone: zone.name, alarmId: event.subjectId, pointId, severity, text, at: event.at };
    if (decision === 'spoken') {
      const announcement = { ...shared, decision: 'waiting', decidedAt: null, decidedBy: null } as const;
      if (!noted.has(id)) {
        await note({ ...announcement, decision: speak === null ? 'dry_run' : 'spoken', decidedBy: byRules });
        noted.add(id);
      }
      await say(announcement, byRules, signal);
      noted.delete(id);
      return;
    }
    const isOpen = decision === 'waiting';
    book.put({
      ...{ ...shared, decision },
      ...{ decidedAt: isOpen ? null : now(), decidedBy: isOpen ? null : byRules },
    });
  }

  async function ask(request: AnnouncementRequest): Promise<Announcement | null> {
    const { key, pointId, text, severity } = request;
    const place = pointId === null ? null : await placeOf(pointId);
    const zone =
      request.zone === null
        ? zones.find((candidate) => isInZone(candidate, pointId, place))
        : zones.find(({ name }) => name === request.zone);
    if (zone === undefined) return null;
    const id = `${zone.name}.flow-${key}`;
    const known = book.find(id);
    if (known !== null) return known;
    const at = now();
    const hindrance = hindranceOf({ severity, at }, rules, momentIn(zone.name));
    const asked: Announcement = {
      ...{ id, zone: zone.name, alarmId: request.alarmId ?? '', pointId, severity, text, at },
      decision: hindrance ?? 'waiting',
      decidedAt: hindrance === null ? null : at,
      decidedBy: hindrance === null ? null : byRules,
    };
    book.put(asked);
    return asked;
  }

  /** What waits for a word about an alarm that is over needs none. */
  function withdraw(alarmId: string): void {
    for (const announcement of book.waiting()) {
      if (announcement.alarmId !== alarmId) continue;
      book.put({ ...announcement, decision: 'cleared', decidedAt: now(), decidedBy: byRules });
    }
  }

  async function take(event: CommittedEvent, signal: AbortSignal): Promise<void> {
    const { change, point_id: pointId, suppressed_by: suppressedBy } = event.body;
    if (change === 'cleared') withdraw(event.subjectId);
    if (change !== 'raised' && change !== 'escalated') return;
    if (typeof pointId !== 'string' || typeof suppressedBy === 'string') return;
    const place = await placeOf(pointId);
    for (const zone of zones) {
      if (isInZone(zone, pointId, place)) await consider(event, zone, place, signal);
    }
  }

  return {
    outlet: {
      ...{ name: 'public-address', kinds: ['alarm'], batchLength: 20, begins: 'now' },
      async deliver(events, signal) {
        for (const event of events) await take(event, signal);
        return [];
      },
    },
    desk: {
      ask,
      list: (page) => book.list(page),
      waiting: () => book.waiting(),
      zones: () => zones.map(({ name }) => zoneState(name, rules, momentIn(name))),
      find: (id) => book.find(id),
      async act(id: string, action: AnnouncementAction, by: string) {
        const waiting = book.find(id);
        if (waiting?.decision !== 'waiting') throw decided(id);
        if (action === 'refuse') {
          const refused: Announcement = { ...waiting, decision: 'refused', decidedAt: now(), decidedBy: by };
          book.put(refused);
          return refused;
        }
        const hindrance = hindranceOf(waiting, rules, momentIn(waiting.zone));
        // A person who confirms at night has heard what the hour is.
        if (hindrance === null || hindrance === 'quiet_hours') {
          return say(waiting, by, AbortSignal.timeout(confirmWithinMs));
        }
        const late: Announcement = { ...waiting, decision: hindrance, decidedAt: now(), decidedBy: by };
        book.put(late);
        return late;
      },
    },
  };
}

function isInZone({ points, basins }: Zone, pointId: string | null, place: PointPlace | null): boolean {
  if (pointId !== null && points.includes(pointId)) return true;
  return place?.basin != null && basins.includes(place.basin);
}

function decided(id: string): SluiceError {
  return new SluiceError(`announcement ${id} does not wait for a word`, { code: 'announcement_decided' });
}
