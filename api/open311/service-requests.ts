// Cases as the public sees them: what, where and how far, in words that are made here. What people of the units write
// to each other stays inside, and so do photos and whoever reported.
import { type CaseState, endedCaseStates } from '../../core/case.ts';
import type { Label, Language } from '../../core/label.ts';
import type { Json } from '../../core/ports.ts';
import type { XmlElement } from '../xml/xml-text.ts';
import { withoutPersonalData } from './personal-data.ts';
import type { Service } from './services.ts';

/** What of a case's JSON is told. */
interface ToldCase {
  readonly id: string;
  readonly category: string;
  readonly condition: string | null;
  readonly description: string;
  readonly state: CaseState;
  readonly suspended: boolean;
  readonly point_id: string | null;
  readonly lon: number | null;
  readonly lat: number | null;
  readonly source: 'alarm' | 'inspector' | 'public';
  readonly merged_into: string | null;
  readonly reported_at: string;
  readonly due_at: string | null;
  readonly timeline: readonly { readonly at: string }[];
}

const stateNotes: Readonly<Record<CaseState, Label>> = {
  reported: { zh: '已上报，待立案', en: 'Reported, to be looked at' },
  filed: { zh: '已立案，待派遣', en: 'Accepted, to be assigned' },
  dispatched: { zh: '已派遣责任单位', en: 'Assigned to the responsible unit' },
  handling: { zh: '处置中', en: 'Being worked on' },
  handled: { zh: '已处置，待核查', en: 'Done, to be checked' },
  closed: { zh: '已核查结案', en: 'Checked and closed' },
  not_filed: { zh: '不予立案', en: 'Not accepted' },
  cancelled: { zh: '已撤销', en: 'Withdrawn' },
};
const suspendedNote: Label = { zh: '暂缓处置', en: 'On hold' };
const mergedNote: Label = { zh: '重复上报，已并入', en: 'A double, continued as' };
const unknownService: Label = { zh: '其他', en: 'Other' };

export function isOpen({ state }: Json): boolean {
  return !endedCaseStates.has(state as CaseState);
}

function statusNote(subject: ToldCase, language: Language): string {
  if (subject.merged_into !== null) return `${mergedNote[language]} ${subject.merged_into}`;
  const note = subject.suspended && isOpen({ ...subject }) ? suspendedNote : stateNotes[subject.state];
  return note[language];
}

/** @param agency who answers for all: which unit works on it is the centre's business. */
export function serviceRequest(
  row: Json,
  services: ReadonlyMap<string, Service>,
  agency: string,
  language: Language,
): XmlElement {
  const subject = row as unknown as ToldCase;
  const service = services.get(subject.category) ?? services.get(subject.category.split('-')[0] ?? '');
  const condition = service?.conditions.get(subject.condition ?? '');
  const name = (service?.title ?? unknownService)[language];
  const own = subject.source === 'public' ? withoutPersonalData(subject.description) : '';
  return {
    service_request_id: subject.id,
    status: isOpen(row) ? 'open' : 'closed',
    status_notes: statusNote(subject, language),
    service_name: name,
    service_code: subject.category,
    description: own === '' ? (condition?.[language] ?? name) : own,
    agency_responsible: agency,
    service_notice: null,
    requested_datetime: subject.reported_at,
    updated_datetime: subject.timeline.at(-1)?.at ?? subject.reported_at,
    expected_datetime: subject.due_at,
    address: null,
    address_id: subject.point_id,
    zipcode: null,
    lat: subject.lat,
    long: subject.lon,
    media_url: null,
  };
}
