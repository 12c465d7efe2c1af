// Words over the loudspeakers of a zone: what was decided about each, by whom and why, is kept.
import type { Page, PageRequest } from './page.ts';
import type { Severity } from './severity.ts';
import { type EpochMs, formatInstant, formatInstantOrNull } from './time.ts';

/**
 * `waiting`: for a person's word. `spoken`, `dry_run`: said, or would have been. `refused` by a person. The others say why
 * nothing was said: too soon after the last, at night, too late to help, the alarm is over.
 */
export const announcementDecisions = [
  'waiting',
  'spoken',
  'dry_run',
  'refused',
  'cooldown',
  'quiet_hours',
  'too_late',
  'cleared',
] as const;
export type AnnouncementDecision = (typeof announcementDecisions)[number];

export interface Announcement {
  /** Zone and event: the same however often the alarm is delivered. */
  readonly id: string;
  readonly zone: string;
  readonly alarmId: string;
  readonly pointId: string | null;
  readonly severity: Severity;
  readonly text: string;
  readonly decision: AnnouncementDecision;
  /** Of the alarm's change. */
  readonly at: EpochMs;
  readonly decidedAt: EpochMs | null;
  /** User name, or `rules` where a rule speaks for itself. */
  readonly decidedBy: string | null;
}

export interface AnnouncementBook {
  find(id: string): Announcement | null;
  put(announcement: Announcement): void;
  /** The last that was said in a zone, dry runs included. */
  lastSpoken(zone: string): Announcement | null;
  waiting(): readonly Announcement[];
  /** Newest first. */
  list(page: PageRequest): Page<Announcement>;
}

export const announcementActions = ['confirm', 'refuse'] as const;
export type AnnouncementAction = (typeof announcementActions)[number];

/** Words that a flow wants to be said. */
export interface AnnouncementRequest {
  /** The same for the same wish, so that it is kept once. */
  readonly key: string;
  /** Where absent, the zone that the point is in. */
  readonly zone: string | null;
  readonly pointId: string | null;
  readonly text: string;
  readonly severity: Severity;
  readonly alarmId: string | null;
}

/** Where loudspeakers are, and what holds them back now. */
export interface ZoneState {
  readonly name: string;
  readonly lastSpokenAt: EpochMs | null;
  /** Until then only what is worse than the last is said; `null` where nothing is in the way. */
  readonly coolsUntil: EpochMs | null;
  readonly isQuiet: boolean;
}

/** What people may do. */
export interface AnnouncementDesk {
  /** Keeps it for an operator's word, or says why it is not to be said now; `null` where there is no such zone. */
  ask(request: AnnouncementRequest): Promise<Announcement | null>;
  list(page: PageRequest): Page<Announcement>;
  /** For a person's word, the oldest first. */
  waiting(): readonly Announcement[];
  zones(): readonly ZoneState[];
  find(id: string): Announcement | null;
  /**
   * Speaks or refuses what waits. Rejects with a retryable `SluiceError` where the loudspeakers are away: it waits on then.
   */
  act(id: string, action: AnnouncementAction, by: string): Promise<Announcement>;
}

export function zoneJson({ name, lastSpokenAt, coolsUntil, isQuiet }: ZoneState) {
  return {
    name,
    last_spoken_at: formatInstantOrNull(lastSpokenAt),
    cools_until: formatInstantOrNull(coolsUntil),
    quiet: isQuiet,
  };
}

export function announcementJson(announcement: Announcement) {
  return {
    id: announcement.id,
    zone: announcement.zone,
    alarm_id: announcement.alarmId,
    point_id: announcement.pointId,
    severity: announcement.severity,
    text: announcement.text,
    decision: announcement.decision,
    at: formatInstant(announcement.at),
    decided_at: formatInstantOrNull(announcement.decidedAt),
    decided_by: announcement.decidedBy,
  };
}
