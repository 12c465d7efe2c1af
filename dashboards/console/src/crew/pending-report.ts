// What a crew found in the street and the hub does not know yet. The report goes out before its photos: over a poor
// network an open cover is known at once, and the photos follow on the case that came of it.
import type { Place } from '../../../../core/distance.ts';
import type { Label } from '../../../../core/label.ts';
import type { EpochMs } from '../../../../core/time.ts';
import type { ShownCase } from '../api-client/answers.ts';
import { newRequestKey } from '../api-client/request-key.ts';
import type { KnownPlace } from './known-places.ts';
import { lateWords, type PendingAction, type Trouble } from './pending-action.ts';
import { reportPhotoNote } from './report-words.ts';

/** The body of the request, the same at every attempt. */
export interface ReportBody {
  readonly category: string;
  readonly condition: string;
  readonly point_id?: string;
  readonly lon?: number;
  readonly lat?: number;
  readonly title: string;
  readonly description?: string;
}

export interface PendingReport {
  readonly kind: 'report';
  readonly order: number;
  /** Sent as the `Idempotency-Key`. */
  readonly key: string;
  /** Under whose login it was recorded, and is sent. */
  readonly username: string;
  readonly category: string;
  readonly condition: string;
  readonly titles: Label;
  /** The case has one text for all: the title as its reporter read it. */
  readonly title: string;
  /** A point of the registry, or degrees of WGS-84. */
  readonly place: KnownPlace | Place;
  /** In the reporter's own words; may be empty. */
  readonly words: string;
  readonly photos: readonly Blob[];
  readonly recordedAt: EpochMs;
  /** `null` until the first attempt. */
  readonly body: ReportBody | null;
  readonly trouble: Trouble | null;
}

export type NewReport = Pick<
  PendingReport,
  'category' | 'condition' | 'titles' | 'title' | 'place' | 'words' | 'photos'
>;

/** A metre, in degrees, written with this many decimals. */
const decimals = 6;

export function reportBodyOf(pending: PendingReport, now: EpochMs): ReportBody {
  const { category, condition, title, place } = pending;
  const description = `${pending.words}${lateWords(pending.recordedAt, now)}`;
  const where =
    'id' in place
      ? { point_id: place.id }
      : { lon: Number(place.lon.toFixed(decimals)), lat: Number(place.lat.toFixed(decimals)) };
  return { category, condition, ...where, title, ...(description === '' ? {} : { description }) };
}

/** What is left to send once the hub has made a case of it; `null` where there are no photos. */
export function photosAfter(report: PendingReport, subject: ShownCase): PendingAction | null {
  const { order, username, photos, recordedAt } = report;
  if (photos.length === 0) return null;
  return {
    ...{ order, key: newRequestKey(), username, caseId: subject.id, caseTitles: subject.titles },
    ...{ action: 'comment', words: reportPhotoNote, photos, photoUrls: [], recordedAt },
    ...{ body: null, trouble: null },
  };
}
